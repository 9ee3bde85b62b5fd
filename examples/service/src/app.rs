//! The routes and what their handlers share.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::routing::{get, post};
use serde::Serialize;

use crate::extract::{Written, written};
use crate::fault::Fault;
use crate::store::{Held, Store};
use crate::work::{Workers, Working};
use crate::{analyses, documents, indexes, settings};

/// What all handlers share.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) workers: Workers,
}

/// The state as handlers take it.
pub(crate) type Shared = State<Arc<App>>;

impl App {
    /// A document that is kept.
    pub(crate) fn held(&self, document: u64) -> Result<Arc<Held>, Fault> {
        self.store.get(document).ok_or_else(|| Fault::not_found(format!("there is no document {document}")))
    }
}

/// All routes of the service.
pub(crate) fn routes() -> Router {
    let app = App { store: Store::default(), workers: Workers::new() };
    let index = Router::new()
        .route("/ranking", get(indexes::ranking))
        .route("/subjects/{subject}", get(indexes::subject))
        .route("/what-if", post(analyses::what_if))
        .route("/tipping", get(analyses::tipping))
        .route("/robustness", post(analyses::robustness));
    Router::new()
        .route("/health", get(health))
        .route("/documents", post(documents::post))
        .route("/documents/{document}", get(documents::get).delete(documents::delete))
        .nest("/documents/{document}/indexes/{index}", index)
        .fallback(async || Fault::not_found("there is no such route"))
        .method_not_allowed_fallback(async || Fault::method_not_allowed())
        .layer(DefaultBodyLimit::max(settings::MOST_BYTES))
        .with_state(Arc::new(app))
}

/// How busy the service is.
#[derive(Serialize)]
struct Health {
    /// Documents that are kept.
    documents: usize,
    /// Work that runs now.
    working: Working,
}

async fn health(State(app): Shared) -> Result<Written, Fault> {
    written(&Health { documents: app.store.count(), working: app.workers.working() })
}
