//! The data tables: their form, and that they agree with the record's schema.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rapporteur::lexicon::{body_gazetteer, country, country_gazetteer, currency_gazetteer};
use rapporteur::record::OrganizationKind;

/// Every table by file name: its comment lines, its columns, its rows.
type Tables = BTreeMap<String, (Vec<String>, Vec<String>, Vec<Vec<String>>)>;

fn tables() -> Tables {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/data");
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder of tables") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a table is UTF-8");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        assert!(text.ends_with('\n') && !text.contains('\r'), "{}", path.display());
        let (head, body): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        let mut body = body
            .into_iter()
            .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let columns = body.next().unwrap_or_default();
        let head = head.into_iter().map(str::to_owned).collect();
        tables.insert(name.unwrap_or_default(), (head, columns, body.collect()));
    }
    tables
}

fn rows(table: &str) -> Vec<Vec<String>> {
    let (_, _, rows) = tables()
        .remove(table)
        .unwrap_or_else(|| panic!("no table {table}"));
    rows
}

/// The pattern of a definition of the schema, which all codes here must fit.
fn is_code(code: &str, letters: usize) -> bool {
    code.len() == letters && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[test]
fn every_table_has_a_head_and_rows_as_wide_as_its_columns() {
    for (name, (head, columns, rows)) in tables() {
        assert!(!head.is_empty(), "{name} does not say what it is");
        assert!(!rows.is_empty(), "{name} is empty");
        for row in &rows {
            assert_eq!(row.len(), columns.len(), "{name}: {row:?}");
            for cell in row {
                assert_eq!(cell.trim(), cell, "{name}: {row:?}");
                assert!(!cell.split('|').skip(1).any(str::is_empty), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn every_table_is_sorted_without_duplicates() {
    for (name, (_, _, rows)) in tables() {
        let keys: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.first())
            .map(String::as_str)
            .collect();
        for pair in keys.windows(2) {
            if let [before, after] = pair {
                assert!(before < after, "{name}: {after:?} stands after {before:?}");
            }
        }
    }
}

#[test]
fn there_are_249_countries_with_codes_as_in_the_schema() {
    let rows = rows("countries.tsv");
    assert_eq!(rows.len(), 249);
    for row in &rows {
        assert!(is_code(&row[0], 2), "{row:?}");
        assert_eq!(
            country(&row[0]).map(|country| country.name),
            Some(row[1].as_str())
        );
    }
    for row in self::rows("shared_countries.tsv") {
        for code in row[2]
            .split('|')
            .chain(row[3].split('|').filter(|code| !code.is_empty()))
        {
            assert!(country(code).is_some(), "{row:?}");
        }
    }
}

#[test]
fn a_word_stands_for_one_country_or_is_said_to_be_shared() {
    let mut owner: HashMap<String, String> = HashMap::new();
    for row in rows("countries.tsv") {
        for name in row[1..]
            .iter()
            .flat_map(|cell| cell.split('|'))
            .filter(|name| !name.is_empty())
        {
            let other = owner.insert(name.to_owned(), row[0].clone());
            assert_eq!(other, None, "{name} stands twice");
        }
    }
    for row in rows("shared_countries.tsv") {
        let other_place = !row[4].is_empty();
        assert_eq!(
            owner.contains_key(&row[0]),
            other_place,
            "{row:?} is in both tables"
        );
    }
}

/// A longer name is there to hide the name inside it; where it hides none it is of no use.
#[test]
fn every_place_name_hides_a_country() {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for row in rows("countries.tsv")
        .into_iter()
        .chain(rows("shared_countries.tsv"))
    {
        names.extend(row.iter().flat_map(|cell| cell.split('|')).map(str::to_owned));
    }
    for row in rows("place_names.tsv") {
        let words: Vec<&str> = row[0]
            .split([' ', ',', '-'])
            .filter(|word| !word.is_empty())
            .collect();
        let hides = (0..words.len()).any(|first| {
            (first + 1..=words.len()).any(|after| {
                let part = words[first..after].join(" ");
                names.contains(&part) || part.strip_suffix('s').is_some_and(|one| names.contains(one))
            })
        });
        assert!(hides, "{row:?}");
        assert!(
            country_gazetteer()
                .find(&row[0])
                .all(|hit| hit.value.candidates.is_empty()),
            "{row:?}"
        );
    }
}

#[test]
fn currencies_have_codes_as_in_the_schema_and_a_name_or_a_reason() {
    for row in rows("currencies.tsv") {
        assert!(is_code(&row[0], 3), "{row:?}");
        assert!(
            matches!(row[5].as_str(), "current" | "former" | "fund"),
            "{row:?}"
        );
        assert!(matches!(row[6].as_str(), "" | "usual" | "word"), "{row:?}");
        assert!(row[5] != "current" || !row[2].is_empty(), "{row:?} has no name");
    }
}

#[test]
fn a_full_name_means_one_currency() {
    for row in rows("currencies.tsv") {
        let (adjectives, nouns) = (row[1].split('|'), row[2].split('|'));
        let full =
            adjectives.flat_map(|adjective| nouns.clone().map(move |noun| format!("{adjective} {noun}")));
        for name in full.filter(|name| !name.starts_with(' ') && !name.ends_with(' ')) {
            let hit = currency_gazetteer().find(&name).next();
            let codes: Vec<&str> = hit
                .iter()
                .flat_map(|hit| hit.value.candidates.iter())
                .map(|currency| currency.code)
                .collect();
            assert!(codes.contains(&row[0].as_str()), "{name}: {codes:?}");
        }
    }
}

#[test]
fn bodies_have_kinds_and_codes_as_in_the_schema() {
    for row in rows("bodies.tsv") {
        assert!(row[3].parse::<OrganizationKind>().is_ok(), "{row:?}");
        assert!(matches!(row[4].as_str(), "" | "EU" | "UN"), "{row:?}");
        let hit = body_gazetteer().find(&row[0]).next();
        assert_eq!(hit.map(|hit| hit.value.name), Some(row[0].as_str()), "{row:?}");
    }
}
