//! Questions about an index: other weights, how far each weight can go, draws.

use axum::extract::State;
use evalindex::robustness::Draws;
use evalindex::{IndexRef, WeightChange};

use crate::app::Shared;
use crate::extract::{Json, Path, Written, written};
use crate::fault::Fault;
use crate::settings::MOST_DRAWS;

/// `POST …/what-if`, a list of changes: the result under other weights, beside what it is.
pub(crate) async fn what_if(
    State(app): Shared,
    Path((document, index)): Path<(u64, String)>,
    Json(changes): Json<Vec<WeightChange>>,
) -> Result<Written, Fault> {
    let held = app.held(document)?;
    app.workers.short(move || written(&held.prepared.what_if(Some(IndexRef::Id(&index)), &changes)?)).await
}

/// `GET …/tipping`: how far each weight can go.
pub(crate) async fn tipping(
    State(app): Shared,
    Path((document, index)): Path<(u64, String)>,
) -> Result<Written, Fault> {
    let held = app.held(document)?;
    app.workers.long(move |control| written(&held.prepared.tipping(&index, control)?)).await
}

/// `POST …/robustness`, draws: how places scatter.
pub(crate) async fn robustness(
    State(app): Shared,
    Path((document, index)): Path<(u64, String)>,
    Json(draws): Json<Draws>,
) -> Result<Written, Fault> {
    if draws.count > MOST_DRAWS {
        return Err(Fault::impossible(format!("{} draws: at most {MOST_DRAWS} are made", draws.count)));
    }
    let held = app.held(document)?;
    app.workers.long(move |control| written(&held.prepared.robustness(&index, &draws, control)?)).await
}
