//! The result as CSV (RFC 4180): one table for all indexes, every node a column.

use csv::{Terminator, Writer, WriterBuilder};
use evalindex::result::{IndexResult, RankedSubject, UnrankedSubject};
use evalindex::{Evaluation, Score};

use crate::failure::Failure;
use crate::lang::Words;

/// Every subject of every index a row; unranked ones with blank scores and the reason.
pub(super) fn render(evaluation: &Evaluation, words: &Words) -> Result<String, Failure> {
    let nodes = node_ids(evaluation);
    let fail =
        |reason: &dyn std::fmt::Display| Failure::refused(format!("the result cannot be written as CSV: {reason}"));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    write(&mut writer, evaluation, &nodes, words).map_err(|error| fail(&error))?;
    let bytes = writer.into_inner().map_err(|error| fail(&error))?;
    String::from_utf8(bytes).map_err(|error| fail(&error))
}

fn write(writer: &mut Writer<Vec<u8>>, evaluation: &Evaluation, nodes: &[&str], words: &Words) -> csv::Result<()> {
    let (before, after) = &words.csv;
    let rows = || evaluation.indexes.iter().flat_map(|index| &index.ranking);
    let history: &[&str] = if rows().any(|row| row.history.is_some()) { &words.csv_history } else { &[] };
    writer.write_record(before.iter().chain(history).chain(nodes).chain([after]))?;
    for index in &evaluation.indexes {
        let places: Vec<Option<usize>> = nodes.iter().map(|id| index.node(id)).collect();
        for row in &index.ranking {
            writer.write_record(ranked(index, row, !history.is_empty(), &places))?;
        }
        for row in &index.unranked {
            writer.write_record(unranked(index, row, before.len() + history.len() + nodes.len()))?;
        }
    }
    Ok(())
}

/// The ids of all nodes, in order, each once.
fn node_ids(evaluation: &Evaluation) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for node in evaluation.indexes.iter().flat_map(|index| &index.nodes) {
        if !ids.contains(&node.id.as_str()) {
            ids.push(&node.id);
        }
    }
    ids
}

fn ranked(index: &IndexResult, row: &RankedSubject, history: bool, places: &[Option<usize>]) -> Vec<String> {
    let published = |score: Score| index.published(score).to_string();
    let mut cells = vec![index.id.clone(), row.rank.to_string(), row.subject.clone(), row.name.clone()];
    cells.push(row.group.as_ref().map(|place| place.group.clone()).unwrap_or_default());
    cells.push(row.group.as_ref().map(|place| place.rank.to_string()).unwrap_or_default());
    cells.extend([row.score, row.base, row.bonus, row.deduction].map(published));
    cells.push(row.grade.as_ref().map(|grade| grade.name.clone()).unwrap_or_default());
    if history {
        let past = row.history.as_ref();
        cells.push(past.and_then(|past| past.rank_change).map(|change| change.to_string()).unwrap_or_default());
        let points = past.map(|past| [past.score_change, past.trend]).unwrap_or_default();
        cells.extend(points.map(|points| points.map(published).unwrap_or_default()));
    }
    let score = |place: &Option<usize>| row.node((*place)?)?.score;
    cells.extend(places.iter().map(|place| score(place).map(published).unwrap_or_default()));
    cells.push(String::new());
    cells
}

/// Blank but for the subject, its group, and the reason in the column after the `last`.
fn unranked(index: &IndexResult, row: &UnrankedSubject, last: usize) -> Vec<String> {
    let group = row.group.clone().unwrap_or_default();
    let mut cells = vec![index.id.clone(), String::new(), row.subject.clone(), row.name.clone(), group];
    cells.resize(last, String::new());
    cells.push(row.reason.clone());
    cells
}
