//! Parameters of rules and aggregates, and weights from methods.

use super::rows;

rows! {
    // Parameters.
    "`{}` is not below {}" => "`{}`不小于{}";
    "`{}` is above {}" => "`{}`大于{}";
    "`{}` is not positive" => "`{}`不大于0";
    "`{}` is negative" => "`{}`为负数";
    "`{}` has too few entries" => "`{}`的条目过少";
    "the list is out of order, or repeats itself" => "列表次序不对或有重复";
    "{} than {}" => "{}{}";
    "less" => "小于";
    "more" => "大于";
    "`start` is not above goal, and less is better" => "以少为优，而`start`不大于目标值";
    "there must be one coefficient a standard" => "每个标准须有一个系数";
    "{} coefficients" => "{}个系数";
    "full marks" => "满分";
    "either `scores`, or `first` and `step`" => "或写`scores`，或写`first`和`step`";
    "the last of `scores`" => "`scores`的末项";
    "the one before it" => "前一项";
    "neither `step` nor `scores` is given" => "`step`和`scores`均未给出";
    "`{}` has no meaning beside `scores`" => "写有`scores`时`{}`没有意义";
    "`alpha` is no share of the distance" => "`alpha`不是距离的比例";
    "`beta` is negative" => "`beta`为负数";
    "{}, one for each child that counts" => "{}，每个计分的下级一个";
    "not as many ordered weights as children that count" => "有序权重的个数与计分的下级数不等";
    "an ordered weight is negative" => "有序权重为负数";
    "the ordered weights do not total 1" => "有序权重合计不为1";
    "a power mean has no power 0" => "幂平均的幂不能为0";
    "another power, or the aggregate \"geometric\"" => "其他幂，或合成方法\"geometric\"";

    // Weights from methods.
    "there is nothing to weigh" => "没有可赋权的下级";
    "there is no node `{}` with children" => "没有含下级的节点`{}`";
    "`{}` cannot weigh `{}`: {}, expected {}" => "`{}`不能为`{}`赋权：{}，应为{}";
    "`{}` cannot weigh `{}`: {}" => "`{}`不能为`{}`赋权：{}";
    "`{}` finds no child that separates anybody" => "`{}`找不到有区分作用的下级";
    "`{}` finds no conflict: the children that separate anybody all go together" => "`{}`找不到冲突：有区分作用的下级变化方向都一致";
    "`{}` finds several sets of weights that are equally good" => "`{}`得出几组同样好的权重";
    "`{}` comes to no weights: the linear program has no solution" => "`{}`得不出权重：线性规划无解";
    "`{}` cannot weigh so much; found {}, expected {}" => "`{}`不能为这么多内容赋权；实际为{}，应为{}";
    "`{}` cannot weigh so much" => "`{}`不能为这么多内容赋权";
    "the judgements are inconsistent: CR is {}, expected at most {}{}" => "判断矩阵不一致：一致性比率为{}，应不大于{}{}";
    "the judgements are inconsistent{}" => "判断矩阵不一致{}";
    "a CR of {}" => "一致性比率{}";
    "{}; found {}, expected {}" => "{}；实际为{}，应为{}";
    "weights from `{}` need the feature `{}`, which this build of evalindex lacks" => "由`{}`得出权重需要`{}`功能，本程序编译时未包含";
    "the figures have more digits than exact numbers hold here" => "数据位数超出精确数的范围";
    "judgements: {}; found {}, expected {}" => "判断：{}；实际为{}，应为{}";
    "judgements: {}" => "判断：{}";
    "another method, or written weights" => "其他方法，或直接写权重";
    "the most that CR may be is negative" => "一致性比率的上限为负数";
    "a ranked subject has no figure" => "参加排名的对象缺数据";

    // Judgements.
    "row {}" => "第{}行";
    "{} against `{}`" => "{}比`{}`";
    "`{}` against `{}`" => "`{}`比`{}`";
    "{} and {}" => "{}和{}";
    "1, or one the reciprocal of the other" => "1，或互为倒数";
    "{} rows" => "{}行";
    "the matrix is not square" => "矩阵不是方阵";
    "{}, one an item" => "{}，每项一个";
    "row {} is of another length" => "第{}行长度不同";
    "{} judgements" => "{}个判断";
    "{} comparisons" => "{}个比较";
    "the {} item" => "{}项";
    "the worst item" => "最次项";
    "best" => "最优";
    "worst" => "最次";
    "best_to_others" => "`best_to_others`";
    "others_to_worst" => "`others_to_worst`";
    "the same in both lists" => "两个列表中相同";
    "{} items" => "{}项";
    "there is no random index for so many items" => "项数过多，没有相应的随机一致性指标";
    "10 items or fewer" => "至多10项";
    "what expert {} gives `{}`" => "第{}位专家给`{}`的分配";
    "{} as expert 1" => "{}，与第1位专家相同";
    "expert {} gives another total" => "第{}位专家分配的合计不同";
    "the budget of expert {}" => "第{}位专家的分配";
    "{} figures" => "{}个数值";

    // Weights from figures and scores.
    "a figure is {}" => "一个数值为{}";
    "all figures are 0" => "数值均为0";
    "all subjects score 0" => "各对象得分均为0";
    "all subjects score the same" => "各对象得分相同";
    "scores that differ" => "有差异的得分";
    "a subject scores {}" => "有对象得{}分";
    "`{}` scores 0 at all of them" => "`{}`各项得分均为0";
    "{} subjects by {} children" => "{}个对象×{}个下级";
    "fewer children" => "较少的下级";
    "at most {} subjects for so many children" => "下级这么多时至多{}个对象";
    "above 0, as each child has a least share" => "大于0，因每个下级有最低比例";
    "the least share" => "最低比例";
    "the most share" => "最高比例";
    "at least 1 over {} children" => "至少为1除以{}个下级";
    "at most 1 over {} children" => "至多为1除以{}个下级";
    "it loads {} on the first component" => "在第一主成分上的载荷为{}";
    "a target" => "目标";
    "the target of `{}`" => "`{}`的目标";
    "one for each child" => "每个下级一个";
    "the targets" => "各目标";
    "a method has weighed other children than those that count" => "方法所赋权的下级不是计分的下级";
}
