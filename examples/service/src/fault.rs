//! Whatever is not answered: one JSON shape, `{"error": sentence}`, with the members of `Refused` for documents that are
//! refused: `problems`, and `more` where not all are listed.

use axum::extract::rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use evalindex::problem::ProblemKind;
use evalindex::robustness::{Cancelled, RobustnessError, Unfinished, WhatIfError};
use evalindex::{Refused, UnknownIndex, WeightError};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    #[serde(skip)]
    status: StatusCode,
    error: String,
    #[serde(flatten)]
    refused: Option<Refused>,
}

impl Fault {
    fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into(), refused: None }
    }

    pub(crate) fn not_found(error: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, error)
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "the route does not take this method")
    }

    /// What was asked for is understood, and impossible.
    pub(crate) fn impossible(error: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, error)
    }

    pub(crate) fn internal(error: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        // Texts and problems can always be written.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        (self.status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        let has = |kind| refused.problems().iter().any(|problem| problem.kind == kind);
        let (status, error) = match () {
            () if has(ProblemKind::Internal) => (StatusCode::INTERNAL_SERVER_ERROR, "a fault of the library"),
            () if has(ProblemKind::Syntax) => (StatusCode::BAD_REQUEST, "the document is not JSON"),
            () => (StatusCode::UNPROCESSABLE_ENTITY, "the document is refused"),
        };
        Self { refused: Some(refused), ..Self::new(status, error) }
    }
}

impl From<UnknownIndex> for Fault {
    fn from(unknown: UnknownIndex) -> Self {
        Self::not_found(unknown.to_string())
    }
}

impl From<WhatIfError> for Fault {
    fn from(error: WhatIfError) -> Self {
        match error {
            WhatIfError::UnknownIndex(unknown) => unknown.into(),
            WhatIfError::Refused(refused) => refused.into(),
            WhatIfError::Weights(unknown @ WeightError::UnknownNode { .. }) => Self::not_found(unknown.to_string()),
            impossible => Self::impossible(impossible.to_string()),
        }
    }
}

impl From<Unfinished> for Fault {
    fn from(error: Unfinished) -> Self {
        match error {
            Unfinished::Cancelled(cancelled) => cancelled.into(),
            Unfinished::UnknownIndex(unknown) => unknown.into(),
            Unfinished::Refused(refused) => refused.into(),
            other => Self::internal(other.to_string()),
        }
    }
}

impl From<RobustnessError> for Fault {
    fn from(error: RobustnessError) -> Self {
        match error {
            RobustnessError::Cancelled(cancelled) => cancelled.into(),
            RobustnessError::UnknownIndex(unknown) => unknown.into(),
            RobustnessError::Refused(refused) => refused.into(),
            impossible => Self::impossible(impossible.to_string()),
        }
    }
}

/// Only who still waits sees this: the work took too long.
impl From<Cancelled> for Fault {
    fn from(_: Cancelled) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the work takes longer than the service allows")
    }
}

macro_rules! from_rejection {
    ($($rejection:ty),*) => {$(
        impl From<$rejection> for Fault {
            fn from(rejection: $rejection) -> Self {
                Self::new(rejection.status(), rejection.body_text())
            }
        }
    )*};
}

from_rejection!(BytesRejection, JsonRejection, PathRejection, QueryRejection);
