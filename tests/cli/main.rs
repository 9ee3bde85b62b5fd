//! The command `score` as its users meet it: arguments, streams, exit statuses, formats.

mod about;
mod bad_input;
mod balance;
mod catalogue;
mod certain;
mod check;
mod chinese;
mod compare;
#[path = "../support/copy.rs"]
mod copy;
mod explain;
mod fixtures;
mod formats;
mod gap;
mod language;
mod leave_out;
mod literals;
mod new_verb;
mod periods;
mod remarks;
mod robustness;
mod safe_text;
mod selection;
mod sensitivity;
mod streams;
mod support;
mod table;
mod tasks;
mod tidy;
mod tipping;
mod usage;
mod verify;
mod weights;
mod what_if;
mod widths;
