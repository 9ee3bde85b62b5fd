//! Figures that cannot be scored: missing ones, those outside a domain, those that a calibration does not fit.

use super::rows;

rows! {
    // Missing figures.
    "the {} of `{}` is missing for `{}`" => "`{2}`缺`{1}`的{0}";
    "a number, \"n/a\" where it does not apply, or another `missing` policy of the indicator than \"error\"" => "数字，不适用时写\"n/a\"，或将该指标的`missing`改为\"error\"以外的方式";
    "the missing figure of `{}` cannot be imputed: {}" => "`{}`的缺失数据无法填补：{}";
    "a number, or another `missing` policy of the indicator" => "数字，或该指标改用其他`missing`方式";
    "a mean over a row is one of scores" => "按行平均只用于得分";
    "the subject has no group" => "对象没有组别";
    "nobody else has a figure" => "其他对象均无数据";
    "there are no figures of a period before and one after" => "前后两期没有都有数据";
    "there is no previous figure" => "没有上期数据";
    "`{}` is weighed by `{}`, and has no weight" => "`{}`以`{}`加权，却没有权重数据";
    "`{}` of `{}`: the parts weigh nothing" => "`{1}`的`{0}`：各组成部分权重为零";
    "weights with a positive total" => "合计大于0的权重";

    // Measures, transforms and treatments.
    "`{}` is divided by a figure that is not positive" => "`{}`的除数不大于0";
    "a figure above 0, or null where there is none" => "大于0的数值，没有则写null";
    "growth of `{}` is measured against a figure that is not positive" => "`{}`的增速以不大于0的数值为基数";
    "a previous figure above 0" => "大于0的上期数据";
    "the {} of `{}` for `{}` is outside the domain of `{}`" => "`{2}`的`{1}`的{0}不在`{3}`的定义域内";
    "a value of `{}` is outside the domain of `{}`" => "`{}`的一个数值不在`{}`的定义域内";
    "`{}` is outside the domain of `{}`" => "`{}`不在`{}`的定义域内";
    "a value of `{}` has no logarithm after the shift of its treatment" => "`{}`的一个数值经平移处理后仍无对数";
    "a figure within reach of those that the treatment was taken from" => "处理方式所依据数据范围内的数值";

    // Scores.
    "`{}` cannot be scored: {}" => "`{}`不能计分：{}";
    "`{}` cannot be scored for `{}`: {}" => "`{}`不能对`{}`计分：{}";
    "the total in index `{}` is larger than a score can be" => "指标体系`{}`的总分超过得分所能达到的大小";
    "a ranked subject has no score that can be published" => "参加排名的对象没有可公布的得分";

    // Rules on figures.
    "`{}` takes positive values only" => "`{}`只接受大于0的值";
    "the value is outside the range of scores" => "数值超出得分范围";
    "there is no target: none in the rule, none for the subject" => "没有目标值：规则和对象均未给出";
    "there is no previous figure to start from" => "没有作为起点的上期数据";
    "the target is not positive" => "目标值不大于0";
    "the data cannot serve `{}`: {}" => "数据不适用于`{}`：{}";
    "the score would be larger, or its computation longer, than exact numbers hold here" => "得分过大或计算过长，超出精确数的范围";
    "`target` in the rule, or the subject's own in `targets`" => "在规则中写`target`，或在`targets`中写对象自己的目标值";
    "a target above 0" => "大于0的目标值";
    "the subject's figure in `previous`" => "在`previous`中写该对象的数据";
    "figures of fewer digits" => "位数较少的数据";
    "their mean is {}, and must be above 0" => "其平均值为{}，须大于0";
    "values with a mean above 0" => "平均值大于0的数据";
    "with one goalpost given, min {} is not below max {}" => "只给出一个界限时，最小值{}不小于最大值{}";
    "a goalpost beyond the figures on its own side, or both goalposts" => "在本侧超出数据范围的界限，或两个界限都给出";
    "the reference {} has no value" => "基准对象{}没有数值";
    "a reference that has one" => "有数值的基准对象";
    "the reference, {}, is no better than the worst value, {}" => "基准值{}不优于最差值{}";
    "a reference that is better than the worst value" => "优于最差值的基准值";

    // Aggregates.
    "{} of `{}`" => "`{1}`的{0}";
    "a `{}` mean of a negative score" => "对负的得分取`{}`平均";
    "a `{}` mean of a negative score of `{}`" => "对`{1}`的负得分取`{0}`平均";
    "a `{}` aggregate of scores whose mean is not positive" => "对平均值不大于0的得分作`{}`合成";
    "a `{}` aggregate of scores whose mean is not positive of `{}`" => "对`{1}`平均值不大于0的得分作`{0}`合成";
    "the aggregate is larger, or its computation longer, than exact numbers hold here" => "合成值过大或计算过长，超出精确数的范围";
    "scores of 0 or more, or another aggregate" => "不小于0的得分，或改用其他合成方法";
    "scores with a mean above 0, such as z-scores around 100, or another aggregate" => "平均值大于0的得分，如以100为中心的标准分，或改用其他合成方法";
    "smaller scores, or weights of fewer digits" => "较小的得分，或位数较少的权重";

    // Calibrations that are given.
    "there is no calibration of `{}`{} to score by" => "没有可据以计分的`{}`{}的标定";
    " for group `{}`" => "（组别`{}`）";
    "a calibration on figures of the same nodes and groups" => "由相同节点与组别的数据得出的标定";
    "the calibration of `{}` is of another rule" => "`{}`的标定属于另一规则";
    "there are no weights of the children of `{}` in the calibration" => "标定中没有`{}`下级的权重";
    "weights by `{}`" => "由`{}`得出的权重";
    "the weights of the children of `{}` in the calibration are by another method" => "标定中`{}`下级的权重由另一方法得出";
    "the weights in the calibration are of other children of `{}`" => "标定中的权重属于`{}`的其他下级";
    "an evaluation that was read back does not hold its calibrations whole" => "读回的评价结果不含完整的标定";
    "a calibration that was written, or the evaluation as it was made" => "已写出的标定，或评价时的原结果";
    "an index is calibrated on a period that the document does not have" => "指标体系以文件中没有的时期标定";
    "the calibration has no `{}`" => "标定中没有`{}`";
}
