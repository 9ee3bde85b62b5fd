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
    PENALTY: "Penalty", "罚分";
    TOTAL_FLOOR: "Floor", "下限";
    TOTAL_CAP: "Cap", "上限";
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
    SEMICOLON: "; ", "；";
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
    CSV_PENALTY: "penalty", "罚分";
    CSV_LIMIT: "limit", "上下限";
    CSV_GRADE: "grade", "等次";
    CSV_RANK_CHANGE: "rank_change", "名次变化";
    CSV_SCORE_CHANGE: "score_change", "得分变化";
    CSV_TREND: "trend", "趋势";
    CSV_REASON: "reason", "原因";
    CSV_NODE: "node", "节点";
    CSV_RANKED: "ranked", "参加排名数";
    CSV_RANK_BEFORE: "rank_before", "原名次";
    CSV_SCORE_BEFORE: "score_before", "原得分";
    CSV_GRADE_BEFORE: "grade_before", "原等次";
    CSV_KENDALL: "kendall_tau_b", "肯德尔τ系数";
    CSV_SUBJECTS: "subjects", "共同对象数";
    CSV_QUANTILE_05: "q05", "5%分位";
    CSV_QUANTILE_25: "q25", "25%分位";
    CSV_QUANTILE_75: "q75", "75%分位";
    CSV_QUANTILE_95: "q95", "95%分位";
}

// Of explanations.
lines! {
    ABSENT_APPLICABLE: "does not apply", "不适用";
    ABSENT_COVERAGE: "has less data than it asks for", "数据覆盖不足";
    ABSENT_MISSING: "has no figure", "无数据";
    ABSENT_PREVIOUS: "has no previous figure", "无上期数据";
    ADDS: "Adds", "贡献分";
    CLOSED_NOT_COUNTED: "it does not count", "不计分";
    CLOSED_NOT_MONOTONE: "more of it is neither always better nor always worse", "数值增减与得分不成单调关系";
    CLOSED_NOT_TRIED: "too many subjects to try: ask for this node alone", "对象过多，未试算：请单独指定该节点";
    CLOSED_NO_FIGURE: "there is no figure to change", "没有可调整的数值";
    CLOSED_OUT_OF_REACH: "no figure of it alone is enough", "单靠该指标无法达到";
    CLOSED_REQUIRED: "a better grade requires more of a node", "更高等次对某一节点的得分另有要求";
    CLOSED_VETOED: "a veto decides", "受一票否决限制";
    EXPLAINED: "why", "得分说明";
    FIGURE: "Figure", "数值";
    FIGURE_USED: "Figure used", "计分数值";
    FORMULA: "Formula", "算式";
    FOR_GRADE: "For grade", "达到等次";
    FOR_PLACE: "For place", "达到名次";
    HOW: "step by step", "逐步计算";
    ID: "Id", "编号";
    ITEM: "Item", "项目";
    LARGEST_POINTS: "where most points come from", "计分最多的指标";
    LARGEST_LOSSES: "where most points are lost", "失分最多的指标";
    LOST: "Lost", "失分";
    METHOD: "Rule", "规则";
    NEXT_GRADE: "Next grade", "下一等次";
    NEXT_PLACE: "Next place", "下一名次";
    NOT_FOR_GRADE: "Not for grade", "未达等次原因";
    NOT_FOR_PLACE: "Not for place", "未达名次原因";
    NOT_RANKED: "not ranked", "未排名";
    ORIGIN: "From", "来源";
    PATH: "the whole path", "完整路径";
    PATH_NOTE_ASCENDING: "Adds: points of the total, of which the fewest are best. Share: of the whole index, after reweighting.", "贡献分：计入总分的分数，总分越低越好。权重占比：占整个体系的比重（缺项权重调整后）。";
    PATH_NOTE: "Adds: points of the total. Lost: points of the total to full marks. Share: of the whole index, after reweighting.", "贡献分：计入总分的分数。失分：与满分相差、按总分计的分数。权重占比：占整个体系的比重（缺项权重调整后）。";
    PERIOD: "Period", "时期";
    REASON: "Reason", "原因";
    RESULT: "Result", "结果";
    ROUNDED_OFF: "rounding", "四舍五入差";
    SOURCE: "Source", "数据来源";
    STEP_AGGREGATED: "aggregated", "合成";
    STEP_DIVIDED: "divided", "相除";
    STEP_FORMED: "formed", "合并";
    STEP_GIVEN: "given", "给定";
    STEP_IMPUTED: "imputed", "插补";
    STEP_MEASURED: "measured", "测算";
    STEP_ROUNDED: "rounded", "取整";
    STEP_STANDARDISED: "standardised", "标准化";
    STEP_SCORED: "scored", "计分";
    STEP_TAKEN: "taken", "取自";
    STEP_TRANSFORMED: "transformed", "变换";
    STEP_TREATED: "treated", "处理";
    STEP: "Step", "步骤";
    TARGET: "Target", "目标";
    TIED_WITH: "Tied with", "并列";
    TIE_BREAK: "Tie-break", "同分处理";
    UNIT: "Unit", "单位";
    VETO: "Veto", "一票否决";
    WHAT_CLOSES: "what alone would close the gap", "单独补齐差距所需";
}

// Of the other verbs.
lines! {
    AHEAD: "Ahead", "居前";
    AHEAD_NAME: "Ahead name", "居前者名称";
    BEHIND_NAME: "Behind name", "居后者名称";
    SCENARIO: "Scenario", "方案";
    ALPHA: "Alpha", "α系数";
    AND: "and", "与";
    BALANCE: "balance", "权重与影响力";
    BEHIND: "Behind", "居后";
    BEST: "Best", "最好名次";
    BOUNDS: "Bounds", "界";
    BY_SUBJECT: "by subject", "各对象";
    DIAGNOSTIC: "Diagnostic", "诊断项";
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
    SHARE: "Share", "占比";
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

// Of explanations.
lines! {
    ADJUSTED_BONUS: "Bonus", "加分";
    ADJUSTED_DEDUCTION: "Deduction", "扣分";
    LIMITED: "Floor and cap", "上下限";
    CAME: "came", "新进对象";
    COMPARED: "compared", "比较";
    DIFFERS_AS: "What", "类别";
    DIFFERS_FIELD: "Field", "项目";
    DIFFERS_ID: "id", "标识";
    DIFFERS_IN: "Of", "所属";
    DIFFERS_READ_BY: "Read by", "所用指标";
    DIFFERENCES: "what differs", "文件差异";
    GAP: "gap", "差距";
    GAP_PART: "Part", "贡献差距";
    GAP_TOTAL: "Gap", "差距合计";
    JOINTLY: "Jointly: ", "合计：";
    MOVES: "places", "名次变化";
    NEW_VALUE: "New", "新值";
    OLD_VALUE: "Old", "旧值";
    OTHERS: "Others", "他人影响";
    OVERTAKEN: "Overtaken by", "被超过";
    OVERTOOK: "Overtook", "超过";
    OWN: "Own", "自身变化";
    PART_ADJUSTMENTS: "Adjustments", "加减分";
    PART_CALIBRATION: "Calibration", "标定";
    PART_FIGURES: "Figures", "自身数据";
    PART_MEMBERSHIP: "Membership", "对象增减";
    PART_RULES: "Rules", "计分规则";
    PART_TARGETS: "Targets", "目标";
    PART_TASKS: "Tasks", "任务";
    PART_WEIGHTS: "Weights", "权重";
    RANKS_ALIKE: "how alike the rankings are", "排名一致性";
    RANKS_KENDALL: "Kendall τ-b", "肯德尔τ系数";
    RANKS_SPEARMAN: "Spearman", "斯皮尔曼系数";
    RANKS_SUBJECTS: "Subjects in both", "共同对象数";
    RANKS_WEIGHTED: "Weighted Spearman", "加权斯皮尔曼系数";
    RANKS_WS: "WS", "首位加权相似系数";
    REVERSED: "reversed", "逆序值";
    SPLIT: "why scores changed", "得分变化原因";
    SPLIT_PART: "part", "部分";
    SPLIT_POINTS: "points", "分值";
    ROUNDING: "Rounding", "尾差";
    SPLIT_EXPLAINED: "In brackets: what a part adds where the path is walked backwards; ! marks the opposite sign.", "括号内为逆序值；! 表示符号相反。";
    WENT: "went", "退出对象";
    WHAT_ADJUSTMENT: "adjustment", "加减分";
    WHAT_INDEX: "index", "指标体系";
    WHAT_NODE: "node", "节点";
    WHAT_PREVIOUS: "previous figure", "上期数据";
    WHAT_SUBJECT: "subject", "对象";
    WHAT_SUPERVISION: "supervision", "督查规则";
    WHAT_TARGETS: "target", "目标";
    WHAT_TASK: "task", "任务";
    WHAT_VALUES: "figure", "数据";
    OWN_STEP: ": own step", "：自身规则与权重";
    STEPS_BELOW: "Second steps of dimensions", "维度自身规则";
    VERSUS: " and ", "与";
}

// Of tasks.
lines! {
    TASK: "Task", "任务";
    TASK_NUMBER: "No.", "编号";
    TASKS: "Tasks", "任务数";
    TASK_LIST: "The tasks, the most urgent first", "督办清单（按紧急程度排列）";
    CLASS: "Class", "类别";
    LEAD: "Lead", "牵头单位";
    SUPPORT: "Support", "配合单位";
    REGION: "Region", "地区";
    BY_LEAD: "Tasks by lead", "按牵头单位统计";
    BY_SUPPORT: "Tasks by supporter", "按配合单位统计";
    BY_REGION: "Tasks by region", "按地区统计";
    BY_CLASS: "Tasks by class", "按类别统计";
    NOBODY: "(none named)", "（未列明）";
    KEY_TASK: "key", "重点任务";
    BREAKTHROUGH_TASK: "breakthrough", "突破任务";
    STATE: "State", "状态";
    DONE: "Done", "已完成";
    ON_SCHEDULE: "On schedule", "按进度";
    AHEAD_OF_SCHEDULE: "Ahead", "超前";
    BEHIND_SCHEDULE: "Behind", "滞后";
    OVERDUE: "Overdue", "逾期";
    STOPPED: "Stopped", "终止";
    PAUSED: "Paused", "暂停";
    UNKNOWN: "Unknown", "情况不明";
    SHARE_BEHIND: "Share behind", "滞后占比";
    LIGHT: "Light", "亮灯";
    GREEN: "green", "绿灯";
    YELLOW: "yellow", "黄灯";
    RED: "red", "红灯";
    NO_LIGHT: "unknown", "不明";
    REPORTED_LIGHT: "By report", "自报亮灯";
    LIGHTS_DIFFER: "Lights by report differ from those that were found", "自报与核实亮灯不一致";
    FIRST_DUE: "First due", "原定时限";
    DUE: "Due", "现定时限";
    NO_DATES: "no dates", "未定日期";
    EXPECTED_PROGRESS: "Expected", "应达进度";
    REPORTED_PROGRESS: "Reported", "自报进度";
    VERIFIED_PROGRESS: "Verified", "核实进度";
    LAG: "Lag", "滞后";
    DAYS_LATE: "Late", "逾期";
    SINCE_THEN: "Since then", "较上期";
    NEW: "new", "新增";
    KEPT: "kept", "延续";
    CLEARED: "cleared", "销号";
    FINISHING: "Done, it would give", "完成后得分";
    LIST_EXPLAINED: "Lag: points behind the expected progress. Late: days after the due date. Done, it would give: points and place of the subject that gains most.", "滞后：低于应达进度的百分点。逾期：超过时限的天数。完成后得分：得分增加最多的对象及其名次。";
    LIST_COMMA: ", ", "、";
}

// Of tasks as CSV.
lines! {
    CSV_TASK: "task", "编号";
    CSV_CLASS: "class", "类别";
    CSV_LEAD: "lead", "牵头单位";
    CSV_LEAD_NAMES: "lead_names", "牵头单位名称";
    CSV_SUPPORT: "support", "配合单位";
    CSV_REGIONS: "regions", "地区";
    CSV_STATE: "state", "状态";
    CSV_LIGHT: "light", "亮灯";
    CSV_REPORTED_LIGHT: "reported_light", "自报亮灯";
    CSV_BASIS: "basis", "判定依据";
    CSV_FIRST_DUE: "first_due", "原定时限";
    CSV_DUE: "due", "现定时限";
    CSV_REPORTED: "reported", "报告日期";
    CSV_FINISHED: "finished", "完成日期";
    CSV_EXPECTED: "expected", "应达进度";
    CSV_PROGRESS: "progress", "自报进度";
    CSV_VERIFIED: "verified", "核实进度";
    CSV_LAG: "lag", "滞后百分点";
    CSV_DAYS_LATE: "days_late", "逾期天数";
    CSV_CHANGE: "change", "较上期";
    CSV_GAIN_INDEX: "gain_index", "得分指标体系";
    CSV_GAIN_SUBJECT: "gain_subject", "得分对象";
    CSV_GAIN: "gain", "完成后加分";
    CSV_ROLE: "role", "角色";
    CSV_SCORE_AFTER: "score_after", "完成后得分";
    CSV_RANK_AFTER: "rank_after", "完成后名次";
    CSV_GROUP_ID: "id", "标识";
    CSV_TASKS: "tasks", "任务数";
    CSV_DONE_LATE: "done_late", "逾期完成";
    CSV_UNDATED: "undated", "未定日期";
    CSV_SHARE_BEHIND: "share_behind", "滞后占比";
}
