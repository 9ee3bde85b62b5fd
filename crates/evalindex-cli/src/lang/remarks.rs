//! Sentences below the tables of analyses, in both languages.

use evalindex::robustness::{Certain, LooseField};

use super::Lang;
use crate::render::counted;

impl Lang {
    /// A text in this language.
    fn either(self, english: impl FnOnce() -> String, chinese: impl FnOnce() -> String) -> String {
        match self {
            Self::En => english(),
            Self::Zh => chinese(),
        }
    }

    /// The weights that `certain` looks at.
    pub(crate) fn weights_within(self, region: &str) -> String {
        self.either(
            || format!("Weights: {region}"),
            || match region {
                "free" => "权重：任意".to_owned(),
                "ordered" => "权重：任意，但保持所列次序".to_owned(),
                range => format!("权重：各自上下浮动 {range}"),
            },
        )
    }

    /// The fields that make bounds loose, where there are any.
    pub(crate) fn loose(self, found: &Certain) -> Option<String> {
        if self == Self::En {
            return found.notice();
        }
        let field = |one: &LooseField| format!("{} 的 {}", one.node, one.field);
        let fields = (!found.loose.is_empty()).then(|| found.loose.iter().map(field).collect::<Vec<_>>().join("、"));
        let cut = (found.cut_short > 0).then(|| format!("搜索达到上限（{} 个对象）", found.cut_short));
        let causes: Vec<String> = [fields, cut].into_iter().flatten().collect();
        (!causes.is_empty()).then(|| format!("偏于保守的界来自：{}", causes.join("；")))
    }

    /// Who can be first, among so many subjects.
    pub(crate) fn can_be_first(self, first: &[String], subjects: usize) -> String {
        match first {
            [one] => self.either(
                || format!("Whatever these weights, {one} is first."),
                || format!("在上述权重范围内，{one} 始终居首。"),
            ),
            several => self.either(
                || format!("{} of {subjects} subjects can be first: {}.", several.len(), several.join(", ")),
                || format!("{subjects} 个对象中有 {} 个可能居首：{}。", several.len(), several.join("、")),
            ),
        }
    }

    /// Under which change of one share the first place, or a grade, changes soonest.
    pub(crate) fn changes_soonest(self, grades: bool, node: &str, (present, end): (&str, &str)) -> String {
        self.either(
            || {
                let what = if grades { "A grade" } else { "The first place" };
                format!("{what} changes soonest when the share of {node} goes from {present} beyond {end}.")
            },
            || {
                let what = if grades { "等次" } else { "首位" };
                format!("{what}最先变化于：{node} 的权重占比由 {present} 变到 {end} 以外。")
            },
        )
    }

    /// That no change of one share changes the first place, or a grade.
    pub(crate) fn never_changes(self, grades: bool) -> String {
        self.either(
            || {
                let what = if grades { "a grade" } else { "the first place" };
                format!("No change of one share changes {what}.")
            },
            || format!("任何单个权重占比的变化都不改变{}。", if grades { "等次" } else { "首位" }),
        )
    }

    /// How many nodes have ranges that were searched.
    pub(crate) fn ranges_searched(self, searched: usize, nodes: usize) -> String {
        self.either(
            || format!("{searched} of {nodes} nodes: searched, for want of a closed form."),
            || format!("{nodes} 个节点中有 {searched} 个没有解析式，由搜索得出。"),
        )
    }

    /// How many shares that were tried give no scores.
    pub(crate) fn shares_without_scores(self, untried: usize) -> String {
        self.either(
            || format!("{untried} of the shares tried give no scores: nothing is known of these."),
            || format!("所试占比中有 {untried} 个得不出得分，情况不明。"),
        )
    }

    /// That ranges of grades were searched.
    pub(crate) fn grades_searched(self) -> String {
        self.either(
            || "Ranges of grades were searched: they depend on subjects that are or become equal.".to_owned(),
            || "等次的范围由搜索得出：与得分相等或将相等的对象有关。".to_owned(),
        )
    }

    /// How many joint changes were searched.
    pub(crate) fn pairs_searched(self, searched: usize, pairs: usize) -> String {
        self.either(
            || format!("{searched} of {pairs} pairs: equal by all was searched along one path."),
            || format!("{pairs} 对中有 {searched} 对的“全部权重使相等”沿一条路径搜索得出。"),
        )
    }

    /// How many draws were made, from which seed, and how.
    pub(crate) fn drawn(self, draws: u32, seed: u64, generator: &str) -> String {
        self.either(
            || format!("{draws} draws, seed {seed}, {generator}"),
            || format!("抽样 {draws} 次，种子 {seed}（{}）", self.translated(generator)),
        )
    }

    /// How many rows were drawn, from which seed, and how.
    pub(crate) fn rows_drawn(self, rows: u32, seed: u64, generator: &str) -> String {
        self.either(
            || format!("{rows} rows, seed {seed}, {generator}"),
            || format!("{rows} 行，种子 {seed}（{}）", self.translated(generator)),
        )
    }

    /// How many draws gave no ranking.
    pub(crate) fn draws_failed(self, failed: u32) -> String {
        self.either(
            || format!("{failed} of them gave no ranking and are left out:"),
            || format!("其中 {failed} 次得不出排名，未计入："),
        )
    }

    /// The mean distance of places from those of the ranking.
    pub(crate) fn mean_distance(self, distance: &str) -> String {
        self.either(
            || format!("Mean distance of places from those of the ranking as it is: {distance}"),
            || format!("名次与现有排名的平均差距：{distance}"),
        )
    }

    /// The name of a factor of uncertainty.
    pub(crate) fn factor(self, name: &str) -> String {
        match (self, name.strip_prefix("weights, level ")) {
            (Self::Zh, Some(level)) => format!("第 {level} 层权重"),
            (Self::Zh, None) if name == "errors" => "误差".to_owned(),
            _ => name.to_owned(),
        }
    }

    /// An interval between two figures.
    pub(crate) fn between(self, low: &str, high: &str) -> String {
        self.either(|| format!("{low} to {high}"), || format!("{low} 至 {high}"))
    }

    /// That there is no ranking without something, and why.
    pub(crate) fn no_ranking_without(self, without: &str, reason: &str) -> String {
        self.either(
            || format!("Without {without} there is no ranking: {reason}"),
            || format!("剔除 {without} 后得不出排名：{}", self.translated(reason)),
        )
    }

    /// Who is not ranked any more without something.
    pub(crate) fn unranked_without(self, without: &str, who: &str) -> String {
        self.either(
            || format!("Without {without} not ranked any more: {who}"),
            || format!("剔除 {without} 后不再参加排名：{who}"),
        )
    }

    /// Who is ranked only without something.
    pub(crate) fn ranked_without(self, without: &str, who: &str) -> String {
        self.either(
            || format!("Without {without} ranked only then: {who}"),
            || format!("剔除 {without} 后才参加排名：{who}"),
        )
    }

    /// How many subjects are ranked, and Cronbach's alpha of all indicators.
    pub(crate) fn ranked_with_alpha(self, subjects: usize, alpha: &str) -> String {
        self.either(
            || format!("{}; alpha of all: {alpha}", counted(subjects, "ranked subject")),
            || format!("参加排名 {subjects} 个对象；全部指标的 α 系数：{alpha}"),
        )
    }

    /// The indicators that separate nobody.
    pub(crate) fn separates_nobody(self, nodes: &[String]) -> String {
        self.either(
            || format!("Separates nobody: {}", nodes.join(", ")),
            || format!("不起区分作用：{}", nodes.join("、")),
        )
    }

    /// Of which node's children the weights are, and by which method.
    pub(crate) fn children_weighed(self, node: &str, method: &str) -> String {
        self.either(|| format!("children of {node} by {method}"), || format!("{node} 的下级，方法 {method}"))
    }
}
