//! The codes of findings: one row each, with the page that explains it.
//!
//! A code is `area/name`. Its name tells the fault, not the cure. Areas are `yaml` (reading),
//! `schema` (form), `vouch` (record → source) and `trace` (source → record). Codes are stable: they
//! stand in settings, in CI rules and in other people's scripts.
//!
//! To add one, add a row at its place in the alphabet, and a page `pages/AREA-NAME.md` (the format
//! is described in [`page`](super::page)). Tests demand the page with all its parts, run its examples, and demand
//! that the code is reported somewhere.

use super::Severity;

/// One kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name, `area/name`.
    pub name: &'static str,
    /// How serious such a finding is, unless settings say otherwise.
    pub severity: Severity,
    /// The fault in a few words, as a heading.
    pub title: &'static str,
    /// The page that explains it, in Markdown; [`Page::parse`](super::page::Page::parse) takes it apart.
    pub page: &'static str,
}

impl Code {
    /// The part before the slash.
    pub fn area(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(area, _)| area)
    }
}

/// Every code, sorted by name.
pub const ALL: &[Code] = &[
    code(
        "schema/missing-key",
        Severity::Error,
        "Key missing",
        include_str!("pages/schema-missing-key.md"),
    ),
    code(
        "schema/no-schema",
        Severity::Error,
        "Schema that cannot be had",
        include_str!("pages/schema-no-schema.md"),
    ),
    code(
        "schema/out-of-range",
        Severity::Error,
        "Number out of range",
        include_str!("pages/schema-out-of-range.md"),
    ),
    code(
        "schema/repeated-item",
        Severity::Error,
        "Item given twice",
        include_str!("pages/schema-repeated-item.md"),
    ),
    code(
        "schema/unknown-key",
        Severity::Error,
        "Unknown key",
        include_str!("pages/schema-unknown-key.md"),
    ),
    code(
        "schema/unknown-value",
        Severity::Error,
        "Unknown value",
        include_str!("pages/schema-unknown-value.md"),
    ),
    code(
        "schema/unwanted-key",
        Severity::Error,
        "Key that must not stand here",
        include_str!("pages/schema-unwanted-key.md"),
    ),
    code(
        "schema/validation-budget",
        Severity::Error,
        "Schema that asks for too much work",
        include_str!("pages/schema-validation-budget.md"),
    ),
    code(
        "schema/wrong-form",
        Severity::Error,
        "Value of the wrong form",
        include_str!("pages/schema-wrong-form.md"),
    ),
    code(
        "schema/wrong-length",
        Severity::Error,
        "Wrong length",
        include_str!("pages/schema-wrong-length.md"),
    ),
    code(
        "schema/wrong-type",
        Severity::Error,
        "Wrong type of value",
        include_str!("pages/schema-wrong-type.md"),
    ),
    code(
        "trace/commitment",
        Severity::Warning,
        "Commitment left out",
        include_str!("pages/trace-commitment.md"),
    ),
    code(
        "trace/count",
        Severity::Warning,
        "Number left out",
        include_str!("pages/trace-count.md"),
    ),
    code(
        "trace/duration",
        Severity::Warning,
        "Length of time left out",
        include_str!("pages/trace-duration.md"),
    ),
    code(
        "trace/money",
        Severity::Warning,
        "Amount left out",
        include_str!("pages/trace-money.md"),
    ),
    code(
        "trace/organization",
        Severity::Warning,
        "Body left out",
        include_str!("pages/trace-organization.md"),
    ),
    code(
        "trace/percent",
        Severity::Warning,
        "Percentage left out",
        include_str!("pages/trace-percent.md"),
    ),
    code(
        "trace/person",
        Severity::Warning,
        "Person left out",
        include_str!("pages/trace-person.md"),
    ),
    code(
        "trace/programme",
        Severity::Warning,
        "Programme left out",
        include_str!("pages/trace-programme.md"),
    ),
    code(
        "trace/stale-waiver",
        Severity::Warning,
        "Waiver that waives nothing any more",
        include_str!("pages/trace-stale-waiver.md"),
    ),
    code(
        "vouch/conditional",
        Severity::Error,
        "Outcome that depends on a condition",
        include_str!("pages/vouch-conditional.md"),
    ),
    code(
        "vouch/contradiction",
        Severity::Error,
        "Two places of the record contradict each other",
        include_str!("pages/vouch-contradiction.md"),
    ),
    code(
        "vouch/country-not-found",
        Severity::Error,
        "Country that the source does not tell of",
        include_str!("pages/vouch-country-not-found.md"),
    ),
    code(
        "vouch/date-not-found",
        Severity::Error,
        "Date that the source does not tell",
        include_str!("pages/vouch-date-not-found.md"),
    ),
    code(
        "vouch/denied",
        Severity::Error,
        "Outcome that the source denies",
        include_str!("pages/vouch-denied.md"),
    ),
    code(
        "vouch/doubled",
        Severity::Error,
        "One thing recorded twice",
        include_str!("pages/vouch-doubled.md"),
    ),
    code(
        "vouch/importance-only",
        Severity::Error,
        "Agreement on the importance, not on the thing",
        include_str!("pages/vouch-importance-only.md"),
    ),
    code(
        "vouch/name-not-found",
        Severity::Error,
        "Name that the source does not have",
        include_str!("pages/vouch-name-not-found.md"),
    ),
    code(
        "vouch/negated",
        Severity::Error,
        "Outcome that the source negates",
        include_str!("pages/vouch-negated.md"),
    ),
    code(
        "vouch/no-cue",
        Severity::Error,
        "Status that no word tells",
        include_str!("pages/vouch-no-cue.md"),
    ),
    code(
        "vouch/no-speaker-told",
        Severity::Error,
        "Speaker that the source does not name",
        include_str!("pages/vouch-no-speaker-told.md"),
    ),
    code(
        "vouch/not-in-evidence",
        Severity::Warning,
        "Value in the source, and not in its evidence",
        include_str!("pages/vouch-not-in-evidence.md"),
    ),
    code(
        "vouch/number-change",
        Severity::Error,
        "Rise for fall, or a change that is not told",
        include_str!("pages/vouch-number-change.md"),
    ),
    code(
        "vouch/number-comparator",
        Severity::Error,
        "Bound dropped, added or turned",
        include_str!("pages/vouch-number-comparator.md"),
    ),
    code(
        "vouch/number-currency",
        Severity::Error,
        "Amount of another currency",
        include_str!("pages/vouch-number-currency.md"),
    ),
    code(
        "vouch/number-not-found",
        Severity::Error,
        "Number that the evidence does not have",
        include_str!("pages/vouch-number-not-found.md"),
    ),
    code(
        "vouch/number-ordinal",
        Severity::Error,
        "Place in an order for an amount",
        include_str!("pages/vouch-number-ordinal.md"),
    ),
    code(
        "vouch/number-period",
        Severity::Error,
        "Another period in which the number recurs",
        include_str!("pages/vouch-number-period.md"),
    ),
    code(
        "vouch/number-range",
        Severity::Error,
        "Bounds of a range changed",
        include_str!("pages/vouch-number-range.md"),
    ),
    code(
        "vouch/number-scale",
        Severity::Error,
        "Same digits, another scale",
        include_str!("pages/vouch-number-scale.md"),
    ),
    code(
        "vouch/number-unit",
        Severity::Error,
        "Number of another unit or thing",
        include_str!("pages/vouch-number-unit.md"),
    ),
    code(
        "vouch/one-sided",
        Severity::Error,
        "One side's word recorded as both sides'",
        include_str!("pages/vouch-one-sided.md"),
    ),
    code(
        "vouch/only-expected",
        Severity::Error,
        "Outcome that is only expected",
        include_str!("pages/vouch-only-expected.md"),
    ),
    code(
        "vouch/other-actor",
        Severity::Error,
        "Commitment of somebody else",
        include_str!("pages/vouch-other-actor.md"),
    ),
    code(
        "vouch/other-country",
        Severity::Error,
        "Evidence tells of another country",
        include_str!("pages/vouch-other-country.md"),
    ),
    code(
        "vouch/other-date",
        Severity::Error,
        "Words that tell another date",
        include_str!("pages/vouch-other-date.md"),
    ),
    code(
        "vouch/other-holder",
        Severity::Error,
        "Office or side of somebody else",
        include_str!("pages/vouch-other-holder.md"),
    ),
    code(
        "vouch/other-speaker",
        Severity::Error,
        "View given to another speaker",
        include_str!("pages/vouch-other-speaker.md"),
    ),
    code(
        "vouch/phrase-negated",
        Severity::Error,
        "Words cut out behind a negation",
        include_str!("pages/vouch-phrase-negated.md"),
    ),
    code(
        "vouch/phrase-not-found",
        Severity::Error,
        "Words that the source does not have",
        include_str!("pages/vouch-phrase-not-found.md"),
    ),
    code(
        "vouch/quotation-altered",
        Severity::Error,
        "Words between quotation marks changed",
        include_str!("pages/vouch-quotation-altered.md"),
    ),
    code(
        "vouch/quotation-not-quoted",
        Severity::Error,
        "Recorded as a quotation, and none in the source",
        include_str!("pages/vouch-quotation-not-quoted.md"),
    ),
    code(
        "vouch/quote-ambiguous",
        Severity::Error,
        "Quote stands in the source more than once",
        include_str!("pages/vouch-quote-ambiguous.md"),
    ),
    code(
        "vouch/quote-bidi",
        Severity::Warning,
        "Characters that turn the direction of writing",
        include_str!("pages/vouch-quote-bidi.md"),
    ),
    code(
        "vouch/quote-case",
        Severity::Warning,
        "Quote in other letter case",
        include_str!("pages/vouch-quote-case.md"),
    ),
    code(
        "vouch/quote-context",
        Severity::Error,
        "Prefix or suffix not beside the quote",
        include_str!("pages/vouch-quote-context.md"),
    ),
    code(
        "vouch/quote-cut",
        Severity::Error,
        "Quote cut inside a word or number",
        include_str!("pages/vouch-quote-cut.md"),
    ),
    code(
        "vouch/quote-elision",
        Severity::Error,
        "Elision passes over what may turn the meaning",
        include_str!("pages/vouch-quote-elision.md"),
    ),
    code(
        "vouch/quote-not-found",
        Severity::Error,
        "Quote not in the source",
        include_str!("pages/vouch-quote-not-found.md"),
    ),
    code(
        "vouch/quote-offsets",
        Severity::Error,
        "Offsets do not lead to the quote",
        include_str!("pages/vouch-quote-offsets.md"),
    ),
    code(
        "vouch/quote-stitched",
        Severity::Error,
        "Quote put together from several places",
        include_str!("pages/vouch-quote-stitched.md"),
    ),
    code(
        "vouch/relative-date",
        Severity::Error,
        "Relative date worked out wrongly",
        include_str!("pages/vouch-relative-date.md"),
    ),
    code(
        "vouch/source-changed",
        Severity::Error,
        "Source is not the one that the record was made from",
        include_str!("pages/vouch-source-changed.md"),
    ),
    code(
        "vouch/speaker-left-out",
        Severity::Warning,
        "Speaker left out",
        include_str!("pages/vouch-speaker-left-out.md"),
    ),
    code(
        "vouch/stalled",
        Severity::Error,
        "Outcome that has come to a halt",
        include_str!("pages/vouch-stalled.md"),
    ),
    code(
        "vouch/too-strong",
        Severity::Error,
        "Status stronger than the source",
        include_str!("pages/vouch-too-strong.md"),
    ),
    code(
        "vouch/too-weak",
        Severity::Warning,
        "Status weaker than the source",
        include_str!("pages/vouch-too-weak.md"),
    ),
    code(
        "vouch/undeclared",
        Severity::Error,
        "Reference to what is not declared",
        include_str!("pages/vouch-undeclared.md"),
    ),
    code(
        "yaml/alias-budget",
        Severity::Error,
        "Aliases that ask for too much",
        include_str!("pages/yaml-alias-budget.md"),
    ),
    code(
        "yaml/ambiguous-scalar",
        Severity::Warning,
        "Value that other readers take for another",
        include_str!("pages/yaml-ambiguous-scalar.md"),
    ),
    code(
        "yaml/bad-escape",
        Severity::Error,
        "Unknown escape",
        include_str!("pages/yaml-bad-escape.md"),
    ),
    code(
        "yaml/colon-in-text",
        Severity::Error,
        "Colon inside text",
        include_str!("pages/yaml-colon-in-text.md"),
    ),
    code(
        "yaml/cut-text",
        Severity::Warning,
        "Text that is cut",
        include_str!("pages/yaml-cut-text.md"),
    ),
    code(
        "yaml/duplicate-key",
        Severity::Error,
        "Key given twice",
        include_str!("pages/yaml-duplicate-key.md"),
    ),
    code(
        "yaml/indentation",
        Severity::Error,
        "Line indented wrongly",
        include_str!("pages/yaml-indentation.md"),
    ),
    code(
        "yaml/key-not-scalar",
        Severity::Error,
        "Key that is no text",
        include_str!("pages/yaml-key-not-scalar.md"),
    ),
    code(
        "yaml/key-too-long",
        Severity::Error,
        "Key too long",
        include_str!("pages/yaml-key-too-long.md"),
    ),
    code(
        "yaml/merge-key",
        Severity::Error,
        "Merge key",
        include_str!("pages/yaml-merge-key.md"),
    ),
    code(
        "yaml/misplaced-item",
        Severity::Error,
        "Item on the line of its key",
        include_str!("pages/yaml-misplaced-item.md"),
    ),
    code(
        "yaml/missing-colon",
        Severity::Error,
        "Key without a colon",
        include_str!("pages/yaml-missing-colon.md"),
    ),
    code(
        "yaml/missing-space",
        Severity::Error,
        "No space after a colon",
        include_str!("pages/yaml-missing-space.md"),
    ),
    code(
        "yaml/no-document",
        Severity::Error,
        "No document",
        include_str!("pages/yaml-no-document.md"),
    ),
    code(
        "yaml/not-finite",
        Severity::Error,
        "Number that is not finite",
        include_str!("pages/yaml-not-finite.md"),
    ),
    code(
        "yaml/number-too-long",
        Severity::Error,
        "Number too long",
        include_str!("pages/yaml-number-too-long.md"),
    ),
    code(
        "yaml/recursive-alias",
        Severity::Error,
        "Alias inside its own value",
        include_str!("pages/yaml-recursive-alias.md"),
    ),
    code(
        "yaml/reserved-character",
        Severity::Error,
        "Text with a reserved first character",
        include_str!("pages/yaml-reserved-character.md"),
    ),
    code(
        "yaml/syntax",
        Severity::Error,
        "Not YAML",
        include_str!("pages/yaml-syntax.md"),
    ),
    code(
        "yaml/tab-indentation",
        Severity::Error,
        "Tab in the indentation",
        include_str!("pages/yaml-tab-indentation.md"),
    ),
    code(
        "yaml/tag-mismatch",
        Severity::Error,
        "Tag that does not fit its value",
        include_str!("pages/yaml-tag-mismatch.md"),
    ),
    code(
        "yaml/text-after-quote",
        Severity::Error,
        "Text after a closing quotation mark",
        include_str!("pages/yaml-text-after-quote.md"),
    ),
    code(
        "yaml/too-deep",
        Severity::Error,
        "Nested too deeply",
        include_str!("pages/yaml-too-deep.md"),
    ),
    code(
        "yaml/unbalanced-bracket",
        Severity::Error,
        "Bracket without its partner",
        include_str!("pages/yaml-unbalanced-bracket.md"),
    ),
    code(
        "yaml/unclosed-quote",
        Severity::Error,
        "Quotation mark not closed",
        include_str!("pages/yaml-unclosed-quote.md"),
    ),
    code(
        "yaml/unknown-anchor",
        Severity::Error,
        "Alias without an anchor",
        include_str!("pages/yaml-unknown-anchor.md"),
    ),
    code(
        "yaml/unknown-tag",
        Severity::Error,
        "Unknown tag",
        include_str!("pages/yaml-unknown-tag.md"),
    ),
];

/// The code called `name`.
///
/// ```
/// use rapporteur::finding::{Severity, codes};
/// let code = codes::find("schema/unknown-key").ok_or("unknown")?;
/// assert_eq!((code.area(), code.severity), ("schema", Severity::Error));
/// # Ok::<(), &str>(())
/// ```
pub fn find(name: &str) -> Option<&'static Code> {
    let index = ALL.binary_search_by(|code| code.name.cmp(name)).ok()?;
    ALL.get(index)
}

/// A row.
const fn code(name: &'static str, severity: Severity, title: &'static str, page: &'static str) -> Code {
    Code {
        name,
        severity,
        title,
        page,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::ALL;
    use crate::finding::page::Page;

    #[test]
    fn the_table_is_sorted_and_no_code_stands_twice() {
        assert!(ALL.is_sorted_by(|one, next| one.name < next.name));
    }

    #[test]
    fn names_are_an_area_and_a_name() {
        for code in ALL {
            let (area, name) = code.name.split_once('/').expect("a slash");
            assert!(["yaml", "schema", "vouch", "trace"].contains(&area), "{area}");
            assert!(name.split('-').all(|word| !word.is_empty()), "{name}");
            let plain =
                |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
            assert!(name.chars().all(plain), "{name}");
            assert!(code.title.starts_with(char::is_uppercase), "{}", code.title);
            assert!(!code.title.ends_with('.'), "{}", code.title);
        }
    }

    #[test]
    fn each_code_has_its_own_page_with_all_parts() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/finding/pages");
        for code in ALL {
            let page = folder.join(code.name.replace('/', "-")).with_extension("md");
            let text = std::fs::read_to_string(&page).expect("a page of the code's name");
            assert_eq!(text, code.page, "{} has the page of another code", code.name);
            if let Err(error) = Page::parse(code.page) {
                panic!("{}: {error}", page.display());
            }
        }
    }

    #[test]
    fn each_page_has_its_code() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/finding/pages");
        let pages: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let named = ALL.iter().map(|code| code.name.replace('/', "-") + ".md");
        assert_eq!(pages, named.collect());
    }
}
