//! Single sentences, each with what a record may say of it and what it may not.
//!
//! They are made for the purpose. Each true record is one that a rule would accuse that looks only
//! for words; the false one beside it differs from it in what matters.

/// A text, an outcome's `title` in its words, a status that it bears out, and one that it does not.
pub(super) const STATUSES: &[(&str, &str, &str, &str)] = &[
    // What is taken up is agreed; a proposal alone is not.
    (
        "Norway invited the President of Chile to pay a visit. The invitation was accepted.",
        "pay a visit",
        "agreed",
        "signed",
    ),
    (
        "Norway invited the President of Chile to pay a visit. The invitation was not accepted.",
        "pay a visit",
        "proposed",
        "agreed",
    ),
    // Who welcomes a signing tells of it; who supports one does not.
    (
        "Norway welcomed the signing of a loan for the port.",
        "a loan for the port",
        "signed",
        "completed",
    ),
    (
        "Norway supported the signing of a loan for the port.",
        "a loan for the port",
        "supported",
        "completed",
    ),
    // A clause that describes the thing tells of it.
    (
        "Norway would bring forward the repair of the dam, which got under way in May.",
        "the repair of the dam",
        "under_way",
        "completed",
    ),
    // One that hangs on it does not.
    (
        "The following were signed: (i) a treaty on trade, under which ten ships would be built.",
        "a treaty on trade",
        "signed",
        "completed",
    ),
    (
        "He explained that a survey of the dam had been completed and that a decision would be made.",
        "a survey of the dam",
        "completed",
        "cancelled",
    ),
    (
        "The two countries have since 2024 been financing a dam.",
        "financing a dam",
        "under_way",
        "completed",
    ),
    // What is resumed had come to a halt.
    (
        "It was proposed to resume the ferry line, suspended in March.",
        "resume the ferry line",
        "proposed",
        "agreed",
    ),
    (
        "Norway will open a port if funds allow.",
        "open a port if funds allow",
        "planned",
        "agreed",
    ),
    (
        "Norway would not extend the loan.",
        "extend the loan",
        "declined",
        "planned",
    ),
    (
        "Norway turned down the proposal to lower the fees.",
        "lower the fees",
        "declined",
        "agreed",
    ),
    (
        "The opening of the port had to be put off.",
        "The opening of the port",
        "postponed",
        "completed",
    ),
    (
        "The ministers were tasked to mend the road.",
        "mend the road",
        "planned",
        "signed",
    ),
];
