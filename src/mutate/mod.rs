//! The corruption catalogue: true records are broken on purpose, and a gate is scored by what it
//! catches.
//!
//! ```text
//! true record, schema, source → rules at each value → operators propose changes, and controls
//!                             → those that fit the schema, so many of each → a gate → matrix
//! ```
//!
//! An [`Operator`] makes a record say in one respect what its source does not: another digit, a bound
//! less, another speaker. Which operators apply where follows from the schema's `grounding`; no field
//! is known by its name. Beside a mutant stands its *control*, the nearest change that leaves the
//! meaning whole (a line break, a typographic mark, the order of a list, a quote widened to its
//! sentence, a surname for a name), which has to pass.
//!
//! **What is no mutant.** A change may by chance be true as well, and then a gate that lets it pass is
//! right. So a number is changed only into one that the source says nowhere; a name, country or side
//! only into one that no passage of the value's evidence has; a view is given to somebody else, or to
//! all, only where no word of its sentence may mean several; an object is left out only where no other
//! object rests on its sentences or has its name; evidence is exchanged only for passages that lack
//! every word of the object. What the schema lets be known from outside the text (`outside`), judges
//! (`judgement`) or does not ground (`editorial`) is not changed, nor is a value raised to what a source
//! may tell without a cue (`untold`), nor to what its passages take for granted (`welcomed the launch of` a thing
//! that was agreed, then). Every mutant fits its schema: what any validator refuses says
//! nothing of a gate.
//!
//! **What counts as caught.** `check` catches a mutant when it makes an error or a warning that it
//! does not make of the true record: another code, field or passage, or the same once more. A true
//! record that `check` itself complains of is broken like any other; what was found before counts for
//! nothing. A value that no rule can decide counts as missed. A program catches by its exit status,
//! and is given no mutants of a true record that it refuses.
//!
//! Mutants are the same for the same seed. Of each operator and field at most [`Options::per_field`]
//! are made of one record, which bounds the time that a run takes.
//!
//! ```
//! use rapporteur::document::Document;
//! use rapporteur::grounding::Source;
//! use rapporteur::mutate::{Gate, Options, Results, Truth, run};
//! use rapporteur::schema::Schema;
//! use serde_json::json;
//! let source = Source::of(Document::new("talks.txt", "The leaders of Norway and Chile met in Oslo."));
//! let party = |name, code| json!({"name": name, "code": code, "kind": "state", "evidence": name});
//! let record = json!({
//!     "record": "summit-summary/1",
//!     "source": {"id": "talks"},
//!     "event": {"kind": "meeting", "evidence": "met in Oslo"},
//!     "parties": [party("Norway", "NO"), party("Chile", "CL")],
//!     "participants": [],
//! });
//! let truth = Truth { name: "talks.yaml", record: &record, schema: Schema::built_in(), source: &source };
//! let mut results = Results::default();
//! run(&truth, &Gate::Check, Options::default(), &mut results)?;
//! assert_eq!(results.total().missed, 0);
//! # Ok::<(), std::io::Error>(())
//! ```

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
