//! What rule books need: trimming, products, experts, raters, posts from statistics, places as shares, ascending rankings,
//! floors and caps.

use super::rows;

rows! {
    // Fractions and weights.
    "a string that is no fraction of two numbers" => "不是两数之比的字符串";
    "a fraction such as \"1/3\"" => "分数，如\"1/3\"";
    "`{}` has no weight that can change: `{}` takes the children of `{}` without weights" => "`{}`没有可变的权重：`{}`对`{}`的下级不计权重";
    "`{}` takes the children of `{}` without regard to weights" => "`{}`对`{}`的下级不计权重";
    "weights from a method" => "由方法得出的权重";
    "no `weights` here, or another aggregate" => "此处不写`weights`，或改用其他汇总方式";
    "an aggregate without weights above nodes whose weights can vary" => "不计权重的汇总，其下节点的权重可变";

    // Products.
    "an object with an exponent for each child" => "每个下级一个指数的对象";
    "no child that counts has this id" => "计入的下级中没有该标识";
    "-{} to {} and not 0, of denominators up to {}" => "-{}至{}且不为0，分母不超过{}";
    "no exponent of a product" => "不能作为乘积的指数";
    "`{}` has no exponent" => "`{}`没有指数";
    "one for each child, or the child's weight 0" => "每个下级一个，或该下级权重为0";
    "`{}` has a weight, and a product takes exponents in place of weights" => "`{}`有权重，而乘积以指数代替权重";
    "`{}` is 0, which has no power {}" => "`{}`为0，没有{}次幂";
    "`{}` is below 0, and has no power {}" => "`{}`小于0，没有{}次幂";
    "a score other than 0, or \"n/a\"" => "不为0的得分，或\"n/a\"";
    "a score of 0 or more, or a whole exponent" => "不小于0的得分，或整数指数";
    "no score of `{}`, which `{}` needs" => "缺`{}`的得分，而`{}`需要它";

    // Trimmed means.
    "a `trimmed` mean of {} scores, of which none is left" => "{}个得分的`trimmed`平均，去掉后一个不剩";
    "`when_more_than`, or a `min_present` of the node" => "`when_more_than`，或节点的`min_present`";
    "{} of `{}` and {} of `{}`" => "`{1}`为{0}，`{3}`为{2}";
    "a trimmed mean counts children alike, and their weights differ" => "去尾平均对各下级一视同仁，而其权重不同";
    "one weight for all, or none, or another aggregate" => "权重全部相同或都不写，或改用其他汇总方式";
    "of {} children nothing is ever left out" => "{}个下级中从不去掉任何一个";
    "of {} children nothing is left" => "{}个下级中一个不剩";
    "of {} scores nothing is left" => "{}个得分中一个不剩";
    "no score is kept" => "没有保留任何得分";
    "less than {}, or the aggregate \"arithmetic\"" => "小于{}，或改用汇总方式\"arithmetic\"";
    "`low` or `high` of 1 or more, or the aggregate \"arithmetic\"" => "`low`或`high`不小于1，或改用汇总方式\"arithmetic\"";
    "nothing is trimmed" => "没有去掉任何得分";
    "0 scores" => "0个得分";

    // Experts.
    "`{}` against `{}` is {} in place of {}, as the other way is {}" => "`{}`对`{}`为{}，应为{}，因为反向为{}";
    "{}: CR {} is above 0.1{}" => "{}：CR {}大于0.1{}";
    "expert {}: {}" => "专家{}：{}";
    "expert {}: " => "专家{}：";
    "judgements mended: {}" => "判断已修正：{}";
    "there are no experts" => "没有专家";
    "one or more" => "一个或以上";
    "{}, one an expert" => "{}，每位专家一个";
    "the weights of the experts" => "各专家的权重";
    "the weight of expert {}" => "专家{}的权重";
    "both `{}` and `experts`, expected one of them" => "`{}`与`experts`同时存在，应只写其一";
    "missing field `{}`, or `experts`" => "缺少字段`{}`或`experts`";
    "missing field `{}`" => "缺少字段`{}`";
    "`combine` and `weights` are those of `experts`" => "`combine`和`weights`只用于`experts`";
    "unknown `combine` {}, expected one of {}" => "未知的`combine` {}，应为{}之一";
    "{}, or {\"experts\": […]}" => "{}，或{\"experts\": […]}";
    "{}: CR is {}, expected at most {}{}" => "{}：CR为{}，应不大于{}{}";
    " of expert {}" => "（专家{}）";
    "the judgements{} are inconsistent" => "判断{}不一致";
    "comparisons of experts have no mean, as each may have another best and worst" => "各专家的比较没有平均值，因为最优和最劣项可能各不相同";

    // Raters.
    "`raters` of `{}` says nothing" => "`{}`的`raters`没有说明任何内容";
    "true, or no `raters`" => "true，或不写`raters`";
    "`{}` has not several raters" => "`{}`没有多名评委";
    "two children or more, a rater each" => "两个或以上下级，每个为一名评委";
    "`{}` has raters and a rule" => "`{}`既有评委又有规则";
    "the rule on a dimension above it, whose only child it is" => "规则写在其上一级维度，它是该维度的唯一下级";
    "`{}` is a dimension, and raters of `{}` give marks" => "`{}`是维度，而`{}`的评委给出的是评分";
    "an indicator, which has a `rule`" => "有`rule`的指标";
    "a dimension" => "维度";
    "a missing mark of `{}` would be imputed before raters are standardised" => "`{}`的缺失评分会在评委标准化之前被填补";
    "`reweight`, which counts the marks of the other raters" => "`reweight`，即按其他评委的评分计";
    "`{}` gives one mark, which has no spread: it counts as the pooled mean {}" => "`{}`只给出一个评分，没有离散程度：按合并平均值{}计";
    "all marks of `{}` are equal: each counts as the pooled mean {}" => "`{}`的评分全部相同：均按合并平均值{}计";
    "marks of `{}` are too large to be standardised" => "`{}`的评分过大，无法标准化";
    "smaller marks" => "较小的评分";
    "the calibration of `{}` is of a rule" => "`{}`的标定属于规则";
    "there is no calibration of the rater `{}` of `{}`" => "没有`{1}`的评委`{0}`的标定";
    "a calibration in which the rater has marks" => "该评委有评分的标定";

    // Posts from statistics, targets, growth.
    "start comes to {} and goal to {}" => "start得{}，goal得{}";
    "a goal that is no worse than the start" => "不劣于起点的目标";
    "a number, or a statistic {\"of\": …}" => "数字，或统计量{\"of\": …}";
    "a quantile is that of a share of the values" => "分位数以数值的比例表示";
    "\"min\", \"max\", \"mean\", \"median\" or {\"quantile\": …}" => "\"min\"、\"max\"、\"mean\"、\"median\"或{\"quantile\": …}";
    " or {\"quantile\": …}" => "或{\"quantile\": …}";
    "`target` is 0" => "`target`为0";
    "the target comes to {}, and {}" => "目标得{}，且{}";
    "another statistic" => "其他统计量";
    "`{}` takes no negative values" => "`{}`不接受负值";
    "the target is 0, and completion a share of it" => "目标为0，而完成率以目标为分母";
    "`per_unit` or `gap_closed`" => "`per_unit`或`gap_closed`";
    "a target above 0; `\"base\": \"absolute\"`, {} take one below 0" => "大于0的目标；`\"base\": \"absolute\"`、{}可用小于0的目标";
    "a target above 0; {} take 0" => "大于0的目标；{}可用0";
    "another target; {} take 0" => "其他目标；{}可用0";
    "min comes to {} and max to {}" => "min得{}，max得{}";
    "goalposts of which min is the lower one" => "min较小的上下限";
    "the id of a subject, a number, or a statistic {\"of\": …}" => "对象的标识、数字，或统计量{\"of\": …}";
    "a number, \"previous\", or a statistic {\"of\": …}" => "数字、\"previous\"，或统计量{\"of\": …}";
    "`years` are those of growth, and `{}` scores a {}" => "`years`用于增速，而`{}`评的是{}";
    "no `years`, or the measure \"growth\"" => "不写`years`，或用度量\"growth\"";
    "growth over no year" => "零年的增速";
    "a whole number above 0" => "大于0的整数";
    "growth of `{}` over several years is a root, and a figure is negative" => "`{}`的多年增速是开方，而数据为负";
    "a figure of 0 or more" => "不小于0的数据";

    // Places as shares, spreads.
    "the shares of `share` are not all between 0 and 1" => "`share`得出的比例不都在0与1之间";
    "[a, b] with a below 1 and a + b above 0, as in [0.375, 0.25]" => "[a, b]，a小于1且a + b大于0，如[0.375, 0.25]";
    "the shares of `share` are not all from 0 to 1" => "`share`得出的比例不都在0至1之内";
    "[a, b] with a at most 1 and a + b at least 0, as in [0, 1]" => "[a, b]，a不大于1且a + b不小于0，如[0, 1]";
    "{} or [a, b]" => "{}或[a, b]";
    " or [a, b]" => "或[a, b]";
    "`deviation` says how the data are spread, but `sd` is given" => "`deviation`说明数据的离散程度，却已给出`sd`";
    "one of `sd` and `deviation`" => "`sd`与`deviation`之一";

    // Rules in turn.
    "no rule to score by" => "没有评分规则";
    "an array of rules" => "由规则组成的数组";
    "a rule, or several that score in turn" => "一条规则，或依次评分的多条规则";
    "`{}` as it stands says that lower is better, and a later rule takes higher scores as better" => "`{}`的参数表明越低越好，而后续规则以高分为好";
    "parameters in the order of higher scores" => "按高分为好排列的参数";
    "`{}` starts from previous figures, which only the first rule has" => "`{}`以上期数据为起点，而只有第一条规则有上期数据";
    "`{}` takes the target of each subject, which only the first rule has" => "`{}`取各对象的目标值，而只有第一条规则有各对象的目标值";
    "a `target` in the rule" => "规则中的`target`";
    "index `{}` has a rule, and a node of the same id" => "指标体系`{}`有规则，又有同一标识的节点";
    "an id that tells it from the index" => "与指标体系不同的标识";

    // Nodes used twice.
    "index `{}` scores subjects of another kind than `{}`" => "指标体系`{}`的对象类别与`{}`不同";
    "an index of the kind {}, or `parts` in place of `node`" => "类别为{}的指标体系，或以`parts`代替`node`";
    "the {} of `{}` in `{}`" => "`{2}`中`{1}`的{0}";
    "`{}` has no rule that its aggregate could pass through" => "`{}`没有规则，其合成值即得分";
    "\"score\", or a dimension or index with a rule" => "\"score\"，或有规则的维度或指标体系";

    // Ascending rankings.
    "one of \"bonus\", \"deduction\", \"penalty\", \"veto\"" => "\"bonus\"、\"deduction\"、\"penalty\"、\"veto\"之一";
    "grades go from best to last, so each cut is {} the one before" => "等次由高到低排列，每一分界应{}前一个";
    "the lowest total is the best, so that a grade ends at its highest" => "总分越低越好，等次以最高分为界";
    "`at_least`, or {\"order\": \"ascending\"} in `ranking`" => "`at_least`，或在`ranking`中写{\"order\": \"ascending\"}";
    "the highest total is the best, so that a grade ends at its lowest" => "总分越高越好，等次以最低分为界";
    "the lowest total is the best, so that there is no bonus" => "总分越低越好，没有加分";
    "ids of nodes" => "节点的标识";
    "the lowest total is the best, so that there is neither bonus nor deduction to limit" => "总分越低越好，没有可限制的加分或扣分";
    "penalties; the `cap` of the index limits its totals" => "penalty；总分由指标体系的`cap`限制";
    "the lowest total is the best, and these weights are those under which each subject scores most" => "总分越低越好，而这些权重使各对象得分最高";
    "index `{}` ranks the lowest total first, and knows neither bonus nor deduction" => "指标体系`{}`以总分最低者居首，没有加分和扣分";
    "\"penalty\": points that are added, or the `index` that it is meant for" => "\"penalty\"（加上的分数），或写明所属的`index`";
    "index `{}` ranks the highest total first, and knows no penalty" => "指标体系`{}`以总分最高者居首，没有penalty";
    "\"deduction\": points that are taken away, or the `index` that it is meant for" => "\"deduction\"（扣去的分数），或写明所属的`index`";
    "taken off" => "扣除";
    "{} points {} for {}" => "{2}，{1}{0}分";

    // Floors, caps, enough parts.
    "a limit of the total larger than a score can be, or with more decimals" => "总分的界限大于得分的范围，或小数位数过多";
    "the least total is not below the largest" => "总分下限不小于上限";
    "less than {}, the `cap`" => "小于`cap`，即{}";
    "{} of {} parts have a score, fewer than the {} that the index asks for" => "{1}个部分中有{0}个有得分，少于指标体系要求的{2}个";
    "parts of {} of the weight have a score, less than the {} that the index asks for" => "有得分的部分占权重{}，少于指标体系要求的{}";
    "raised to the floor" => "提高到下限";
    "cut to the cap" => "压到上限";
    "the total of {} points is {} of {}" => "总分{}分{}{}分";
    "is {} the cut of every grade: no grade" => "{}所有等次的分界：没有等次";
    "given weights are for an index of arithmetic means in which every ranked subject has every indicator, ranked by exact totals without a dimension among its tie-breaks, without a floor or cap that weights may reach, and whose grades require nothing of nodes" => "给定的权重只用于全为算术平均、各参评对象指标齐全、按精确总分排名、并列时不看维度、权重不会使总分触及上下限、且等次不对节点另有要求的指标体系";
    "subject `{}` may reach the floor or the cap of index `{}`: nothing certain can be said of limited totals" => "对象`{}`可能触及指标体系`{}`的上下限：对受限的总分无法得出确定的结论";
}
