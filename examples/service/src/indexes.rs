//! The ranking of an index: pages of it, and one subject of it.

use axum::extract::State;
use evalindex::result::{IndexResult, Notice, RankingRow};
use serde::{Deserialize, Serialize};

use crate::app::Shared;
use crate::extract::{Path, Query, Written, written};
use crate::fault::Fault;
use crate::settings::{MOST_ROWS, ROWS};

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default)]
    skip: usize,
    #[serde(default = "rows")]
    count: usize,
}

fn rows() -> usize {
    ROWS
}

/// `GET …/ranking?skip=0&count=20`: a page of the ranking.
pub(crate) async fn ranking(
    State(app): Shared,
    Path((document, index)): Path<(u64, String)>,
    Query(Asked { skip, count }): Query<Asked>,
) -> Result<Written, Fault> {
    if count > MOST_ROWS {
        return Err(Fault::impossible(format!("a page of {count} rows: at most {MOST_ROWS} are given")));
    }
    written(&app.held(document)?.evaluation.index(&index)?.page(skip, count))
}

/// One subject: its row, with score, rank and contribution of each node, and what there is to notice about it.
#[derive(Serialize)]
struct Detail<'a> {
    index: &'a str,
    row: RankingRow<'a>,
    notices: Vec<&'a Notice>,
}

/// `GET …/subjects/{subject}`: one subject's detail.
pub(crate) async fn subject(
    State(app): Shared,
    Path((document, index, subject)): Path<(u64, String, String)>,
) -> Result<Written, Fault> {
    let held = app.held(document)?;
    let index = held.evaluation.index(&index)?;
    let row = index.row(&subject).ok_or_else(|| no_row(index, &subject))?;
    let about = |notice: &&Notice| notice.index == index.id && notice.subject.as_ref() == Some(&subject);
    let notices = held.evaluation.notices.iter().filter(about).collect();
    written(&Detail { index: &index.id, row, notices })
}

/// Why a subject has no row.
fn no_row(index: &IndexResult, subject: &str) -> Fault {
    let unranked = index.unranked.iter().find(|unranked| unranked.subject == subject);
    Fault::not_found(match unranked {
        Some(unranked) => format!("`{subject}` has no place in `{}`: {}", index.id, unranked.reason),
        None => format!("`{}` ranks no subject `{subject}`", index.id),
    })
}
