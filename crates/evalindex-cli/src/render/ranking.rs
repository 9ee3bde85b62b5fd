//! Rankings: of each index a sheet for reading, of all of them one table for machines.

use std::collections::BTreeSet;

use evalindex::Evaluation;
use evalindex::result::IndexResult;

use super::field::{Cell, FIELDS, Field, Row, reason};
use super::sheet::{Sheet, Table};
use super::{About, Column, Layout, Report, Role, published};
use crate::lang::{Categories, Lang, line};

/// An evaluation to be written as rankings.
#[derive(Debug)]
pub(crate) struct Ranking {
    /// With names in the language.
    pub(crate) evaluation: Evaluation,
    /// The language of headings.
    pub(crate) lang: Lang,
    /// The names of kinds and groups.
    pub(crate) categories: Categories,
}

/// Name, kind and period of an index.
pub(crate) fn title(index: &IndexResult, categories: &Categories, period: Option<&String>) -> String {
    let parts = [Some(index.name.as_str()), Some(categories.kind(&index.kind)), period.map(String::as_str)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

impl Report for Ranking {
    fn about(&self) -> About<'_> {
        About::from(&self.evaluation)
    }

    fn sheets(&self) -> Vec<Sheet> {
        self.evaluation.indexes.iter().map(|index| self.sheet(index)).collect()
    }

    fn tables(&self) -> Vec<Table<'_>> {
        let indexes = &self.evaluation.indexes;
        let needed = |field: &&Field| !field.only_if_needed || indexes.iter().any(field.needed);
        let fields: Vec<&'static Field> = FIELDS.iter().filter(needed).collect();
        let nodes = self.node_ids();
        let headings = fields.iter().map(|field| self.lang.say(field.csv).to_owned());
        let ids = nodes.iter().map(|id| (*id).to_owned());
        let headings = headings.chain(ids).chain([self.lang.say(line::CSV_REASON).to_owned()]).collect();
        let records = indexes.iter().flat_map(move |index| records(self.lang, index, fields.clone(), &nodes));
        vec![Table::of_texts("ranking", headings, records)]
    }

    /// None: the reasons of unranked subjects stand in the table.
    fn below(&self) -> Vec<String> {
        Vec::new()
    }

    fn json(&self, layout: Layout) -> serde_json::Result<String> {
        layout.write(&self.evaluation)
    }
}

impl Ranking {
    /// The ranking of one index, with the unranked subjects below.
    fn sheet(&self, index: &IndexResult) -> Sheet {
        let title = title(index, &self.categories, self.evaluation.period.as_ref());
        let sheet = if index.ranking.is_empty() {
            Sheet::without_table(title, self.lang.say(line::NOBODY_RANKED))
        } else {
            Sheet::new(title, self.columns(index))
        };
        if index.unranked.is_empty() {
            return sheet;
        }
        let colon = self.lang.say(line::COLON);
        let reasons = index.unranked.iter().map(|row| {
            let reason = self.lang.translated(&row.reason);
            format!("{}{colon}{reason}", row.name)
        });
        let reasons = reasons.collect();
        sheet.below_headed(self.lang.say(line::UNRANKED_BELOW), reasons)
    }

    /// The columns that the index needs, and the scores of its first-level nodes.
    fn columns(&self, index: &IndexResult) -> Vec<Column> {
        let rows = || index.ranking.iter();
        let fields = FIELDS.iter().filter(|field| (field.needed)(index)).filter_map(|field| {
            let (heading, role) = field.table?;
            let cells = rows().map(|row| (field.cell)(index, Row::Ranked(row)).shown(&self.categories));
            Some(Column::new(role, self.lang.say(heading), cells))
        });
        let first_level = index.nodes.iter().enumerate().filter(|(_, node)| node.depth == 1);
        let nodes = first_level.map(|(position, node)| {
            let cells = rows().map(|row| node_score(index, Row::Ranked(row), Some(position)).shown(&self.categories));
            Column::new(Role::Optional, &node.name, cells)
        });
        fields.chain(nodes).collect()
    }

    /// The ids of all nodes, in order, each once.
    fn node_ids(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let nodes = self.evaluation.indexes.iter().flat_map(|index| &index.nodes);
        nodes.map(|node| node.id.as_str()).filter(|id| seen.insert(*id)).collect()
    }
}

/// A record a subject of the index, the unranked ones last.
fn records<'a>(
    lang: Lang,
    index: &'a IndexResult,
    fields: Vec<&'static Field>,
    nodes: &[&str],
) -> impl Iterator<Item = Vec<String>> + use<'a> {
    let positions: Vec<Option<usize>> = nodes.iter().map(|id| index.node(id)).collect();
    let rows = index.ranking.iter().map(Row::Ranked).chain(index.unranked.iter().map(Row::Unranked));
    rows.map(move |row| {
        let before = fields.iter().map(|field| (field.cell)(index, row));
        let scores = positions.iter().map(|position| node_score(index, row, *position));
        before.chain(scores).chain([reason(lang, row)]).map(Cell::plain).collect()
    })
}

/// The score of the node at this position, where the index has the node and the subject a score of it.
fn node_score(index: &IndexResult, row: Row<'_>, position: Option<usize>) -> Cell {
    let score = position.and_then(|position| row.ranked()?.node(position)?.score);
    Cell::of(score, |score| published(index, score))
}
