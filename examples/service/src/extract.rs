//! The parts of requests, refused in the service's own shape, and answers in JSON.

use axum::extract::{FromRequest, FromRequestParts};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::fault::Fault;

/// A body in JSON.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Fault))]
pub(crate) struct Json<T>(pub(crate) T);

/// The query of the address.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Fault))]
pub(crate) struct Query<T>(pub(crate) T);

/// The variable parts of the path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Fault))]
pub(crate) struct Path<T>(pub(crate) T);

/// An answer that is written as JSON: large ones are written where they are computed.
pub(crate) struct Written(Vec<u8>);

/// Writes an answer.
pub(crate) fn written(answer: &impl Serialize) -> Result<Written, Fault> {
    serde_json::to_vec(answer).map(Written).map_err(|error| Fault::internal(error.to_string()))
}

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}
