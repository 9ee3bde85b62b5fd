//! Notices of an evaluation, why a subject is not ranked, and points taken off for tasks.

use super::rows;

rows! {
    // Adjustments.
    "{} of {} points is cut to the limit of {}" => "{}{}分超过上限，按{}分计";
    "{} points taken off for {}" => "扣{}分：{}";
    "; limited to {}" => "；扣分上限{}";
    "tasks on {}: {}{}" => "{}任务情况：{2,}";
    "tasks on {}: {}; limited to {}" => "{}任务情况：{,}；扣分上限{}";
    "{} ({} points behind) {}" => "{=}（滞后{}个百分点）扣{}分";
    "{} ({} day{} overdue) {}" => "{=}（逾期{}天）扣{3}分";
    "{} (not reported in time) {}" => "{=}（未按时报告）扣{}分";
    "{} points behind" => "滞后{}个百分点";
    "{} day{} overdue" => "逾期{0}天";
    "not reported in time" => "未按时报告";

    // Missing figures.
    "{}: scores {}, as the document says" => "{}：按文件规定计{}分";
    "{}: {} is put in its place ({})" => "{}：以{}填补（{}）";
    "no figure" => "无数据";
    "no previous figure" => "无上期数据";
    "no score of `{}`: {}, the mean of its siblings, is put in its place (row_mean)" => "`{}`无得分：以同级指标的平均分{}填补";
    "{}: its weight goes to its present siblings in proportion" => "{}：其权重按比例分摊给有数据的同级指标";
    "does not apply" => "不适用";
    "has less data than it asks for" => "数据覆盖不足";
    "has no data" => "无数据";
    "has no figure" => "无数据";
    "has no previous figure" => "无上期数据";
    "{} of {} parts have no score and are left out" => "{1}个组成部分中有{0}个无得分，未计入";

    // Treatment, rules and methods.
    "{} counts as {}: the figures are too skewed" => "数据分布过偏：{}按{}计";
    "every figure counts as ln(x + {}): the figures are too skewed" => "数据分布过偏：各数值按ln(x + {})计";
    "{} is beyond the `{}` of `{}`: scores {}" => "{}超出规则`{2}`的`{1}`界限：计{3}分";
    "the earlier values of {} were equal: the indicator separates nobody" => "{}以前各期数值相等：该指标不起区分作用";
    "the values of {} are equal: the indicator separates nobody" => "{}数值相等：该指标不起区分作用";
    "only one subject has a value: the indicator compares it with nobody" => "仅一个对象有数据：该指标无从比较";
    "only one subject of group `{}` has a value: the indicator compares it with nobody" => "组别`{}`中仅一个对象有数据：该指标无从比较";
    "all of group `{}`" => "组别`{}`各对象";
    "all subjects" => "全部对象";
    "no weights reach the importances that are meant, by up to {}: {}" => "没有权重能达到所定重要性，最多相差{}：{}";
    "the judgements are inconsistent: CR {} is above 0.1{}" => "判断矩阵不一致：一致性比率{}大于0.1{}";
    "{}; furthest off: {}" => "{}；偏离最大的：{}";
    "; furthest off: {}" => "；偏离最大的：{}";
    "`{}` against `{}`: judged {}, the weights say {}" => "`{}`比`{}`：判断为{}，按权重为{}";
    "`{}` is {} times `{}` and that {} times `{}`, which is {} times itself" => "`{}`为`{2}`的{1}倍，后者为`{4}`的{3}倍，而直接判断为{5}倍";

    // Places and grades.
    "nothing decides between {}: they stand in the order of the document" => "{}无从分出先后：按文件顺序排列";
    "{} and {} more" => "{}等另外{}个";
    "meets `{}`, whose quota is full: {}" => "达到`{}`，但名额已满：{}";
    "meets the cut of `{}`, which requires {}: {}" => "达到`{}`的分数线，但该等次要求{}：{}";
    "at least {} of `{}`, which has {}" => "`{1}`不低于{0}分（现为{2}分）";
    "at most {} of `{}`, which has {}" => "`{1}`不高于{0}分（现为{2}分）";
    "at least {} of `{}`, which has no score" => "`{1}`不低于{0}分（现无得分）";
    "at most {} of `{}`, which has no score" => "`{1}`不高于{0}分（现无得分）";
    "is below the cut of every grade: no grade" => "低于各等次的分数线：不定等次";
    "graded {} by veto: {}" => "因一票否决定为{}：{=}";
    "no grade" => "不定等次";

    // Subjects that are not ranked.
    "veto: {}" => "一票否决：{=}";
    "nothing that counts has a figure" => "计分的指标均无数据";
    "{} of {} figures, less than the share of {} that is asked for" => "{1}项数据中有{0}项，低于要求的比例{2}";
    "no {} of `{}`, without which there is no score" => "无`{1}`的{0}，不能计分";
}
