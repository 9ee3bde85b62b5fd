//! Problems of tasks, supervision, adjustments, scenarios and alternatives.

use super::rows;

rows! {
    // Tasks.
    "no indicator reads tasks of the class {}" => "没有指标使用类别为{}的任务";
    "an indicator with {\"from\": {\"tasks\": {\"class\": {}}}}" => "含{\"from\": {\"tasks\": {\"class\": {}}}}的指标";
    "planned progress is no percentage" => "计划进度不是百分数";
    "verified progress is no percentage" => "核实进度不是百分数";
    "progress is no percentage" => "进度不是百分数";
    "a target must be positive" => "目标值必须大于0";
    "what is done is negative" => "完成值为负数";
    "progress stands in for target and actual, but both are given" => "进度可代替目标值与完成值，却两者都给出";
    "progress and actual" => "进度和完成值";
    "nothing says how far task `{}` is" => "没有写明任务`{}`的进度";
    "`target` and `actual`, or `progress`, or a status other than \"active\"" => "写`target`和`actual`，或`progress`，或\"active\"以外的状态";
    "nobody leads or supports task `{}`, and no region is named: it counts for nobody" => "任务`{}`没有牵头、配合单位，也未列地区：不计入任何对象";
    "task `{}` is active and has no measure: neither `progress` nor `target` and `actual`" => "任务`{}`正在进行，却无从衡量：既无`progress`，也无`target`和`actual`";
    "the target and the planned progress of task `{}` must be above 0" => "任务`{}`的目标值与计划进度必须大于0";
    "the tasks of `{}`: {}" => "`{}`的任务：{}";

    // Dates of tasks.
    "a task is finished, and its status says otherwise" => "任务已有完成日期，状态却不相符";
    "the status \"done\"" => "状态为\"done\"";
    "a task is finished before it starts" => "任务完成早于开始";
    "a task is due before it starts" => "任务时限早于开始";
    "its start" => "其开始日期";
    "a task with `{}` has no `{}`" => "写有`{}`的任务没有`{}`";
    "an extension leads to no later day" => "延期后的时限没有推后";
    "a day after {}, on which the task was due before" => "晚于原定时限{}的日期";
    "an extension gives no reason" => "延期没有写明原因";
    "a reason that the people concerned can read" => "当事人能看懂的原因";
    "a day before {}, on which the whole task is due" => "早于整个任务时限{}的日期";
    "a milestone is not before the task is due" => "节点目标不早于任务时限";
    "the milestone before" => "前一个节点目标";
    "the start" => "开始日期";
    "a day after {}, {}" => "晚于{1}{0}的日期";
    "milestones are not in order" => "节点目标未按先后排列";
    "a milestone asks for less than the one before" => "节点目标低于前一个";
    "{}, {}, or a later day" => "{}（{}）或以后的日期";

    // Supervision and penalties.
    "there are no tasks to supervise" => "没有可督查的任务";
    "`tasks`, or no `supervision`" => "写`tasks`，或不写`supervision`";
    "a task on schedule would be yellow" => "按进度的任务会亮黄灯";
    "no task is so many points behind" => "没有任务会滞后这么多百分点";
    "red begins no later than yellow" => "红灯界限不晚于黄灯";
    "more than {}, from which a task is yellow" => "大于黄灯界限{}";
    "penalties need the day on which tasks are judged: a score depends on the document alone" => "任务扣分须写明判定日期：得分只取决于文件";
    "a penalty is out of range" => "扣分超出范围";
    "a penalty has too many decimals" => "扣分小数位过多";
    "no task costs any points" => "没有任务会扣分";
    "`overdue`, `red`, `yellow` or `unknown` above 0, or no `penalties`" => "`overdue`、`red`、`yellow`或`unknown`大于0，或不写`penalties`";

    // Adjustments.
    "points must be positive" => "分数必须大于0";
    "an adjustment gives no reason" => "加减分没有写明原因";
    "no index meant here scores `{}`, a subject of kind {}" => "所指的指标体系均不为`{}`（类型{}）计分";
    "a subject that the index scores" => "指标体系计分的对象";
    "a veto on grades has no effect: the index has no grades" => "对等次的一票否决不起作用：指标体系没有等次";
    "`grades` in the index, or the effect \"unranked\"" => "在指标体系中写`grades`，或效果写\"unranked\"";

    // Scenarios.
    "a scenario that changes nothing" => "没有任何变动的方案";
    "at least one change of weights, such as {\"drop\": …}" => "至少一项权重变动，如{\"drop\": …}";
    "more than one index has a node {}" => "不止一个指标体系有节点{}";
    "`index` in the scenario" => "在方案中写`index`";
    "a weight, a factor or an amount for `{}` is negative" => "`{}`的权重、系数或数额为负数";
    "`{}` would weigh more than it shares with its siblings" => "`{}`的权重将超过其与同级的权重合计";
    "a weight of at most {}" => "不大于{}的权重";
    "`{}` cannot give more than it weighs" => "`{}`让出的权重不能超过其自身权重";
    "an amount of at most {}" => "不大于{}的数额";
    "weight moves between siblings only" => "权重只能在同级之间移动";
    "two children of one node" => "同一节点的两个下级";
    "no other weight to take or to give" => "没有可增减的其他权重";
    "siblings with a weight" => "有权重的同级";
    "not one change of weights" => "不是一项权重变动";
    "not one change of weights, expected `set` and `weight`, `scale` and `factor`, `move`, `to` and `amount`, or `drop`" => "不是一项权重变动，应为`set`与`weight`，`scale`与`factor`，`move`、`to`与`amount`，或`drop`";

    // Alternatives.
    "`{}` has rule `{}`, which takes no direction, so that `{}` cannot tell what is better" => "`{}`的规则`{}`不用方向，故`{}`无从判断优劣";
    "a `direction` for it, or other `nodes`" => "为其写`direction`，或改用其他`nodes`";
    "nothing to do otherwise" => "没有可替换的选项";
    "at least one option" => "至少一个选项";
    "not one thing to do otherwise" => "可替换的内容不是恰好一种";
}
