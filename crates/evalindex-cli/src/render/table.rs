//! The result as tables for reading: one an index, with what did not fit and who has no place below.

use evalindex::Evaluation;
use evalindex::result::IndexResult;

use super::Page;
use super::columns::{columns, title};
use super::grid::Grid;
use crate::text::visible;

/// One table per index, a blank line between them.
pub(super) fn render(evaluation: &Evaluation, page: &Page) -> String {
    let tables = evaluation.indexes.iter().map(|index| {
        let mut lines = vec![visible(&title(index, evaluation.period.as_ref())).into_owned()];
        lines.extend(ranking(index, page));
        lines.extend(unranked(index, page));
        lines.join("\n") + "\n"
    });
    tables.collect::<Vec<_>>().join("\n")
}

fn ranking(index: &IndexResult, page: &Page) -> Vec<String> {
    if index.ranking.is_empty() {
        return vec![page.words.nobody.to_owned()];
    }
    let grid = Grid::new(columns(index, page.words));
    let grid = match page.width {
        Some(limit) => grid.within(limit),
        None => grid,
    };
    let mut lines = grid.lines();
    if grid.left_out() > 0 {
        lines.push((page.words.left_out)(grid.left_out()));
    }
    lines
}

fn unranked(index: &IndexResult, page: &Page) -> Vec<String> {
    let words = page.words;
    let line = |(name, reason): (&str, &str)| visible(&format!("  {name}{}{reason}", words.colon)).into_owned();
    let rows = index.unranked.iter().map(|row| line((&row.name, &row.reason)));
    let heading = format!("{}{}", words.unranked, words.colon).trim_end().to_owned();
    if index.unranked.is_empty() { Vec::new() } else { std::iter::once(heading).chain(rows).collect() }
}
