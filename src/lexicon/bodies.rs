//! International bodies that take part in summits or are spoken of there.

use std::sync::LazyLock;

use super::{Case, Gazetteer, Table};

/// An international body.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// Full name.
    pub name: &'static str,
    /// Acronym, where it has one.
    pub acronym: Option<&'static str>,
    /// The record's kind of organization.
    pub kind: &'static str,
    /// The record's code for it as a party: `EU` or `UN`.
    pub code: Option<&'static str>,
}

static TABLE: Table = Table::new(include_str!("data/bodies.tsv"));

static BODIES: LazyLock<Vec<Body>> = LazyLock::new(|| {
    let some = |cell: &'static str| (!cell.is_empty()).then_some(cell);
    let rows = TABLE.rows();
    rows.map(|row| Body {
        name: row.cell(0),
        acronym: some(row.cell(1)),
        kind: row.cell(3),
        code: some(row.cell(4)),
    })
    .collect()
});

static GAZETTEER: LazyLock<Gazetteer<&'static Body>> = LazyLock::new(|| {
    let mut names: Vec<(String, &'static Body)> = Vec::new();
    for (row, body) in TABLE.rows().zip(BODIES.iter()) {
        for name in (0..3).flat_map(|column| row.values(column)) {
            names.push((name.to_owned(), body));
            let capitals = name.to_uppercase();
            if capitals != name {
                names.push((capitals, body));
            }
            if name.contains('\'') {
                names.push((name.replace('\'', "’"), body));
            }
        }
    }
    Gazetteer::new(Case::Exact, names)
});

/// Names and acronyms of international bodies. Letter case counts: `WHO` is not `who`.
pub fn body_gazetteer() -> &'static Gazetteer<&'static Body> {
    &GAZETTEER
}

#[cfg(test)]
mod tests {
    use super::body_gazetteer;

    #[test]
    fn a_body_is_known_by_name_acronym_and_other_spellings() {
        let named = |text: &str| {
            let hits = body_gazetteer().find(text);
            hits.map(|hit| hit.value.acronym.unwrap_or(hit.value.name))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            named("the E.U., the UN Security Council and the UN"),
            ["EU", "UNSC", "UN"]
        );
        assert_eq!(named("Organisation of Turkic States"), ["OTS"]);
        assert_eq!(named("the G-20 and the WORLD BANK"), ["G20", "World Bank"]);
        assert!(named("those who can unite").is_empty());
    }

    #[test]
    fn only_the_union_and_the_united_nations_have_codes() {
        let code = |text: &str| body_gazetteer().find(text).next().and_then(|hit| hit.value.code);
        assert_eq!(code("European Union"), Some("EU"));
        assert_eq!(code("United Nations"), Some("UN"));
        assert_eq!(code("NATO"), None);
    }
}
