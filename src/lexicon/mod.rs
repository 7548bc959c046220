//! Data tables, and how they are searched.
//!
//! What words mean stands in tables (`data/*.tsv`), not in code: adding a title, a cue or a sector
//! is adding a row. A [`Table`] is compiled-in text; a [`Gazetteer`] finds names in one pass over
//! raw text; a [`PhraseBook`] finds patterns over words.

mod bodies;
mod countries;
mod cues;
mod currencies;
mod gazetteer;
mod names;
mod phrase;
mod plain;
mod subjects;
mod table;
mod words;

pub use bodies::{Body, body_gazetteer};
pub use countries::{Country, CountryForm, CountrySense, country, country_gazetteer};
pub use cues::{
    EVENT_CUES, JOINT_SUBJECTS, Need, OUTCOME_CUES, OWN_SIDE, Object, OutcomeCue, OwnSide, SPEECH_CUES,
    SpeechCue, Voice, is_idle_verb,
};
pub use currencies::{
    Currency, CurrencySense, currency, currency_gazetteer, is_currency_word, symbol_gazetteer,
};
pub use gazetteer::{Case, Gazetteer, Hit, Starts, stands_alone};
pub use names::{
    ProgrammeHead, TITLES, Title, TitleClass, body_head, body_noun, is_portfolio, is_rank, list_head,
    programme_head,
};
pub use phrase::{PhraseBook, PhraseHit};
pub use subjects::{KIND_WORDS, KindWord, SECTOR_WORDS, SectorWord};
use table::KeyMap;
pub use table::{Row, Table, WordMap, WordSet};
pub use words::{
    CHANGE_CUES, COMPARATORS, ChangeCue, Comparator, Numeral, Unit, function_word, function_words, is_adverb,
    numeral, numerals, unit,
};
