//! Notices on standard error: one line each, and many of a kind as one.

use std::collections::BTreeMap;

use evalindex::result::Notice;

use crate::text::visible;

/// More notices than this of one kind at one node are not worth a line each.
const PATIENCE: usize = 5;

/// What makes notices alike: period (if any), index, node (if any), and what they are about.
type Kind<'a> = (Option<&'a str>, &'a str, Option<&'a str>, &'static str);

/// The lines that tell of the notices, in their order; of many alike, the first and how many more.
pub(crate) fn lines(notices: &[Notice]) -> Vec<String> {
    let mut alike: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
    for notice in notices {
        *alike.entry(kind(notice)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for notice in notices {
        match alike.get_mut(&kind(notice)) {
            Some(count) if *count > PATIENCE => {
                lines.push(line(notice));
                lines.push(format!("notice: … and {} more like it (all in --format json)", *count - 1));
                // Told for all of them.
                *count = 0;
            }
            Some(0) => {}
            _ => lines.push(line(notice)),
        }
    }
    lines
}

fn kind(notice: &Notice) -> Kind<'_> {
    (notice.period.as_deref(), &notice.index, notice.node.as_deref(), notice.what.name())
}

fn line(notice: &Notice) -> String {
    let place: Vec<&str> = [notice.period.as_ref(), Some(&notice.index), notice.subject.as_ref(), notice.node.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    visible(&format!("notice: {}: {}", place.join("/"), notice.text)).into_owned()
}
