//! Every heading and fixed text with its translation. A new one is one row here.

use super::Line;

/// Makes a constant of each row: its name, the text in English, and in Chinese.
macro_rules! lines {
    ($($name:ident: $english:literal, $chinese:literal;)+) => {
        $(
            #[doc = concat!("\"", $english, "\"")]
            pub(crate) const $name: Line = Line { english: $english, chinese: $chinese };
        )+
    };
}

// Of rankings.
lines! {
    RANK: "Rank", "名次";
    SUBJECT: "Subject", "对象";
    GROUP: "Group", "组别";
    GROUP_RANK: "In group", "组内名次";
    SCORE: "Score", "得分";
    BASE: "Base", "基础分";
    BONUS: "Bonus", "加分";
    DEDUCTION: "Deduction", "扣分";
    GRADE: "Grade", "等次";
    CHANGE: "Change", "升降";
    TREND: "Trend", "趋势";
    RANK_BEFORE: "Was", "原名次";
    SCORE_BEFORE: "Score was", "原得分";
    GRADE_BEFORE: "Grade was", "原等次";
    GAIN: "Gain", "增减";
    UNRANKED: "Unranked", "未排名";
    UNRANKED_BELOW: "Unranked:", "未排名：";
    NOBODY_RANKED: "No subject is ranked.", "没有对象参加排名。";
    NOTHING_CHANGES: "Nothing changes.", "没有变化。";
    COLON: ": ", "：";
    TITLE: "Title", "标题";
    NOTE: "Note", "注";
    NOTES: "Notes:", "注：";
}

// Of rankings as CSV.
lines! {
    CSV_INDEX: "index", "指标体系";
    CSV_RANK: "rank", "名次";
    CSV_SUBJECT: "subject", "对象";
    CSV_NAME: "name", "名称";
    CSV_GROUP: "group", "组别";
    CSV_GROUP_RANK: "group_rank", "组内名次";
    CSV_SCORE: "score", "得分";
    CSV_BASE: "base", "基础分";
    CSV_BONUS: "bonus", "加分";
    CSV_DEDUCTION: "deduction", "扣分";
    CSV_GRADE: "grade", "等次";
    CSV_RANK_CHANGE: "rank_change", "名次变化";
    CSV_SCORE_CHANGE: "score_change", "得分变化";
    CSV_TREND: "trend", "趋势";
    CSV_REASON: "reason", "原因";
}

// Of the other verbs.
lines! {
    AHEAD: "Ahead", "居前";
    ALPHA: "Alpha", "α系数";
    AND: "and", "与";
    BALANCE: "balance", "权重与影响力";
    BEHIND: "Behind", "居后";
    BEST: "Best", "最好名次";
    BOUNDS: "Bounds", "界";
    BY_SUBJECT: "by subject", "各对象";
    DIAGNOSTIC: "Diagnostic", "诊断项";
    DIAGNOSTICS: "diagnostics", "诊断";
    VALUE: "Value", "数值";
    CERTAINLY_BEHIND: "Certainly behind it", "必居其后";
    CORRELATION: "Correlation", "相关系数";
    EQUAL_BY_ALL: "Equal by all", "全部权重使相等";
    EXACT: "exact", "确切";
    FACTOR: "Factor", "因素";
    FARTHEST: "Farthest", "变动最大";
    FIRST: "First", "居首";
    FIRST_ORDER: "First-order", "一阶";
    FROM: "from", "由";
    INDICATOR: "Indicator", "指标";
    INFLUENCE: "Influence", "影响力";
    INTERVAL: "2.5% to 97.5%", "2.5%至97.5%";
    INTERVAL_OF_TOTAL: "2.5% to 97.5% (total)", "2.5%至97.5%（总效应）";
    IN_WHOLE: "In whole", "总权重";
    MEAN: "Mean", "均值";
    MEAN_MOVE: "Mean move", "平均变动";
    MEDIAN: "Median", "中位数";
    NEAR_DUPLICATES: "near-duplicates", "近乎重复的指标";
    NEIGHBOURS: "neighbours", "相邻对象";
    NODE: "Node", "节点";
    PAIRS_REVERSED: "Pairs reversed", "逆序对数";
    QUANTILE_05: "5%", "5%";
    QUANTILE_25: "25%", "25%";
    QUANTILE_75: "75%", "75%";
    QUANTILE_95: "95%", "95%";
    SAFE: "safe", "保守";
    OPEN: "open", "开";
    CLOSED: "closed", "闭";
    LOW: " low", "下限";
    LOW_IS: " low is", "下限开闭";
    HIGH: " high", "上限";
    HIGH_IS: " high is", "上限开闭";
    OPEN_OR_CLOSED: "( ) something changes at the end itself; [ ] only beyond it. Ends are rounded inwards.", "( ) 到该端点即有变化；[ ] 越过该端点才有变化。端点向内取整。";
    SAME_FIRST: "Same first", "首位不变";
    SAME_GRADES: "Same grades", "等次不变";
    SAME_RANKING: "Same ranking", "排名不变";
    SHARE: "Share", "权重占比";
    SHARES: "shares", "权重占比";
    STANDARD_DEVIATION: "SD", "标准差";
    SWAPPED_BY: "Swapped by", "换位节点";
    TO: "to", "至";
    TOTAL: "Total", "总效应";
    WEIGHT: "Weight", "权重";
    WITHOUT: "Without", "剔除";
    WITHOUT_A_NODE: "without a node", "剔除节点";
    WITHOUT_A_SUBJECT: "without a subject", "剔除对象";
    WITH_INDEX: "With index", "与总分相关";
    THE_SAME: "The same: every place, digit and text is what the document gives.", "一致：名次、数字、文字均与文件所得相同。";
    DIFFERENT: "Different", "不一致";
    WHERE: "Where", "位置";
    PUBLISHED: "Published", "公布值";
    MADE_AGAIN: "The document gives", "由文件所得";
    WITH_PARENT: "With parent", "与上级相关";
    WORST: "Worst", "最差名次";
}
