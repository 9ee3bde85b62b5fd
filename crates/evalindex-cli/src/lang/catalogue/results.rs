//! Results that are read back, and checked against their documents.

use super::rows;

rows! {
    "{} at line {} column {}" => "{}（第{}行第{}列）";
    "a text of digits such as `0.25`, `1/3` or `~2.5e-1`" => "数字文本，如`0.25`、`1/3`或`~2.5e-1`";
    "the index `{}`" => "指标体系`{}`";
    "{} is there twice" => "{}出现两次";
    "the period `{}`" => "时期`{}`";
    "the node with weights `{}`" => "含权重的节点`{}`";
    "the node `{}`" => "节点`{}`";
    "the statistic `{}`" => "统计量`{}`";
    "the part of group `{}`" => "组别`{}`的部分";
    "the part of all subjects" => "全部对象的部分";
    "the child `{}`" => "下级`{}`";
    "the weights of the children of `{}` are not 0 or more with a positive total" => "`{}`下级的权重须不小于0且合计大于0";
    "the ratio `{}` of an expert is no decimal" => "专家的比率`{}`不是十进制数";
    "weights of a node are not 0 or more with a positive total" => "节点的权重须不小于0且合计大于0";
    "{}: published {}, the document gives {}" => "{=}：公布值为{=}，由文件得{=}";
    "{}: published {}, the document gives nothing there" => "{=}：公布值为{=}，由文件得不出";
    "{}: not published, the document gives {}" => "{=}：未公布，由文件得{=}";
    "{}: in another order" => "{=}：次序不同";
    "a step of preparation without one of its numbers" => "数据处理步骤缺少数字";
    "a treatment without its statistics" => "处理缺少统计量";
    "a denominator without its input" => "除数缺少数据项";
    "an imputation that does not say how" => "填补未写明方式";
    "a treatment that does not say whether the figures pass" => "处理未写明数据是否通过";
    "an unknown step of preparation" => "未知的数据处理步骤";
    "a count that is no whole number" => "个数不是整数";
    "an unknown treatment of outliers" => "未知的异常值处理";
    "a score that is larger than a score can be" => "得分过大";
    "nodes with a weight beside nodes without one" => "有的节点有权重，有的没有";
    "adjustments without the details of nodes" => "有加减分而无节点明细";
    "an adjustment that is neither a bonus or deduction with points nor a veto with its effect" => "加减分既非写明分数的加分、扣分，也非写明效果的一票否决";
    "a change since the period before without a history" => "有较上期变化而无历史";
    "no rank: {}" => "不是名次：{}";
    "a group without its rank, or a rank without its group" => "有组别而无组内名次，或有组内名次而无组别";
    "rows with different nodes" => "各行节点不同";
    "a number, an object of numbers or an array of such objects" => "数字，或由数字组成的对象，或由这样的对象组成的数组";
    "an object, or an array of objects" => "对象，或由对象组成的数组";
    "numbers and groups in one calibration" => "同一标定中既有数字又有组别";

    // Analyses read back.
    "what is left out has either an effect or the reason why there is none" => "剔除项要么有影响，要么有没有影响的原因";
    "no fraction: {}" => "不是分数：{}";
    "a range with an end that has no share, or a share that is no end" => "区间的一端没有占比，或占比不是一端";
    "a range of grades without its ends, or its ends without the range" => "等次区间缺少两端，或有两端而无区间";
    "no day of the calendar: {}" => "不是日历中的日期：{}";
    "more failed draws than draws" => "失败的抽样多于抽样总数";
    "no share of {} draws: {}" => "不是{}次抽样中的占比：{}";
    "the confidence of a subject is 0 or 1, not {}" => "对象的置信度应为0或1，而不是{}";
    "no region of weights: `{}`, expected `0%` to `100%`, `free` or `ordered`" => "不是权重范围：`{}`，应为`0%`至`100%`、`free`或`ordered`";
    "`ahead` has other subjects than `subjects`" => "`ahead`与`subjects`的对象不同";
    "an object of format `evalindex-VERB/1`" => "格式为`evalindex-VERB/1`的对象";
    "an object with the id, the name and the kind of an index" => "含指标体系编号、名称和类别的对象";
    "new `weights` in a result that is compared with nothing" => "未作比较的结果中有新的`weights`";
    "an index without its new `weights`" => "指标体系缺少新的`weights`";
    "a row without its standing `before`" => "行中缺少此前的名次`before`";
    "a standing `before` in a result that is compared with nothing" => "未作比较的结果中有此前的名次`before`";
    "tasks without the details of nodes" => "有任务而无节点明细";
}
