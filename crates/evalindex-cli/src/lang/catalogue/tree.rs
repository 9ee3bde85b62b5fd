//! Problems of indexes, dimensions and indicators: weights, rules, grades.

use super::rows;

rows! {
    // Indexes.
    "there is no index to score by" => "没有可用于计分的指标体系";
    "at least one index" => "至少一个指标体系";
    "the index has no children" => "指标体系没有下级";
    "dimension `{}` has no children" => "维度`{}`没有下级";
    "at least one dimension or indicator" => "至少一个维度或指标";
    "full marks must be positive" => "满分值必须大于0";
    "full marks larger than a score can be, or with more decimals" => "满分值超过得分所能达到的大小，或小数位过多";
    "scores do not keep so many decimals" => "得分不保留这么多小数位";
    "a limit on points is negative" => "加减分上限为负数";
    "{} is no share" => "{}不是比例";
    "the least share of figures" => "数据最低比例";
    "the least coverage" => "最低覆盖率";
    "the share of a quota" => "名额比例";
    "the share of places" => "名次比例";
    "the share of supporters" => "配合单位比例";
    "an ordinal ranking needs something that decides between equal scores" => "不并列的排名须规定得分相同时如何分先后";
    "node ids, or \"bonus\"" => "节点标识，或\"bonus\"";
    "what has decided nothing decides nothing again" => "未能分出先后的依据再用一次也分不出";
    "each tie-break once" => "每个同分处理依据只写一次";
    "\"bonus\" may mean the bonus or the node of that id" => "\"bonus\"可指加分，也可指该标识的节点";
    "another id for the node" => "节点改用其他标识";

    // Grades and classes.
    "the name of a grade is empty" => "等次名称为空";
    "two grades have one name" => "两个等次名称相同";
    "a name of its own" => "自己的名称";
    "grades go from best to last, so each cut is below the one before" => "等次由高到低排列，每条分数线须低于前一条";
    "the last grade takes the rest, so that it has no quota" => "末等收纳其余对象，不设名额";
    "no `max_share`, or one more grade below" => "不写`max_share`，或在其下再设一个等次";
    "without a quota nobody is counted" => "没有名额便无从分组计数";
    "`max_share`, or no `within`" => "`max_share`，或不写`within`";
    "the quota of `{}` is counted within groups, but subject `{}` has none" => "`{}`的名额按组计算，而对象`{}`没有组别";
    "`{}` requires a score of `{}` twice" => "`{}`对`{}`的得分要求了两次";
    "each node once" => "每个节点只写一次";
    "`{}` requires no score of `{}`" => "`{}`未写对`{}`要求的得分";
    "no score" => "没有得分";
    "the lowest total is the best, so that a grade requires a score that is no higher" => "总分以低为优，等次要求的是最高得分";
    "the highest total is the best, so that a grade requires a score that is no lower" => "总分以高为优，等次要求的是最低得分";
    "more classes than index `{}` has subjects" => "分档数多于指标体系`{}`的对象数";
    "one class separates nobody" => "只有一档则无区分";
    "an index has named grades or numbered classes, not both" => "指标体系或设等次或设分档，不能兼有";
    "`grades` and `classes`" => "`grades`和`classes`";

    // Weights.
    "a weight is negative" => "权重为负数";
    "`{}` has a weight, and weights of the children of `{}` come from a method" => "`{}`写有权重，而`{}`下级的权重由方法得出";
    "none, or 0 where it is only monitored" => "不写，仅作监测时写0";
    "no child of `{}` counts" => "`{}`的下级均不计分";
    "0 for each" => "均为0";
    "at least one child without a weight" => "至少一个不写权重的下级";
    "the weights of the children of `{}` total {}" => "`{}`下级的权重合计为{}";
    "`{}` compares all subjects under the same weights" => "`{}`在同一组权重下比较全部对象";
    "weights by group" => "分组权重";
    "weights for all, or another aggregate" => "各组相同的权重，或改用其他合成方法";
    "weights that are the same for all" => "各组相同的权重";
    "`{}` goes by one set of weights, and those of `{}` differ from group to group" => "`{}`只适用于一套权重，而`{}`的权重因组而异";
    "the weights of the children of `{}` are by group and from a method" => "`{}`下级的权重既分组又由方法得出";
    "`{}` has a weight, and weights of the children of `{}` are by group" => "`{}`写有权重，而`{}`下级的权重分组规定";
    "`{}` is imputed from its siblings, whose weights are by group" => "`{}`以同级指标填补，而同级的权重分组规定";
    "another policy, such as \"reweight\"" => "其他处理方式，如\"reweight\"";
    "the weights of the children of `{}` are by group, but subject `{}` has none" => "`{}`下级的权重分组规定，而对象`{}`没有组别";
    "no group" => "没有组别";
    "a `group` for every subject of the kind" => "该类每个对象都写`group`";
    "the children of `{}` have no weights for group `{}`, in which subject `{}` is" => "`{0}`的下级没有组别`{1}`的权重，而对象`{2}`属于该组";
    "weights for every group of subjects" => "每个组别的权重";
    "there is no weight of `{}` for group `{}`" => "组别`{1}`没有`{0}`的权重";
    "there are no weights of {} children for group `{}`, the first `{}`" => "组别`{1}`有{0}个下级没有权重，其中第一个是`{2}`";
    "a weight of each child, 0 where it does not count" => "每个下级的权重，不计分的写0";
    "the weights of the children of `{}` for group `{}` total {}" => "`{}`下级对组别`{}`的权重合计为{}";
    "an object with the weights of each group" => "写有各组权重的对象";
    "an object with the weight of each child" => "写有各下级权重的对象";
    "the weights of the children of `{}` differ from group to group: say which, as `{}/{}`" => "`{}`下级的权重因组而异：请写明组别，如`{}/{}`";
    "`{}` has the same weight for all groups" => "`{}`的权重各组相同";
    "no weights are written below the first level" => "第一层以下没有写权重";
    "no `others`, or dimensions with written weights" => "不写`others`，或设写有权重的维度";
    "what written weights total is said once, for the whole index" => "所写权重的合计只对整个指标体系规定一次";
    "not one method" => "不是一种方法";
    "`{}` asks for more children than it has" => "`{}`要求的下级数多于其下级";

    // Indicators.
    "a node with neither children nor a rule" => "节点既无下级也无规则";
    "so many figures cannot be moved" => "不能移动这么多数值";
    "a treatment that does nothing" => "不起作用的处理";
    "`winsorise` 0 and no `log`" => "`winsorise`为0且不写`log`";
    "figures to move, or `\"log\": true`" => "要移动的数值，或`\"log\": true`";
    "`{}` of the rule is in the unit of the figures, which may come to count as logarithms" => "规则的`{}`以数据的单位计，而数据可能改按对数计";
    "`\"log\": false`, or `{}` from the data" => "`\"log\": false`，或由数据得出`{}`";
    "a scale must be positive" => "倍数必须大于0";
    "an error is negative" => "误差为负数";
    "figures that are worked out have no error of their own" => "计算得出的数据没有自身的误差";
    "an observed input, or no `error`" => "观测的数据项，或不写`error`";
    "`{}` reads the same input and has another error" => "`{}`使用同一数据项，却另有误差";
    "one error for one input" => "一项数据一个误差";
    "not one error of figures" => "不是一种数据误差";
    "a dimension has no scores of other periods" => "维度没有其他各期的得分";
    "a score larger than scores can be, or with more decimals" => "得分过大，或小数位过多";
    "`{}` scores a {}, and starts from the previous figure, which is a level" => "`{}`按{=}计分，却以上期数值为起点，而上期数值是水平值";
    "a number, or the measure \"level\"" => "数字，或将`measure`写为\"level\"";
    "a cap on completion must be positive" => "完成率上限必须大于0";
    "the limit of skewness is not positive" => "偏度界限不大于0";
    "an input worked out in two ways" => "数据项有两种计算方式";
    "not one thing to make of parts" => "由组成部分得出的内容不止一种或没有";
    "not one aggregate" => "不是一种合成方法";
    "not one policy for a missing figure" => "不是一种缺失处理方式";
    "rule `{}` as it stands says that {} is better{}" => "规则`{}`按现有参数表明{}为优{}";
    "higher" => "越高";
    "lower" => "越低";
    ", unlike for `{}`" => "，与`{}`不同";
    "the input of `{}` is worked out: nothing reads one of this name" => "`{}`的数据由计算得出：不使用此名称的数据项";
    "no `input`, or a rule with a target of each subject, such as \"completion\"" => "不写`input`，或使用各对象目标值的规则，如\"completion\"";
    "`{}` is worked out from tasks: it applies or not, and is never missing" => "`{}`由任务得出：或适用或不适用，不会缺失";
    "no `missing`, or an observed input" => "不写`missing`，或用观测的数据项";
    "dimension `{}` has no rule, and only a rule uses `{}`" => "维度`{}`没有规则，而只有规则才使用`{}`";
    "no `direction`, or a `rule` that takes one, such as \"min_max\"" => "不写`direction`，或用需要方向的`rule`，如\"min_max\"";
    "no `within`, or a `rule` that is calibrated on figures, such as \"min_max\"" => "不写`within`，或用由数据标定的`rule`，如\"min_max\"";
    "rule `{}` takes no direction: its parameters say alone what is better" => "规则`{}`不用方向：优劣由其参数决定";
    "no `direction`, or a rule that takes one, such as \"min_max\"" => "不写`direction`，或用需要方向的规则，如\"min_max\"";
    "rule `{}` as it stands takes nothing from the figures of others" => "规则`{}`按现有参数不使用其他对象的数据";
    "no `within`, or a rule that is calibrated on figures, such as \"percent_rank\"" => "不写`within`，或用由数据标定的规则，如\"percent_rank\"";
}
