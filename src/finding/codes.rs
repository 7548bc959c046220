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
        "schema/unknown-key",
        Severity::Error,
        "Unknown key",
        include_str!("pages/schema-unknown-key.md"),
    ),
    code(
        "yaml/duplicate-key",
        Severity::Error,
        "Key given twice",
        include_str!("pages/yaml-duplicate-key.md"),
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
