//! The verbs: one file each, registered here by one line. A verb's help is the documentation of its arguments.

pub(crate) mod rank;

use clap::Subcommand;

use crate::failure::Failure;
use crate::output::Answer;

/// Declares each verb's module and its place in the command line.
macro_rules! verbs {
    ($($verb:ident in $module:ident,)+) => {
        $(mod $module;)+

        /// The verbs beside the plain `score FILE`.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Verb {
            $(#[allow(missing_docs)] $verb($module::Arguments),)+
        }

        impl Verb {
            /// Does what the verb says.
            pub(crate) fn run(self) -> Result<Answer, Failure> {
                match self { $(Self::$verb(arguments) => arguments.run(),)+ }
            }
        }
    };
}

verbs! {
    Check in check,
    WhatIf in what_if,
    Tipping in tipping,
    Robustness in robustness,
    Sensitivity in sensitivity,
    Certain in certain,
    LeaveOut in leave_out,
    Balance in balance,
    Weights in weights,
}
