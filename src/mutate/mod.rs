//! The corruption catalogue: true records are broken on purpose, and a gate is scored by what it catches.

mod check;
mod claims;
mod dates;
mod gate;
mod ground;
mod matrix;
mod mutant;
mod names;
mod numbers;
mod objects;
mod operator;
mod quotes;
mod random;
mod run;
mod words;

pub use gate::{Gate, GateError, Program, RECORD, Verdict};
pub use matrix::{Cell, Results};
pub use mutant::{Mutant, Options, Truth, mutants};
pub use operator::{OPERATORS, Operator};
pub use run::{Trial, run};
