//! Notices on standard error: a line for each, and one line for many alike.

use std::collections::BTreeMap;

use evalindex::result::Notice;

use super::visible;

/// Up to this number, notices of one kind at one node have a line each; of more, only the first is shown.
const MOST_ALIKE: usize = 5;

/// The key of notices alike: period (if any), index, node (if any), and sort of notice.
type Kind<'a> = (Option<&'a str>, &'a str, Option<&'a str>, &'static str);

/// A line for each notice, in order; of many alike, the first and the number of the others.
pub(crate) fn lines(notices: &[Notice]) -> Vec<String> {
    let mut alike: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
    for notice in notices {
        *alike.entry(kind(notice)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for notice in notices {
        match alike.get_mut(&kind(notice)) {
            Some(count) if *count > MOST_ALIKE => {
                lines.push(line(notice));
                lines.push(format!("notice: … and {} more like it (all in --format json)", *count - 1));
                // The line above stands for the others.
                *count = 0;
            }
            Some(0) => {}
            _ => lines.push(line(notice)),
        }
    }
    lines
}

/// The key that a notice has in common with others alike.
fn kind(notice: &Notice) -> Kind<'_> {
    (notice.period.as_deref(), &notice.index, notice.node.as_deref(), notice.what.name())
}

/// The notice, led by period, index, subject and node, as far as it has them.
fn line(notice: &Notice) -> String {
    let about: Vec<&str> = [notice.period.as_ref(), Some(&notice.index), notice.subject.as_ref(), notice.node.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    visible(&format!("notice: {}: {}", about.join("/"), notice.text)).into_owned()
}
