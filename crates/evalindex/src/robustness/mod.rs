//! How far a ranking can be trusted: what changes when weights do.

mod what_if;

pub use what_if::{Movement, WhatIf, WhatIfError};
