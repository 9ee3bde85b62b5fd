//! Remarks: members for people and for editors, which any object may have, and which are ignored.

const REMARKS: [&str; 2] = ["$schema", "_comment"];

/// Whether a key is one of a remark.
pub(crate) fn is_remark(key: &str) -> bool {
    REMARKS.contains(&key)
}
