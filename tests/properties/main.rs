//! Properties of the reader and of the checker, on readouts drawn with their records.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

mod any;
#[path = "../support/any_text.rs"]
mod any_text;
mod checker;
mod compare;
mod directional;
mod invariance;
mod round_trip;
mod told;
mod total;
