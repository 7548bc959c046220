//! House styles: how a readout is laid out.

/// A house style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// A presidential press service: impersonal passives, one thought a paragraph.
    PressService,
    /// A readout in the manner of the White House: `President A met today with B`, long paragraphs.
    Readout,
    /// A head of government's office: `The leaders welcomed`.
    Office,
    /// A joint statement in numbered items.
    JointStatement,
    /// A news agency: a dateline, reported speech, one sentence a paragraph.
    Wire,
}

impl Style {
    /// All styles.
    pub const ALL: &'static [Self] = &[
        Self::PressService,
        Self::Readout,
        Self::Office,
        Self::JointStatement,
        Self::Wire,
    ];

    /// The word by which tables of templates call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PressService => "press",
            Self::Readout => "readout",
            Self::Office => "office",
            Self::JointStatement => "joint",
            Self::Wire => "wire",
        }
    }

    /// The style of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|style| style.name() == name)
    }

    /// What parts the sentence at `index` from the one before it.
    pub(super) fn before(self, index: usize) -> String {
        match self {
            Self::JointStatement if index == 0 => "1. ".to_owned(),
            Self::JointStatement => format!("\n{}. ", index + 1),
            _ if index == 0 => String::new(),
            Self::PressService | Self::Wire => "\n".to_owned(),
            Self::Readout | Self::Office if index.is_multiple_of(SENTENCES) => "\n\n".to_owned(),
            Self::Readout | Self::Office => " ".to_owned(),
        }
    }

    /// What parts an aside from the sentence before it: a paragraph of its own where each thought has
    /// one.
    pub(super) fn before_aside(self) -> &'static str {
        match self {
            Self::PressService | Self::Wire => "\n",
            Self::Readout | Self::Office | Self::JointStatement => " ",
        }
    }
}

/// How many sentences a long paragraph has.
const SENTENCES: usize = 3;
