//! Values that are borne out by words which stand apart from them, each beside a value that is not.

/// A text, the passage that is quoted, an outcome's `title`, a status that is borne out, and one that is not.
pub(super) const QUOTED: &[(&str, &str, &str, &str, &str)] = &[
    // The head of a list speaks of its items.
    (
        "The following were signed:\n(i) a treaty on fish;\n(ii) a treaty on ice.",
        "a treaty on ice",
        "treaty on ice",
        "signed",
        "postponed",
    ),
    (
        "The sides discussed:\n- a treaty on fish;\n- a treaty on ice.",
        "a treaty on ice",
        "treaty on ice",
        "discussed",
        "signed",
    ),
    // It does not speak of the paragraphs behind the list.
    (
        "5. They signed:\n(i) a treaty on fish;\n(ii) a treaty on ice.\n6. Norway proposed a treaty on peat.",
        "Norway proposed a treaty on peat",
        "treaty on peat",
        "proposed",
        "signed",
    ),
    // A list may begin inside a sentence.
    (
        "The ministers signed six papers, among them a treaty on fish, and a treaty on ice.",
        "a treaty on ice",
        "treaty on ice",
        "signed",
        "postponed",
    ),
    (
        "They signed six papers, including a treaty on fish, and a treaty on ice.",
        "a treaty on ice",
        "treaty on ice",
        "signed",
        "postponed",
    ),
    (
        "Norway will (i) lower its duty on cod; and (ii) removing the quota on hake.",
        "removing the quota on hake",
        "removing the quota on hake",
        "planned",
        "signed",
    ),
];

/// A text, an outcome's `title` in its words, a status that it bears out, and one that it does not.
pub(super) const STATUSES: &[(&str, &str, &str, &str)] = &[
    // A participle or an adjective right at a thing tells of it.
    (
        "They will expand the training centre opened last year.",
        "training centre",
        "completed",
        "postponed",
    ),
    (
        "They will expand the training centre to be opened next year.",
        "training centre",
        "planned",
        "completed",
    ),
    (
        "Chile proposed to widen the visa waiver introduced in March.",
        "visa waiver",
        "completed",
        "cancelled",
    ),
    (
        "Chile proposed to introduce a visa waiver.",
        "visa waiver",
        "proposed",
        "completed",
    ),
    (
        "The leaders discussed the ongoing construction of the tunnel.",
        "construction of the tunnel",
        "under_way",
        "completed",
    ),
    (
        "The leaders discussed the construction of the tunnel.",
        "construction of the tunnel",
        "discussed",
        "under_way",
    ),
    (
        "Norway will continue to fund the school meals programme.",
        "school meals programme",
        "under_way",
        "completed",
    ),
    (
        "Norway will fund the school meals programme.",
        "school meals programme",
        "planned",
        "under_way",
    ),
    // What is announced tells of the thing itself.
    (
        "The Prime Minister announced that the embassy had reopened.",
        "the embassy",
        "completed",
        "postponed",
    ),
    (
        "The Prime Minister announced that the embassy would reopen.",
        "the embassy",
        "planned",
        "completed",
    ),
    // What was done with an agreement that is welcomed.
    (
        "They welcomed the deal secured by Bell Rail to mend 85 carriages.",
        "mend 85 carriages",
        "agreed",
        "signed",
    ),
    (
        "They welcomed the deal proposed by Bell Rail to mend 85 carriages.",
        "mend 85 carriages",
        "supported",
        "agreed",
    ),
    // What is welcomed is there, or is decided on; what is only thought of is not.
    (
        "The two leaders welcomed the recent agreement on cod quotas.",
        "agreement on cod quotas",
        "agreed",
        "signed",
    ),
    (
        "The two leaders welcomed the idea of an agreement on cod quotas.",
        "agreement on cod quotas",
        "supported",
        "agreed",
    ),
    (
        "The President welcomed Norway's decision to double its quota.",
        "double its quota",
        "planned",
        "completed",
    ),
    (
        "The President welcomed Norway's idea to double its quota.",
        "double its quota",
        "supported",
        "planned",
    ),
    // All sides together may instruct their bodies; one side only asks.
    (
        "The leaders asked the Commission to draw up a plan.",
        "draw up a plan",
        "planned",
        "agreed",
    ),
    (
        "Norway asked the Commission to draw up a plan.",
        "draw up a plan",
        "proposed",
        "planned",
    ),
    // What a treaty provides for is agreed, and what a plan lists is planned.
    (
        "The treaty provides for visa-free travel.",
        "visa-free travel",
        "agreed",
        "signed",
    ),
    (
        "The roadmap lists 40 projects.",
        "40 projects",
        "planned",
        "agreed",
    ),
    // The clause behind a noun phrase tells of its head; one that only hangs on it does not.
    (
        "Norway would bring forward the repair of the dam at Tau, which got under way in May.",
        "the repair of the dam",
        "under_way",
        "completed",
    ),
    (
        "Norway would bring forward the repair of the dam at Tau, for which work got under way in May.",
        "the repair of the dam",
        "planned",
        "under_way",
    ),
    // A relative clause ends at its comma, and each share has a verb of its own.
    (
        "The loan, of which $30 million has been drawn, will be topped up.",
        "$30 million",
        "completed",
        "cancelled",
    ),
    (
        "Of the projects, three are complete, four are going ahead and one has been abandoned.",
        "one",
        "cancelled",
        "completed",
    ),
    // A month makes no condition.
    (
        "Under a contract awarded in May, Norvik is supplying eight tugs.",
        "eight tugs",
        "under_way",
        "completed",
    ),
    // What is initialled is agreed, though it is yet to be signed.
    (
        "The accord initialled on Wednesday is due to be signed in May.",
        "accord",
        "agreed",
        "signed",
    ),
];

/// A text, what a record may say of a figure in it, and what it may not, as YAML without evidence.
pub(super) const FIGURES: &[(&str, &str, &str)] = &[
    // Periods
    (
        "A plant with a daily capacity of 350 head of cattle was opened.",
        "value: 350, kind: count, unit: head of cattle, per: day",
        "value: 350, kind: count, unit: head of cattle, per: week",
    ),
    // A length of time in a name, which is no amount to the reader.
    (
        "They launched the Three-Year Action Plan.",
        "value: 3, kind: duration, unit: year",
        "value: 3, kind: duration, unit: month",
    ),
    (
        "Each day, nearly $2 billion crosses the border.",
        "value: 2000000000, kind: money, unit: USD, comparator: approx, per: day",
        "value: 2000000000, kind: money, unit: USD, comparator: approx, per: year",
    ),
    (
        "Chile buys 40,000 tonnes of rubber, 15,000 tonnes of tin and 5,000 tonnes of tea a year.",
        "value: 15000, kind: measure, unit: tonnes, per: year",
        "value: 15000, kind: measure, unit: tonnes, per: month",
    ),
    (
        "Flights will rise to five a week from two.",
        "value: 2, kind: count, unit: flights, per: week",
        "value: 2, kind: count, unit: flights, per: day",
    ),
    (
        "They meet twice a year.",
        "value: 2, kind: count, unit: times, per: year",
        "value: 3, kind: count, unit: times, per: year",
    ),
    // Bounds
    (
        "More than a total of 1,500 doctors came.",
        "value: 1500, kind: count, unit: doctors, comparator: more_than",
        "value: 1500, kind: count, unit: doctors, comparator: less_than",
    ),
    (
        "Trade is just shy of $2 billion.",
        "value: 2000000000, kind: money, unit: USD, comparator: less_than",
        "value: 2000000000, kind: money, unit: USD",
    ),
    (
        "Millets are grown over 250 hectares in Najd.",
        "value: 250, kind: measure, unit: hectares",
        "value: 250, kind: measure, unit: hectares, comparator: less_than",
    ),
    (
        "Norway mended over 250 kilometres of road.",
        "value: 250, kind: measure, unit: kilometres, comparator: more_than",
        "value: 250, kind: measure, unit: kilometres",
    ),
    (
        "The field is estimated to hold 5 trillion cubic feet of gas.",
        "value: 5000000000000, kind: measure, unit: cubic feet, comparator: approx",
        "value: 5000000000000, kind: measure, unit: cubic feet, comparator: more_than",
    ),
    (
        "The fund will be worth up to an estimated $2 billion.",
        "value: 2000000000, kind: money, unit: USD, comparator: equal_or_less",
        "value: 2000000000, kind: money, unit: USD, comparator: more_than",
    ),
    (
        "A ceiling of 40 ships was set.",
        "value: 40, kind: count, unit: ships, comparator: equal_or_less",
        "value: 40, kind: count, unit: ships, comparator: more_than",
    ),
    // Units
    (
        "The share fell from 23 to 8.9 percent.",
        "value: 23, kind: percent, unit: percent",
        "value: 23, kind: money, unit: USD",
    ),
    (
        "The line will go from three to five weekly flights.",
        "value: 5, kind: count, unit: weekly flights, per: week",
        "value: 4, kind: count, unit: weekly flights, per: week",
    ),
    (
        "The cap rises to 5,000 places, with a further 400 set aside for nurses.",
        "value: 400, kind: count, unit: places",
        "value: 400, kind: count, unit: ships",
    ),
    (
        "It will train 1,000 officers, at least 300 of them women.",
        "value: 300, kind: count, unit: women, comparator: equal_or_more",
        "value: 300, kind: count, unit: nurses, comparator: equal_or_more",
    ),
    (
        "The smelter, a $740-million plant, was opened.",
        "value: 740000000, kind: money, unit: USD",
        "value: 740, kind: money, unit: USD",
    ),
    // Shares and changes
    (
        "The number of students grew by nearly a quarter to 21,000.",
        "value: 25, kind: percent, unit: percent, comparator: approx, change: increase",
        "value: 25, kind: percent, unit: percent, comparator: approx, change: decrease",
    ),
    (
        "Two thirds of the loan is repaid.",
        "value: 66.7, kind: percent, unit: percent",
        "value: 66.6, kind: percent, unit: percent",
    ),
    (
        "Three in five firms export.",
        "value: 60, kind: percent, unit: percent",
        "value: 30, kind: percent, unit: percent",
    ),
    (
        "The fund will put in an additional $5 billion.",
        "value: 5000000000, kind: money, unit: USD, change: increase",
        "value: 5000000000, kind: money, unit: USD, change: decrease",
    ),
    (
        "200 fewer visas will be issued.",
        "value: 200, kind: count, unit: visas, change: decrease",
        "value: 200, kind: count, unit: visas, change: increase",
    ),
    (
        "There are twice as many students as before.",
        "value: 2, kind: measure, unit: twice, change: increase",
        "value: 2, kind: measure, unit: twice, change: decrease",
    ),
];
