//! Documents: posted, read as a whole, removed.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use evalindex::{Document, Evaluation, Problem};
use serde::Serialize;

use crate::app::Shared;
use crate::extract::{Path, Written, written};
use crate::fault::Fault;
use crate::settings;
use crate::store::Held;

/// A document of which a number and its indexes are all that a client needs to go on.
#[derive(Serialize)]
struct Posted<'a> {
    document: u64,
    title: Option<&'a str>,
    period: Option<&'a str>,
    indexes: Vec<PostedIndex<'a>>,
    warnings: &'a [Problem],
}

#[derive(Serialize)]
struct PostedIndex<'a> {
    id: &'a str,
    name: &'a str,
    ranked: usize,
    unranked: usize,
}

/// `POST /documents`: reads, checks and evaluates the body, and keeps it.
pub(crate) async fn post(State(app): Shared, body: Result<Bytes, BytesRejection>) -> Result<impl IntoResponse, Fault> {
    let body = body?;
    let keeper = Arc::clone(&app);
    let (number, answer) = app
        .workers
        .short(move || {
            let document = Document::from_bytes_within(&body, &settings::limits())?;
            let prepared = document.prepare()?;
            let held = Held { evaluation: prepared.evaluate()?, prepared, bytes: body.len() };
            let (number, held) = keeper.store.keep(held);
            Ok((number, written(&posted(number, &held.evaluation, document.warnings()))?))
        })
        .await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/documents/{number}"))], answer))
}

fn posted<'a>(document: u64, evaluation: &'a Evaluation, warnings: &'a [Problem]) -> Posted<'a> {
    let Evaluation { title, period, indexes, .. } = evaluation;
    let indexes = indexes.iter().map(|index| PostedIndex {
        id: &index.id,
        name: &index.name,
        ranked: index.ranking.len(),
        unranked: index.unranked.len(),
    });
    Posted { document, title: title.as_deref(), period: period.as_deref(), indexes: indexes.collect(), warnings }
}

/// `GET /documents/{document}`: the whole result.
pub(crate) async fn get(State(app): Shared, Path(document): Path<u64>) -> Result<Written, Fault> {
    let held = app.held(document)?;
    app.workers.short(move || written(&held.evaluation)).await
}

/// `DELETE /documents/{document}`.
pub(crate) async fn delete(State(app): Shared, Path(document): Path<u64>) -> Result<StatusCode, Fault> {
    app.held(document)?;
    app.store.remove(document);
    Ok(StatusCode::NO_CONTENT)
}
