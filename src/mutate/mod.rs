//! The corruption catalogue: true records are broken on purpose, and a gate is scored by what it catches.

mod check;
mod gate;
mod ground;
mod matrix;
mod mutant;
mod numbers;
mod operator;
mod random;
mod run;

pub use gate::{Gate, GateError, Program, RECORD, Verdict};
pub use matrix::{Cell, Results};
pub use mutant::{Mutant, Options, Truth, mutants};
pub use operator::{OPERATORS, Operator};
pub use run::{Trial, run};
