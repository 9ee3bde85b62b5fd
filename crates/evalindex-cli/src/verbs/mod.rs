//! The verbs, a file for each. A new one is its file, its `mod` line, and its row below; its help is the documentation
//! of its arguments.

mod balance;
mod certain;
mod check;
mod compare;
mod explain;
mod gap;
mod leave_out;
pub(crate) mod rank;
mod robustness;
mod sensitivity;
mod tasks;
mod tipping;
mod verify;
mod weights;
mod what_if;

use clap::Subcommand;

use crate::failure::Failure;
use crate::output::Answer;

/// Makes the enumeration of the verbs from a row for each, in the order of the help.
macro_rules! verbs {
    ($($verb:ident => $module:ident,)+) => {
        /// The verbs beside the plain `score FILE`.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Verb {
            $($verb($module::Arguments),)+
        }

        impl Verb {
            /// Runs the verb.
            pub(crate) fn run(self) -> Result<Answer, Failure> {
                match self { $(Self::$verb(arguments) => arguments.run(),)+ }
            }
        }
    };
}

verbs! {
    Check => check,
    Explain => explain,
    WhatIf => what_if,
    Tipping => tipping,
    Robustness => robustness,
    Sensitivity => sensitivity,
    Certain => certain,
    LeaveOut => leave_out,
    Balance => balance,
    Gap => gap,
    Compare => compare,
    Weights => weights,
    Tasks => tasks,
    Verify => verify,
}
