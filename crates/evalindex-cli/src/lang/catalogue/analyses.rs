//! Errors of analyses: weights that change, draws, certainty, explanations, and the reading and checking of results.

use super::rows;

rows! {
    // Names that are asked for.
    "there is no node `{}`{}" => "没有节点`{}`{}";
    "there is no index {}{} (known indexes: {})" => "没有指标体系{}{}（已有：{,}）";
    "index `{}` has no subject `{}`{}" => "指标体系`{}`没有对象`{}`{}";
    "index `{}` scores no {} `{}`{}" => "指标体系`{}`不为{=}`{}`计分{}";
    "several subjects are called `{}`: name one by its id, such as `{}` or `{}`" => "有几个对象名为`{}`：请用标识指定，如`{}`或`{}`";
    "`{}` has no place in index `{}`: {}" => "`{}`在指标体系`{}`中没有名次：{}";
    "stopped before the end" => "中途停止";

    // Weights that change.
    "under these weights index `{}` cannot be scored: {}" => "按这些权重，指标体系`{}`不能计分：{}";
    "more than one index has a node `{}`: {}" => "不止一个指标体系有节点`{}`：{,}";
    "`{}` would weigh {}, and it shares only {} with its siblings" => "`{}`的权重将为{}，而其与同级的权重合计仅{}";
    "weight moves between siblings only, and `{}` and `{}` are not" => "权重只能在同级之间移动，`{}`和`{}`不是同级";
    "`{}` holds all the weight: its siblings weigh nothing and cannot take from it in proportion" => "`{}`占全部权重：同级权重为零，无法按比例分摊";
    "`{}` cannot give {}, it weighs {}" => "`{}`不能让出{}，其权重为{}";
    "a weight, its factor or an amount of it cannot be negative, and {} of `{}` is" => "权重、系数或数额不能为负数，而`{1}`的{0}为负数";
    "the weights total nothing, so that there are no shares" => "权重合计为零，没有权重占比";
    "the exact shares of the weights have more digits than are kept here" => "权重占比的精确值位数过多";
    "`{}` is an only child, so that its weight is all there is and cannot change" => "`{}`没有同级，其权重即为全部，不能变动";
    "nothing that counts would be left" => "没有剩下计分的指标";
    "nobody has a place both with and without it" => "没有对象在剔除前后都有名次";

    // Certainty.
    "the range of weights is {}, expected {}" => "权重范围为{}，应为{}";
    "0% to 100%{}" => "0%至100%{}";
    ", such as {}%" => "，如{}%";
    "node `{}` has {}: nothing certain can be said of an index but of means" => "节点`{}`{}：除均值合成外得不出确定的结论";
    "a rule or policy of its own" => "有自身的规则或缺失处理方式";
    "a rounding of its own" => "有自身的取整";
    "an aggregate that is no mean" => "的合成方法不是平均";
    "the adjustments of a subject are larger than a score can be" => "对象的加减分超过得分所能达到的大小";
    "a range of weights is no number" => "权重范围不是数字";
    "the limit of the search (subjects: {})" => "搜索上限（对象数：{}）";
    "Safe bounds come from {}" => "偏于保守的界来自：{}";
    "`{}` of `{}`" => "`{1}`的`{0}`";
    "{} more fields" => "另外{}个字段";

    // Draws.
    "no draws: at least 1 is needed" => "没有抽样：至少需要1次";
    "{} is {}, expected {}" => "{}为{}，应为{}";
    "given weights are for an index of arithmetic means in which every ranked subject has every indicator, ranked by exact totals without a dimension among its tie-breaks" => "给定权重只适用于算术平均合成的指标体系：参加排名的对象各指标齐全，按精确总分排名，同分处理不用维度";
    "row {} of the given weights: found {}, expected {}" => "给定权重第{}行：实际为{}，应为{}";
    "the index `{}` has no {} to draw" => "指标体系`{}`没有可抽样的{}";
    "nothing is drawn: weights that can vary, or alternatives or errors that the document declares, are needed" => "没有可抽样的内容：需要可变动的权重，或文件中声明的替代方案、误差";
    "too few draws give a ranking: {}" => "得出排名的抽样过少：{}";
    "too few draws" => "抽样过少";
    "nobody is ranked, so that there are no places to draw" => "没有对象参加排名，没有可抽样的名次";
    "indicator with an `error`" => "含`error`的指标";
    "the range of weights" => "权重范围";
    "the deviation of weights" => "权重偏差";
    "the concentration of weights" => "权重集中度";
    "a level" => "层级";
    "0% or more" => "不小于0%";
    "the number of draws" => "抽样次数";
    "the number of subjects to compare two by two" => "两两比较的对象数";
    "the number of ranks to keep, of all subjects in all rows under all factors" => "须保留的名次数（全部对象、全部行、全部因素）";
    "the drawn weights cannot be shared out" => "抽得的权重无法分摊";
    "a figure with its error is more than a number holds" => "加上误差的数据超出数字所能表示的范围";
    "`{}` is not ranked: {}" => "`{}`未排名：{}";
    "{}, one an indicator that counts" => "{}，每个计分的指标一个";
    "{} weights" => "{}个权重";
    "a total of {}" => "合计{}";
    "results of {} rows, expected {}" => "结果有{}行，应为{}";
    "{}, as the first has" => "{}，与第一行相同";
    "a result that is not finite" => "结果不是有限数";
    "all results are the same" => "结果都相同";
    "at most 24" => "至多24";

    "weights, level {}" => "第{}层权重";
    "{}; ChaCha8, one stream a draw; libm" => "{}；ChaCha8，每次抽样一个流；libm";
    "{}; methods" => "{}；方法";
    "{}; errors" => "{}；误差";
    "ChaCha8, one stream a draw; libm" => "ChaCha8，每次抽样一个流；libm";

    // Correlations of places.
    "one ranking has {} places and the other {}" => "一个排名有{}个名次，另一个有{}个";
    "{} places have no order, 2 or more are needed" => "{}个名次无从排序，至少需要2个";
    "all places of one ranking are equal, so that nothing can go with them" => "一个排名的名次全部相同，无从计算相关";
    "{} is no place, expected one from 1 to {}" => "{}不是名次，应为1至{}";

    // Tasks.
    "tasks have due dates, and nothing says on which day to judge them; expected a day, or `on` in `supervision`" => "任务有时限，却未写明判定日期；应给出日期，或在`supervision`中写`on`";
    "tasks of the earlier document have due dates, and nothing says on which day to judge them; expected `on` in its `supervision`, or `reported` of a task" => "上期文件的任务有时限，却未写明判定日期；应在其`supervision`中写`on`，或写任务的`reported`";

    // What chose a formula, in explanations.
    "all values are equal" => "各对象数值相等";
    "held by `{}`" => "受`{}`限制";
    "place {} of {}" => "{1}个中第{0}名";
    ", shared by {}" => "，{}个并列";
    "better than {} of {}" => "{1}个中优于{0}个";
    ", equal with {}" => "，与{}个相同";
    "between {} and {}" => "介于{}与{}之间";
    "reaches {}" => "达到{}";
    "does not get beyond {}" => "未超过{}";
    "within {} to {}" => "在{}至{}之内";
    "not within {} to {}" => "在{}至{}之外";
    "no figure of it alone is enough" => "单靠该指标无法达到";
    "there is no figure to change" => "没有可调整的数值";
    "it does not count" => "不计分";
    "more of it is neither always better nor always worse" => "数值增减与得分不成单调关系";
    "too many subjects to try every figure" => "对象过多，未逐一试算";
    "a veto decides" => "受一票否决限制";
    "a better grade requires more of a node" => "更高等次对某一节点的得分另有要求";
}
