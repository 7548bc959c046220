//! The codes of the findings of this room.

/// A quote does not stand in the source.
pub const EVIDENCE_NOT_IN_SOURCE: &str = "vouch/quote-not-found";
/// A quote begins or ends inside a word or number.
pub const EVIDENCE_CUT: &str = "vouch/quote-cut";
/// A quote stands in the source in other letter case.
pub const EVIDENCE_CASE: &str = "vouch/quote-case";
/// The offsets of a quote do not lead to it.
pub const EVIDENCE_OFFSETS: &str = "vouch/quote-offsets";
/// Prefix or suffix do not stand beside the quote.
pub const EVIDENCE_CONTEXT: &str = "vouch/quote-context";
/// A quote stands in the source more than once.
pub const EVIDENCE_AMBIGUOUS: &str = "vouch/quote-ambiguous";
/// The parts of an elided quote do not belong together.
pub const EVIDENCE_STITCHED: &str = "vouch/quote-stitched";
/// An elision passes over a negation, number or name.
pub const EVIDENCE_ELISION: &str = "vouch/quote-elision";
/// A quote or the source has characters that turn the direction of writing.
pub const EVIDENCE_BIDI: &str = "vouch/quote-bidi";
/// Words between the source's quotation marks were changed.
pub const QUOTATION_ALTERED: &str = "vouch/quotation-altered";
/// What is recorded as a quotation is none in the source.
pub const QUOTATION_NOT_QUOTED: &str = "vouch/quotation-not-quoted";
/// A value stands in the source, and not in its evidence.
pub const NOT_IN_EVIDENCE: &str = "vouch/not-in-evidence";
/// Words that the source does not have.
pub const PHRASE_NOT_IN_SOURCE: &str = "vouch/phrase-not-found";
/// Words that the source negates.
pub const PHRASE_NEGATED: &str = "vouch/phrase-negated";
/// A name that the source does not have.
pub const NAME_NOT_IN_SOURCE: &str = "vouch/name-not-found";
/// An office or side that is another person's.
pub const NAME_OTHER_HOLDER: &str = "vouch/other-holder";
/// A country that the source does not tell of.
pub const COUNTRY_NOT_IN_SOURCE: &str = "vouch/country-not-found";
/// The evidence tells of another country.
pub const COUNTRY_OTHER: &str = "vouch/other-country";
/// A number that the source does not have.
pub const NUMBER_NOT_IN_SOURCE: &str = "vouch/number-not-found";
/// The same digits with another scale.
pub const NUMBER_SCALE: &str = "vouch/number-scale";
/// The number is of another currency.
pub const NUMBER_CURRENCY: &str = "vouch/number-currency";
/// The number is of another unit or thing.
pub const NUMBER_UNIT: &str = "vouch/number-unit";
/// A bound or approximation dropped, added or turned.
pub const NUMBER_COMPARATOR: &str = "vouch/number-comparator";
/// A bound of a range dropped, added or changed.
pub const NUMBER_RANGE: &str = "vouch/number-range";
/// A rise recorded as a fall, or the other way round, or a change that is not told.
pub const NUMBER_CHANGE: &str = "vouch/number-change";
/// A place in an order recorded as a count, or the other way round.
pub const NUMBER_ORDINAL: &str = "vouch/number-ordinal";
/// Another period in which the number recurs.
pub const NUMBER_PERIOD: &str = "vouch/number-period";
/// A date that the source does not tell.
pub const DATE_NOT_IN_SOURCE: &str = "vouch/date-not-found";
/// The source's words tell another date.
pub const DATE_OTHER: &str = "vouch/other-date";
/// A relative date is not that which follows from the day of publication.
pub const DATE_RELATIVE: &str = "vouch/relative-date";
/// A status stronger than its strongest cue.
pub const STATUS_TOO_STRONG: &str = "vouch/too-strong";
/// A status weaker than its cue.
pub const STATUS_TOO_WEAK: &str = "vouch/too-weak";
/// A status that no word bears out.
pub const STATUS_NO_CUE: &str = "vouch/no-cue";
/// What the source negates.
pub const STATUS_NEGATED: &str = "vouch/negated";
/// What the source makes depend on a condition.
pub const STATUS_CONDITIONAL: &str = "vouch/conditional";
/// What the source only expects.
pub const STATUS_EXPECTED: &str = "vouch/only-expected";
/// What the source denies.
pub const STATUS_DENIED: &str = "vouch/denied";
/// What the source tells has come to a halt.
pub const STATUS_STALLED: &str = "vouch/stalled";
/// Agreement on the importance of a thing, recorded as agreement on the thing.
pub const STATUS_IMPORTANCE: &str = "vouch/importance-only";
/// One side's word recorded as that of several.
pub const ONE_SIDED: &str = "vouch/one-sided";
/// The words about it have another subject.
pub const STATUS_OTHER_ACTOR: &str = "vouch/other-actor";
/// The source gives the view to another speaker.
pub const SPEAKER_OTHER: &str = "vouch/other-speaker";
/// The source names no speaker.
pub const SPEAKER_NOT_TOLD: &str = "vouch/no-speaker-told";
/// The source names a speaker whom the record leaves out.
pub const SPEAKER_LEFT_OUT: &str = "vouch/speaker-left-out";
/// A reference to what the record does not declare.
pub const REFERENCE_NOT_DECLARED: &str = "vouch/undeclared";
/// Two objects of the record contradict each other.
pub const RECORD_CONTRADICTION: &str = "vouch/contradiction";
/// One thing is recorded twice from the same words.
pub const RECORD_DOUBLED: &str = "vouch/doubled";
/// The source is not the one that the record was made from.
pub const SOURCE_CHANGED: &str = "vouch/source-changed";
/// An amount of money that the record leaves out.
pub const TRACE_MONEY: &str = "trace/money";
/// A percentage that the record leaves out.
pub const TRACE_PERCENT: &str = "trace/percent";
/// A number of things that the record leaves out.
pub const TRACE_COUNT: &str = "trace/count";
/// A length of time that the record leaves out.
pub const TRACE_DURATION: &str = "trace/duration";
/// A person whom the record leaves out.
pub const TRACE_PERSON: &str = "trace/person";
/// A body that the record leaves out.
pub const TRACE_ORGANIZATION: &str = "trace/organization";
/// A programme that the record leaves out.
pub const TRACE_PROGRAMME: &str = "trace/programme";
/// A sentence with a commitment that the record leaves out.
pub const TRACE_COMMITMENT: &str = "trace/commitment";
/// A waiver that matches nothing any more, or has expired.
pub const STALE_WAIVER: &str = "trace/stale-waiver";
