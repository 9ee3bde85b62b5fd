//! Advice on a document in both languages.

use evalindex::explain::{Advice, AdviceKind};

use super::Lang;
use crate::render::{few_alike, fixed, more_alike, visible};

/// The decimals of a share or a correlation.
const DECIMALS: u32 = 3;

impl Lang {
    /// The advice on one index, a line for each piece; of many alike, the first and the number of the others.
    pub(crate) fn advice_lines(self, index: &str, advice: &[Advice]) -> Vec<String> {
        let own: Vec<&Advice> = advice.iter().filter(|one| one.index == index).collect();
        let rest = |others| match self {
            Self::En => format!("advice: {}", more_alike(others)),
            Self::Zh => format!("建议：……另有{others}条同类建议（--format json 可见全部）"),
        };
        few_alike(&own, |one| (one.what.name(), one.node.as_deref()), |one| self.advice_line(one), rest)
    }

    /// A piece of advice on one line, led by index, subject and node, as far as it has them.
    fn advice_line(self, advice: &Advice) -> String {
        let about = [Some(&advice.index), advice.subject.as_ref(), advice.node.as_ref()].into_iter().flatten();
        let about = about.map(String::as_str).collect::<Vec<_>>().join("/");
        let line = match self {
            Self::En => format!("advice: {about}: {}", advice.text),
            Self::Zh => format!("建议：{about}：{}", chinese(advice)),
        };
        visible(&line).into_owned()
    }
}

/// The advice in Chinese; in English where this program does not know its kind yet.
fn chinese(advice: &Advice) -> String {
    let figure = |name: &str| advice.figures.iter().find(|(known, _)| *known == name).map(|(_, figure)| *figure);
    let plain = |name: &str| figure(name).map(|figure| figure.normalize().to_string()).unwrap_or_default();
    let short = |name: &str| figure(name).map(|figure| fixed(figure, DECIMALS)).unwrap_or_default();
    let other = advice.other.as_deref().unwrap_or_default();
    match advice.what {
        AdviceKind::FarFigure => {
            format!("{}超过本列绝对值中位数{}的100倍：单位是否有误？", plain("value"), plain("median"))
        }
        AdviceKind::RunsAgainst => {
            format!("得分与其余指标的平均分反向（相关系数{}）：指标方向是否有误？", short("correlation"))
        }
        AdviceKind::Clamped => {
            format!("{}个得分中有{}个已到规则的上下限，彼此不再区分", plain("scored"), plain("clamped"))
        }
        AdviceKind::Constant => {
            format!("参加排名的{}个对象得分都是{}：该指标不区分任何对象", plain("subjects"), plain("score"))
        }
        AdviceKind::OppositeWeight => {
            let (weight, correlation) = (short("weight"), short("correlation"));
            format!("权重为{weight}，但该项得分越高，{other}的得分反而越低（相关系数{correlation}）")
        }
        AdviceKind::NearDuplicates => {
            format!("与{other}几乎重复（得分的相关系数{}）", short("correlation"))
        }
        AdviceKind::OneSidedTarget if plain("met") == "0" => {
            format!("{}个对象都没有达到目标：目标是否过高？", plain("subjects"))
        }
        AdviceKind::OneSidedTarget => format!("{}个对象都达到了目标：目标是否过低？", plain("subjects")),
        AdviceKind::BorrowedWeight => {
            let (imputed, reweighted) = (short("imputed"), short("reweighted"));
            format!("超过四分之一的权重没有自己的数据：填补{imputed}，因缺失分摊给其他指标{reweighted}")
        }
        _ => advice.text.clone(),
    }
}
