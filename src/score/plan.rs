//! What is compared: for each section, what makes two objects the same, and which of their
//! attributes are then scored. A change here changes what every score means.

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The same, character by character: codes, numbers, dates, words of a closed set.
    Exact,
    /// The same words in the same order, once letter case, white space, typographic marks and
    /// words such as `the` and `of` are passed over.
    Words,
    /// The same set, in any order, each item as in [`Words`](Self::Words).
    Set,
    /// Overlap of words of at least [`TEXT_THRESHOLD`].
    Text,
    /// The shorter name's words are all in the longer one, and they overlap by at least
    /// [`NAME_THRESHOLD`]: `Ministry of Energy` and `Ministry of Energy of Japan`, but neither
    /// `World Bank` and `Bank` nor two names that differ in one word.
    Name,
    /// The shorter name's words are all in the longer one: `Biden` and `Joseph R. Biden, Jr.`
    Person,
    /// Shared words by those of the shorter text: for quotes, which one reader cuts long and
    /// another short.
    Inclusion,
}

/// From how many thousandths of overlap two texts say the same: half of all their words.
pub const TEXT_THRESHOLD: u32 = 500;

/// From how many thousandths of overlap two names are one: two words of three, three of four.
pub const NAME_THRESHOLD: u32 = 800;

/// From how many thousandths of shared code points two quotes stand at the same place: half.
pub const PLACE_THRESHOLD: u32 = 500;

/// From how many thousandths of the weighted mean two objects are the same under
/// [`Identity::Mean`]: half.
pub const MEAN_THRESHOLD: u32 = 500;

/// A value, or several, by which objects are told to be the same.
#[derive(Clone, Copy, Debug)]
pub struct Key<'p> {
    /// JSON Pointers into the object. Any of the one object may agree with any of the other.
    pub pointers: &'p [&'p str],
    /// How they are compared.
    pub measure: Measure,
    /// What the key weighs in a mean.
    pub weight: u32,
}

/// What makes two objects the same.
#[derive(Clone, Copy, Debug)]
pub enum Identity<'p> {
    /// The first key that both objects have must agree.
    First(&'p [Key<'p>]),
    /// One key must agree.
    Any(&'p [Key<'p>]),
    /// Every key must agree.
    All(&'p [Key<'p>]),
    /// The weighted mean of all keys reaches [`MEAN_THRESHOLD`], and the first key is not 0.
    Mean(&'p [Key<'p>]),
}

/// What it means that both objects lack an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Nothing: most objects lack it, and agreeing on that is no merit. The pair is not counted.
    Silent,
    /// A fact of its own (`false`, `nobody named`): the pair counts as agreeing.
    Telling,
}

/// An attribute that is scored over matched objects.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'p> {
    /// What it is called in results.
    pub name: &'p str,
    /// JSON Pointers to the values that make it up; all of them must agree.
    pub pointers: &'p [&'p str],
    /// How they are compared.
    pub measure: Measure,
    /// What it means that both lack it.
    pub absence: Absence,
}

/// A section of the record.
#[derive(Clone, Copy, Debug)]
pub struct Section<'p> {
    /// Its key in the record.
    pub name: &'p str,
    /// JSON Pointers to what an object is called by in lists for people.
    pub label: &'p [&'p str],
    /// What makes two of its objects the same.
    pub identity: Identity<'p>,
    /// What is scored over objects that are.
    pub attributes: &'p [Attribute<'p>],
}

const fn key(pointers: &'static [&'static str], measure: Measure) -> Key<'static> {
    weighing(1, pointers, measure)
}

const fn weighing(weight: u32, pointers: &'static [&'static str], measure: Measure) -> Key<'static> {
    Key {
        pointers,
        measure,
        weight,
    }
}

const fn optional(
    name: &'static str,
    pointers: &'static [&'static str],
    measure: Measure,
) -> Attribute<'static> {
    Attribute {
        name,
        pointers,
        measure,
        absence: Absence::Silent,
    }
}

const fn telling(
    name: &'static str,
    pointers: &'static [&'static str],
    measure: Measure,
) -> Attribute<'static> {
    Attribute {
        absence: Absence::Telling,
        ..optional(name, pointers, measure)
    }
}

const PARTY: Identity<'static> = Identity::First(&[
    // A code is one of a closed list, a name is a matter of wording: `Korea`, `South Korea`.
    key(&["/code"], Measure::Exact),
    key(&["/name"], Measure::Words),
]);

const PARTY_ATTRIBUTES: &[Attribute] = &[
    optional("name", &["/name"], Measure::Words),
    optional("code", &["/code"], Measure::Exact),
    optional("kind", &["/kind"], Measure::Exact),
];

/// The attributes of the event. It is one object, so its fields are what is counted: each that a
/// record has is an object got, each that the other has is one to be got.
pub const EVENT: &[Attribute] = &[
    optional("kind", &["/kind"], Measure::Exact),
    optional("format", &["/format"], Measure::Exact),
    // The date decides where both have one; how the source words it is a matter of extent.
    optional("when", &["/when/text"], Measure::Name),
    optional("date", &["/when/edtf"], Measure::Exact),
    optional("place", &["/place/name"], Measure::Name),
    optional("country", &["/place/country"], Measure::Exact),
    optional("occasion", &["/occasion"], Measure::Name),
];

/// What the event is called by in lists for people.
pub(super) const EVENT_LABEL: &[&str] = &["/kind"];

/// The lists of a record, in its own order.
pub const SECTIONS: &[Section] = &[
    Section {
        name: "parties",
        label: &["/name"],
        identity: PARTY,
        attributes: PARTY_ATTRIBUTES,
    },
    Section {
        name: "participants",
        label: &["/name"],
        // A record that has only the surname has found the person, though not the whole name:
        // the first is scored as the match, the second as the attribute `name`.
        identity: Identity::All(&[key(&["/name"], Measure::Person)]),
        attributes: &[
            optional("name", &["/name"], Measure::Words),
            optional("role", &["/role"], Measure::Words),
            optional("party", &["/party"], Measure::Words),
        ],
    },
    Section {
        name: "topics",
        label: &["/sector", "/label"],
        // A label is cut from the text, and may be cut in many ways; the sector is of a closed
        // list. Labels tell apart two topics of one sector.
        identity: Identity::All(&[key(&["/sector"], Measure::Exact)]),
        attributes: &[optional("label", &["/label"], Measure::Text)],
    },
    Section {
        name: "third_parties",
        label: &["/name"],
        identity: PARTY,
        attributes: PARTY_ATTRIBUTES,
    },
    Section {
        name: "organizations",
        label: &["/name"],
        identity: Identity::Any(&[
            key(&["/name"], Measure::Name),
            // One record may have the acronym where the other has the name.
            key(&["/name", "/acronym"], Measure::Words),
        ]),
        attributes: &[
            optional("name", &["/name"], Measure::Words),
            optional("acronym", &["/acronym"], Measure::Words),
            optional("kind", &["/kind"], Measure::Exact),
            optional("country", &["/country"], Measure::Exact),
        ],
    },
    Section {
        name: "programmes",
        label: &["/name"],
        identity: Identity::All(&[key(&["/name"], Measure::Name)]),
        attributes: &[optional("name", &["/name"], Measure::Words)],
    },
    Section {
        name: "figures",
        label: &["/value", "/unit", "/measures"],
        // A number without its unit and kind is no fact. What is counted is a noun phrase, whose
        // extent may differ; codes and units of time are single words and must be the same.
        identity: Identity::All(&[
            key(&["/value"], Measure::Exact),
            key(&["/kind"], Measure::Exact),
            key(&["/unit"], Measure::Text),
        ]),
        attributes: &[
            optional("unit", &["/unit"], Measure::Words),
            // Every figure has one: where it is not written it is `exact`.
            optional("comparator", &["/comparator"], Measure::Exact),
            optional("upper", &["/upper"], Measure::Exact),
            optional("change", &["/change"], Measure::Exact),
            optional("per", &["/per"], Measure::Exact),
            optional("measures", &["/measures"], Measure::Text),
        ],
    },
    Section {
        name: "outcomes",
        label: &["/kind", "/status", "/title"],
        // An outcome has no name. The title is nearest to one; the passage and the kind tell
        // apart things that are called alike, and bear out those that are worded apart.
        identity: Identity::Mean(&[
            weighing(2, &["/title"], Measure::Text),
            weighing(1, &["/evidence"], Measure::Inclusion),
            weighing(1, &["/kind"], Measure::Exact),
        ]),
        attributes: &[
            optional("kind", &["/kind"], Measure::Exact),
            optional("status", &["/status"], Measure::Exact),
            optional("title", &["/title"], Measure::Text),
            optional("parties", &["/parties"], Measure::Set),
            optional("place", &["/place/name"], Measure::Name),
            optional("country", &["/place/country"], Measure::Exact),
            optional("when", &["/when/text"], Measure::Name),
            optional("date", &["/when/edtf"], Measure::Exact),
            optional("according_to", &["/according_to"], Measure::Person),
            // Half an amount is none. What it measures is left to the figures.
            optional(
                "amount",
                &[
                    "/amount/value",
                    "/amount/kind",
                    "/amount/unit",
                    "/amount/comparator",
                    "/amount/upper",
                    "/amount/change",
                    "/amount/per",
                ],
                Measure::Words,
            ),
            telling("background", &["/background"], Measure::Exact),
        ],
    },
    Section {
        name: "statements",
        label: &["/speaker", "/act", "/text"],
        // The words decide; the passage bears them out where one reader took half the clause.
        identity: Identity::Mean(&[
            weighing(2, &["/text"], Measure::Text),
            weighing(1, &["/evidence"], Measure::Inclusion),
        ]),
        attributes: &[
            // Who says it. One without a speaker is impersonal, or joint, and that is a fact.
            telling("speaker", &["/speaker"], Measure::Person),
            telling("joint", &["/joint"], Measure::Exact),
            optional("act", &["/act"], Measure::Exact),
            optional("text", &["/text"], Measure::Text),
            telling("quoted", &["/quoted"], Measure::Exact),
        ],
    },
    Section {
        name: "dates",
        label: &["/text", "/what"],
        // `since 2015` and `2015` are one date, by the words or by what they come to.
        identity: Identity::Any(&[key(&["/edtf"], Measure::Exact), key(&["/text"], Measure::Name)]),
        attributes: &[
            optional("text", &["/text"], Measure::Words),
            optional("edtf", &["/edtf"], Measure::Exact),
            optional("what", &["/what"], Measure::Text),
        ],
    },
];
