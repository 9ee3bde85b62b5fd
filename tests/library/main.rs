//! Tests of the library as its users see it: properties, contract, embedding.

mod bad;
mod balance;
mod calibrations;
mod cases;
mod certain;
mod classes;
mod contract;
mod control;
#[path = "../support/copy.rs"]
mod copy;
mod denominators;
mod dimensions;
mod documents;
mod draws;
mod embedding;
mod exact;
mod exact_weights;
mod exchange;
mod faults;
mod fixtures;
mod house;
mod leave_out;
mod limits;
mod methods;
mod monotone;
mod periods;
mod plans;
mod preparation;
mod readme;
mod rollup;
mod scoring;
mod tipping;
mod variants;
mod weight_sources;
mod weights;
mod what_if;
