//! Why: what each node adds to a subject's base score.

mod contribution;

pub(crate) use contribution::contributions;
