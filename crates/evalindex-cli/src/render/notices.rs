//! Notices on standard error: a line for each, and one line for many alike.

use std::collections::BTreeMap;

use evalindex::result::Notice;

use crate::said::Said;

/// Up to this number, items of one kind at one node have a line each; of more, only the first is shown.
const MOST_ALIKE: usize = 5;

/// The key of notices alike: period (if any), index, node (if any), and sort of notice.
type Kind<'a> = (Option<&'a str>, &'a str, Option<&'a str>, &'static str);

/// A line for each notice, in order; of many alike, the first and the number of the others.
pub(crate) fn lines(notices: &[Notice]) -> Vec<Said> {
    few_alike(notices, kind, line, Said::MoreNotices)
}

/// What stands for the others of many alike.
pub(crate) fn more_alike(others: usize) -> String {
    format!("… and {others} more like it (all in --format json)")
}

/// A line for each item, in order; of many with the same key, the first and a line on the others.
pub(crate) fn few_alike<'a, T, K: Ord, L>(
    items: &'a [T],
    key: impl Fn(&'a T) -> K,
    line: impl Fn(&'a T) -> L,
    rest: impl Fn(usize) -> L,
) -> Vec<L> {
    let mut alike: BTreeMap<K, usize> = BTreeMap::new();
    for item in items {
        *alike.entry(key(item)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for item in items {
        match alike.get_mut(&key(item)) {
            Some(count) if *count > MOST_ALIKE => {
                lines.push(line(item));
                lines.push(rest(*count - 1));
                // The line above stands for the others.
                *count = 0;
            }
            Some(0) => {}
            _ => lines.push(line(item)),
        }
    }
    lines
}

/// The key that a notice has in common with others alike.
fn kind(notice: &Notice) -> Kind<'_> {
    (notice.period.as_deref(), &notice.index, notice.node.as_deref(), notice.what.name())
}

/// The notice, led by period, index, subject and node, as far as it has them.
fn line(notice: &Notice) -> Said {
    let about: Vec<&str> = [notice.period.as_ref(), Some(&notice.index), notice.subject.as_ref(), notice.node.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    Said::Notice { about: about.join("/"), text: notice.text.clone() }
}
