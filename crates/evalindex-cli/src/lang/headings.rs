//! The headings of the verbs beside the ranking, in both languages.

/// Each heading in English and Chinese.
const HEADINGS: &[(&str, &str)] = &[
    ("2.5% to 97.5%", "2.5%至97.5%"),
    ("2.5% to 97.5% (total)", "2.5%至97.5%（总效应）"),
    ("25%", "25%"),
    ("5%", "5%"),
    ("75%", "75%"),
    ("95%", "95%"),
    ("Ahead", "居前"),
    ("Alpha", "α系数"),
    ("Behind", "居后"),
    ("Best", "最好名次"),
    ("Bounds", "界"),
    ("Certainly behind it", "必居其后"),
    ("Correlation", "相关系数"),
    ("Equal by all", "全部权重使相等"),
    ("Factor", "因素"),
    ("Farthest", "变动最大"),
    ("First", "居首"),
    ("First-order", "一阶"),
    ("In whole", "总权重"),
    ("Indicator", "指标"),
    ("Influence", "影响力"),
    ("Mean", "均值"),
    ("Mean move", "平均变动"),
    ("Median", "中位数"),
    ("Node", "节点"),
    ("Pairs reversed", "逆序对数"),
    ("SD", "标准差"),
    ("Same first", "首位不变"),
    ("Same grades", "等次不变"),
    ("Same ranking", "排名不变"),
    ("Score", "得分"),
    ("Share", "权重占比"),
    ("Swapped by", "换位节点"),
    ("Total", "总效应"),
    ("Weight", "权重"),
    ("With index", "与总分相关"),
    ("With parent", "与上级相关"),
    ("Without", "剔除"),
    ("Worst", "最差名次"),
    ("and", "与"),
    ("balance", "权重与影响力"),
    ("by subject", "各对象"),
    ("exact", "确切"),
    ("from", "由"),
    ("near-duplicates", "近乎重复的指标"),
    ("neighbours", "相邻对象"),
    ("safe", "保守"),
    ("shares", "权重占比"),
    ("to", "至"),
    ("without a node", "剔除节点"),
    ("without a subject", "剔除对象"),
];

/// The Chinese of a heading; the heading itself where there is none.
pub(super) fn chinese(english: &'static str) -> &'static str {
    HEADINGS.iter().find(|(known, _)| *known == english).map_or(english, |(_, chinese)| chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_stands_once_in_order() {
        assert!(HEADINGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
