//! The codes of the findings of this room.

/// A quote does not stand in the source.
pub const EVIDENCE_NOT_IN_SOURCE: &str = "evidence/not-in-source";
/// A quote begins or ends inside a word or number.
pub const EVIDENCE_CUT: &str = "evidence/cut";
/// A quote stands in the source in other letter case.
pub const EVIDENCE_CASE: &str = "evidence/case";
/// The offsets of a quote do not lead to it.
pub const EVIDENCE_OFFSETS: &str = "evidence/offsets";
/// Prefix or suffix do not stand beside the quote.
pub const EVIDENCE_CONTEXT: &str = "evidence/context";
/// A quote stands in the source more than once.
pub const EVIDENCE_AMBIGUOUS: &str = "evidence/ambiguous";
/// The parts of an elided quote do not belong together.
pub const EVIDENCE_STITCHED: &str = "evidence/stitched";
/// An elision passes over a negation, number or name.
pub const EVIDENCE_ELISION: &str = "evidence/elision";
/// A quote or the source has characters that turn the direction of writing.
pub const EVIDENCE_BIDI: &str = "evidence/bidi";
/// Words between the source's quotation marks were changed.
pub const QUOTATION_ALTERED: &str = "quotation/altered";
/// What is recorded as a quotation is none in the source.
pub const QUOTATION_NOT_QUOTED: &str = "quotation/not-quoted";
/// A value stands in the source, and not in its evidence.
pub const NOT_IN_EVIDENCE: &str = "value/not-in-evidence";
/// Words that the source does not have.
pub const PHRASE_NOT_IN_SOURCE: &str = "phrase/not-in-source";
/// Words that the source negates.
pub const PHRASE_NEGATED: &str = "phrase/negated";
/// A name that the source does not have.
pub const NAME_NOT_IN_SOURCE: &str = "name/not-in-source";
/// An office or side that is another person's.
pub const NAME_OTHER_HOLDER: &str = "name/other-holder";
/// A country that the source does not tell of.
pub const COUNTRY_NOT_IN_SOURCE: &str = "country/not-in-source";
/// The evidence tells of another country.
pub const COUNTRY_OTHER: &str = "country/other";
/// A number that the source does not have.
pub const NUMBER_NOT_IN_SOURCE: &str = "number/not-in-source";
/// The same digits with another scale.
pub const NUMBER_SCALE: &str = "number/scale";
/// The number is of another currency.
pub const NUMBER_CURRENCY: &str = "number/currency";
/// The number is of another unit or thing.
pub const NUMBER_UNIT: &str = "number/unit";
/// A bound or approximation dropped, added or turned.
pub const NUMBER_COMPARATOR: &str = "number/comparator";
/// A bound of a range dropped, added or changed.
pub const NUMBER_RANGE: &str = "number/range";
/// A rise recorded as a fall, or the other way round, or a change that is not told.
pub const NUMBER_CHANGE: &str = "number/change";
/// A place in an order recorded as a count, or the other way round.
pub const NUMBER_ORDINAL: &str = "number/ordinal";
/// Another period in which the number recurs.
pub const NUMBER_PERIOD: &str = "number/period";
/// A date that the source does not tell.
pub const DATE_NOT_IN_SOURCE: &str = "date/not-in-source";
/// The source's words tell another date.
pub const DATE_OTHER: &str = "date/other";
/// A relative date is not that which follows from the day of publication.
pub const DATE_RELATIVE: &str = "date/relative";
/// A status stronger than its strongest cue.
pub const STATUS_TOO_STRONG: &str = "status/too-strong";
/// A status weaker than its cue.
pub const STATUS_TOO_WEAK: &str = "status/too-weak";
/// A status that no word bears out.
pub const STATUS_NO_CUE: &str = "status/no-cue";
/// What the source negates.
pub const STATUS_NEGATED: &str = "status/negated";
/// What the source makes depend on a condition.
pub const STATUS_CONDITIONAL: &str = "status/conditional";
/// What the source only expects.
pub const STATUS_EXPECTED: &str = "status/expected";
/// What the source denies.
pub const STATUS_DENIED: &str = "status/denied";
/// What the source tells has come to a halt.
pub const STATUS_STALLED: &str = "status/stalled";
/// Agreement on the importance of a thing, recorded as agreement on the thing.
pub const STATUS_IMPORTANCE: &str = "status/importance";
/// One side's word recorded as that of several.
pub const STATUS_ONE_SIDED: &str = "status/one-sided";
/// The words about it have another subject.
pub const STATUS_OTHER_ACTOR: &str = "status/other-actor";
/// The source gives the view to another speaker.
pub const SPEAKER_OTHER: &str = "speaker/other";
/// The source gives the view to one, the record to all.
pub const SPEAKER_ONE_SIDED: &str = "speaker/one-sided";
/// The source names no speaker.
pub const SPEAKER_NOT_TOLD: &str = "speaker/not-told";
/// The source names a speaker whom the record leaves out.
pub const SPEAKER_LEFT_OUT: &str = "speaker/left-out";
/// A reference to what the record does not declare.
pub const REFERENCE_NOT_DECLARED: &str = "reference/not-declared";
/// Two objects of the record contradict each other.
pub const RECORD_CONTRADICTION: &str = "record/contradiction";
