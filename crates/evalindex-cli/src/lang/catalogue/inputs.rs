//! What a document says of its inputs, and adjustments by cases and percentages.

use super::rows;

rows! {
    // Inputs.
    "an object with an object for each input" => "每个数据项一个对象的对象";
    "two members of `inputs` are of one input" => "`inputs`中有两项属于同一数据项";
    "each input once" => "每个数据项只写一次";
    "input with figures" => "有数据的数据项";
    "there is no input with figures {}" => "没有有数据的数据项{}";
    "nothing is said of the input" => "没有说明该数据项的任何内容";
    "`valid` or `sentinels`" => "`valid`或`sentinels`";
    "the least figure of an input is above the greatest" => "数据项的最小值大于最大值";
    "the lower one first, such as [0, 100]" => "先写较小者，如[0, 100]";
    "a number that stands for missing figures already" => "该数字已用来表示缺失";
    "each number once" => "每个数字只写一次";
    "a figure that `{}` cannot have" => "`{}`不可能有的数据";
    "the id of {} is a key of remarks" => "{}的标识是备注专用的键";
    "another id" => "另一个标识";

    // Cases and percentages.
    "an object with an array of points for each kind of case" => "每类情形一个分数数组的对象";
    "points that are declared twice" => "分数有两种写法";
    "`points` or `percent`" => "`points`或`percent`";
    "there are no points for cases of this kind" => "该类情形没有分数";
    "the points of the first case, of the second, and so on" => "第一次、第二次等各次的分数";
    "the points of a case are negative" => "一次情形的分数为负";
    "0 or more; the type of an adjustment says whether they are added or taken away" => "不小于0；加还是减由调整的类型决定";
    "an adjustment has neither points nor a kind of which the index has steps" => "调整既没有分数，也没有指标体系列有分级的类别";
    "no `kind`: a veto has no points" => "不写`kind`：否决项没有分数";
    "`points`, `percent` or `kind`, not two of them" => "`points`、`percent`或`kind`，只写其一";
    "the points of an adjustment do not come from its kind" => "调整的分数不由其类别决定";
    "kind of case" => "有`steps`的类别";
    "there is no kind of case {}" => "没有有`steps`的类别{}";
    "a percentage that cannot be added or taken away" => "不能加也不能减的百分比";
    "index `{}` has adjustments that are percentages of scores: nothing certain can be said of it" => "指标体系`{}`有按得分百分比的调整：无法得出确定的结论";
    "{} % of {}" => "{1}的{0}%";

    // Merged units.
    "\"sum\", or {\"mean_by\": …} with an input" => "\"sum\"，或带指标的{\"mean_by\": …}";
    ", or {\"mean_by\": …} with an input" => "，或带指标的{\"mean_by\": …}";
    "`{}` reads no figure of the period before" => "`{}`不使用上期数据";
    "no `formed`, or a measure such as \"growth\", or a rule that starts from the previous figure" => "不写`formed`，或用\"growth\"等度量，或用以上期数据为起点的规则";
    "no subject of kind {} is formed from others" => "{}类对象中没有由其他单位合并而成的";
    "no `formed`, or `formed_from` in such a subject" => "不写`formed`，或在这类对象中写`formed_from`";
    "`{}` is a quotient, and a mean of quotients is not one of their sums" => "`{}`是商，而商的平均不等于和之商";
    "\"sum\", which forms both inputs" => "\"sum\"，它合并两项数据";
    "figures of {} are formed in another way by another indicator" => "{}的数据在另一指标中以另一方式合并";
    "the same for every indicator that reads the input" => "使用该数据的各指标一致";
    "no indicator forms figures of subjects of kind {}" => "没有指标合并{}类对象的数据";
    "no `formed_from`, or an indicator with `formed`, such as \"sum\"" => "不写`formed_from`，或在指标中写`formed`，如\"sum\"";
    "`{}` is formed from itself" => "`{}`由自身合并而成";
    "`{}` went into `{}` already, and its figures would count twice" => "`{}`已并入`{}`，其数据会重复计算";
    "each former unit once, in the subject that it went into" => "每个原单位一次，写在其并入的对象中";
    "a mean is formed by {}, and a weight is negative" => "按{}求平均，而有一个权数为负";
}
