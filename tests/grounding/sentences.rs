//! Single sentences, each with what a record may say of it and what it may not.
//!
//! They are made for the purpose. Each true record is one that a rule would accuse that looks only
//! for words; the false one beside it differs from it in what matters.

/// A text, an outcome's `title` in its words, a status that it bears out, and one that it does not.
pub(super) const STATUSES: &[(&str, &str, &str, &str)] = &[
    // What is only to come has not come about by what its own words name, or others around it.
    (
        "Berg said her government would publish all plans beginning in May.",
        "publish all plans beginning in May",
        "planned",
        "agreed",
    ),
    (
        "Visitors thanked Norway for its donation of ships, and ten more ships would arrive soon.",
        "ten more ships",
        "planned",
        "agreed",
    ),
    (
        "He pledged that Norway would go on funding the port.",
        "go on funding the port",
        "planned",
        "agreed",
    ),
    (
        "The two sides agreed that the port would be built.",
        "the port would be built",
        "agreed",
        "signed",
    ),
    // The thing's own words are no answer to it.
    (
        "Diplomats said that ministers would take up the duties in May.",
        "take up the duties",
        "planned",
        "agreed",
    ),
    // The second of two deeds has an object of its own.
    (
        "They agreed that trade matters and encouraged more fairs.",
        "more fairs",
        "supported",
        "planned",
    ),
    // What will become of a part of a thing tells nothing of the thing.
    (
        "Both sides undertake to:\na) double their trade;\nb) share the Blue Lake, the commission on which will meet again.",
        "share the Blue Lake, the commission on which will meet again",
        "agreed",
        "signed",
    ),
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
    (
        "Chile said that the plan had been adopted.",
        "plan",
        "signed",
        "completed",
    ),
    // An active verb has its object behind it, and what the object is for is not what was done.
    (
        "Norway will convene ministers and mayors to discuss the drought.",
        "ministers and mayors to discuss the drought",
        "planned",
        "agreed",
    ),
    (
        "Chile accepted Norway's offer to train 40 nurses.",
        "train 40 nurses",
        "agreed",
        "signed",
    ),
    (
        "Chile noted Norway's offer to train 40 nurses.",
        "train 40 nurses",
        "proposed",
        "agreed",
    ),
    // One's own people do what they are asked; others may not.
    (
        "The President asked her ministers to draw up a plan.",
        "draw up a plan",
        "planned",
        "agreed",
    ),
    (
        "The President asked the company to draw up a plan.",
        "draw up a plan",
        "proposed",
        "planned",
    ),
    (
        "The ministers asked the company to draw up a plan.",
        "draw up a plan",
        "proposed",
        "planned",
    ),
    (
        "The company was asked to draw up a plan.",
        "draw up a plan",
        "proposed",
        "planned",
    ),
    (
        "The leaders endorsed a roadmap for 2030.",
        "a roadmap for 2030",
        "agreed",
        "signed",
    ),
    (
        "Norway endorsed a roadmap for 2030.",
        "a roadmap for 2030",
        "supported",
        "agreed",
    ),
    (
        "Equinor has won a contract for a wind farm.",
        "a contract for a wind farm",
        "signed",
        "completed",
    ),
    (
        "A deal was struck on fish quotas.",
        "fish quotas",
        "agreed",
        "signed",
    ),
    (
        "The visit has been put back to May.",
        "The visit",
        "postponed",
        "agreed",
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
    ("Norway is widening a port.", "a port", "under_way", "completed"),
];

/// A text, a view in its words, a speaker to whom a record may give it, and one to whom it may not.
/// No false one stands where the text does not decide who is meant.
pub(super) const SPEAKERS: &[(&str, &str, &str, Option<&str>)] = &[
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. They spoke of grain “when the time is ripe”, as Ruiz put it.",
        "when the time is ripe",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    (
        "Minister Juan Ruiz of Chile said that trade grew. \"It is a good deal,\" said committee chairman Ana Berg.",
        "It is a good deal",
        "Ana Berg",
        Some("Juan Ruiz"),
    ),
    (
        "President Ana Berg of Norway said that trade grew. Her host was blunter: the mine, he insisted, “will never open”. Minister Juan Ruiz of Chile nodded.",
        "will never open",
        "Juan Ruiz",
        None,
    ),
    (
        "Juan Ruiz received a guest. The Head of State thanked President Ana Berg for her visit.",
        "President Ana Berg for her visit",
        "Juan Ruiz",
        None,
    ),
    (
        "President Juan Ruiz received Minister Ana Berg of Norway. The leader of Chile praised the treaty.",
        "the treaty",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Berg said that the United States and all member states share the view.",
        "the United States and all member states share the view",
        "Ana Berg",
        Some("Juan Ruiz"),
    ),
    // Who is introduced in a sentence is nobody whom the text knew before.
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. A government spokeswoman said that fish was dear.",
        "fish was dear",
        "A government spokeswoman",
        Some("Juan Ruiz"),
    ),
    // Nobody commends his own state.
    (
        "President Ana Berg of Norway met President Juan Ruiz of Chile. The President commended Chile for its work.",
        "Chile for its work",
        "Ana Berg",
        Some("Juan Ruiz"),
    ),
    // Of whom a text in the first person tells, he does not write it.
    (
        "President Ana Berg of Norway told me that trade grew. I welcome the treaty. Minister Juan Ruiz of Chile left.",
        "the treaty",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    (
        "President Ana Berg of Norway told me that trade grew. I was asked by her to visit the port.",
        "visit the port",
        "Ana Berg",
        None,
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. She received Minister Ruiz's invitation to visit the port.",
        "to visit the port",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    // Who stands behind the verb of a quotation speaks it, whoever spoke before in the sentence.
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Berg said that trade grew, and \"fish is dear,\" said Ruiz.",
        "fish is dear",
        "Juan Ruiz",
        None,
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Fish is dear, according to Ruiz.",
        "Fish is dear",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    // A country speaks by its people and by its capital.
    (
        "Norway met Chile. The Norwegian side said that fish was dear.",
        "fish was dear",
        "Norway",
        Some("Chile"),
    ),
    (
        "Norway met Chile. Oslo said that fish was dear.",
        "fish was dear",
        "Norway",
        Some("Chile"),
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. A spokeswoman dismissed the report as a rumour.",
        "dismissed the report as a rumour",
        "A spokeswoman",
        Some("Ana Berg"),
    ),
    // A side may have the view of who speaks for it, and no other may.
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Ruiz said that fish was dear.",
        "fish was dear",
        "Chile",
        Some("Norway"),
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Ruiz, who said that fish was dear, left.",
        "fish was dear",
        "Juan Ruiz",
        Some("Ana Berg"),
    ),
    (
        "Minister Jan van Dijk of Norway met President Ana Berg of Chile. Trade grew; \"fish is dear,\" said van Dijk.",
        "fish is dear",
        "Jan van Dijk",
        Some("Ana Berg"),
    ),
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. The Swedish President said that fish was dear.",
        "fish was dear",
        "The Swedish President",
        Some("Ana Berg"),
    ),
    (
        "Sweden came. Norway said that trade grew while Chile is hesitant.",
        "is hesitant",
        "Chile",
        Some("Sweden"),
    ),
    // Three sentences on, a verb of speech tells of nothing any more.
    (
        "President Ana Berg of Norway met Minister Juan Ruiz of Chile. Trade grew. Ships came. Ruiz said that fish was dear. Trade fell. Ports closed. \"Snow fell.\"",
        "Snow fell",
        "Ana Berg",
        None,
    ),
];

/// A text, what a record may say of a figure in it, and what it may not, as YAML without evidence.
pub(super) const FIGURES: &[(&str, &str, &str)] = &[
    (
        "Trade rose from $1 billion to $2 billion.",
        "value: 2000000000, kind: money, unit: USD, comparator: exact",
        "value: 3000000000, kind: money, unit: USD, comparator: exact",
    ),
    (
        "There will be three weekly flights.",
        "value: 3, kind: count, unit: flights, per: week",
        "value: 3, kind: count, unit: flights, per: month",
    ),
    (
        "For more than three decades the two have traded.",
        "value: 30, kind: duration, unit: year, comparator: more_than",
        "value: 30, kind: duration, unit: month, comparator: more_than",
    ),
    (
        "Forty or more ships will be built.",
        "value: 40, kind: count, unit: ships, comparator: equal_or_more",
        "value: 40, kind: count, unit: ships, comparator: less_than",
    ),
    (
        "Norway will train 40 doctors, nurses and midwives.",
        "value: 40, kind: count, unit: 'doctors, nurses and midwives'",
        "value: 40, kind: count, unit: 'doctors, clerks and midwives'",
    ),
    (
        "22 Norwegian and 14 Chilean firms came.",
        "value: 22, kind: count, unit: firms",
        "value: 22, kind: count, unit: ships",
    ),
    // What is counted stands right behind the number, or before it where nothing follows.
    (
        "Norway has 22 ships of 14 firms.",
        "value: 22, kind: count, unit: ships",
        "value: 22, kind: count, unit: firms",
    ),
    (
        "Norway sent 22 ships and nurses.",
        "value: 22, kind: count, unit: ships",
        "value: 22, kind: count, unit: nurses",
    ),
    (
        "The number of ships rose by 40 and trade grew.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: firms",
    ),
    // A sign or a noun may be of several currencies, and is not of every one.
    (
        "Norway gave $40 million.",
        "value: 40000000, kind: money, unit: CAD",
        "value: 40000000, kind: money, unit: EUR",
    ),
    (
        "Norway gave 40 million kroner.",
        "value: 40000000, kind: money, unit: DKK",
        "value: 40000000, kind: money, unit: EUR",
    ),
    // `over` may bound, and may tell of a span of time.
    (
        "Trade grew over four years.",
        "value: 4, kind: duration, unit: year, comparator: more_than",
        "value: 4, kind: duration, unit: year, comparator: less_than",
    ),
    (
        "Trade grew over four years.",
        "value: 4, kind: duration, unit: year, comparator: exact",
        "value: 4, kind: duration, unit: year, comparator: approx",
    ),
    // What stands behind `to` or a mark is no part of the number.
    (
        "Of its ships, Norway sold 40 to Chile a year ago.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: ships, per: year",
    ),
    (
        "Of nurses Norway has 40; ships are dear.",
        "value: 40, kind: count, unit: nurses",
        "value: 40, kind: count, unit: ships",
    ),
    // A number told twice is borne out by the one that fits.
    (
        "Norway sent 40 ships and 40 nurses.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: firms",
    ),
    // What rises or falls is told in the clause of the number.
    (
        "Exports rose in May while imports stood at 30 ships.",
        "value: 30, kind: count, unit: ships",
        "value: 30, kind: count, unit: ships, change: increase",
    ),
    (
        "Exports rose in May but imports stood at 30 ships.",
        "value: 30, kind: count, unit: ships",
        "value: 30, kind: count, unit: ships, change: increase",
    ),
    (
        "Exports rose in May as Chile bought 30 ships.",
        "value: 30, kind: count, unit: ships",
        "value: 30, kind: count, unit: ships, change: increase",
    ),
    // An amount without a currency is in that of the amount before it.
    (
        "Norway gave $2 million and Chile an additional 3 million.",
        "value: 3000000, kind: money, unit: USD",
        "value: 3000000, kind: money, unit: EUR",
    ),
    (
        "Trade doubled.",
        "value: 2, kind: count, unit: times",
        "value: 2, kind: count, unit: ships",
    ),
    (
        "Norway sent 40 ships.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: money, unit: USD",
    ),
    // A bound stands right before its number.
    (
        "Norway sold over 9 ports and 40 ships.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: ships, comparator: more_than",
    ),
    (
        "Over lunch Norway sold 40 ships.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: ships, comparator: more_than",
    ),
    // An item of a list may open with any word.
    (
        "The ports:

- but Arica lost 40 ships.

while exports rose to 30 ships.",
        "value: 30, kind: count, unit: ships, change: increase",
        "value: 30, kind: count, unit: ships, change: decrease",
    ),
    (
        "Exports rose, for the first time, to 40 ships.",
        "value: 40, kind: count, unit: ships, change: increase",
        "value: 40, kind: count, unit: ships, change: decrease",
    ),
    (
        "Ruiz said that exports rose and that 40 ships came.",
        "value: 40, kind: count, unit: ships",
        "value: 40, kind: count, unit: ships, change: increase",
    ),
    (
        "Exports rose in May, and Chile bought 30 ships.",
        "value: 30, kind: count, unit: ships",
        "value: 30, kind: count, unit: ships, change: increase",
    ),
    (
        "Exports rose under a treaty, under which Chile bought 30 ships.",
        "value: 30, kind: count, unit: ships",
        "value: 30, kind: count, unit: ships, change: increase",
    ),
];
