//! Evidence: the passages of the source that an object rests on.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::Number;

/// The passages from which a reader can confirm every value of an object.
///
/// It reads one quote, one selector, or a list of them, and writes a list. An empty one stands
/// for evidence that is absent, which only a [`Source`](super::Source) may have.
///
/// ```
/// use rapporteur::record::Evidence;
/// let short: Evidence = serde_json::from_str(r#""talks were held""#)?;
/// let long: Evidence = serde_json::from_str(r#"[{"exact": "talks were held"}]"#)?;
/// assert_eq!(short, long);
/// assert_eq!(serde_json::to_string(&long)?, r#"["talks were held"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Evidence(pub Vec<Selector>);

/// One passage of the source, after the `TextQuoteSelector` and the `TextPositionSelector` of the
/// W3C Web Annotation Data Model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The passage, character by character as in the source.
    pub exact: String,
    /// The text right before it; tells apart passages of the same text.
    pub prefix: Option<String>,
    /// The text right after it.
    pub suffix: Option<String>,
    /// Where it begins, in Unicode code points of the source as read. Goes with `end`.
    pub start: Option<usize>,
    /// The code point after its last. Goes with `start`.
    pub end: Option<usize>,
}

impl Evidence {
    /// One quote without a position.
    pub fn quote(exact: impl Into<String>) -> Self {
        Self(vec![Selector::quote(exact)])
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passages, in the order in which they were given.
    pub fn iter(&self) -> std::slice::Iter<'_, Selector> {
        self.0.iter()
    }
}

impl From<Selector> for Evidence {
    fn from(selector: Selector) -> Self {
        Self(vec![selector])
    }
}

impl FromIterator<Selector> for Evidence {
    fn from_iter<I: IntoIterator<Item = Selector>>(selectors: I) -> Self {
        Self(selectors.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Evidence {
    type Item = &'a Selector;
    type IntoIter = std::slice::Iter<'a, Selector>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Selector {
    /// A passage by its text alone.
    pub fn quote(exact: impl Into<String>) -> Self {
        Self {
            exact: exact.into(),
            ..Self::default()
        }
    }

    /// The same passage with its place: `start` up to, and without, `end`, in code points.
    #[must_use]
    pub fn at(self, start: usize, end: usize) -> Self {
        Self {
            start: Some(start),
            end: Some(end),
            ..self
        }
    }

    /// Both offsets, where both are given.
    pub fn position(&self) -> Option<(usize, usize)> {
        Some((self.start?, self.end?))
    }

    fn is_bare(&self) -> bool {
        self.prefix.is_none() && self.suffix.is_none() && self.start.is_none() && self.end.is_none()
    }
}

/// A selector as it stands in a file when it is not a bare string.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Selector")]
struct ReadSelector {
    exact: String,
    prefix: Option<String>,
    suffix: Option<String>,
    start: Option<Offset>,
    end: Option<Offset>,
}

/// The writing counterpart of [`ReadSelector`].
#[derive(Serialize)]
#[serde(rename = "Selector")]
struct WriteSelector<'a> {
    exact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// An offset by way of [`Number`]: to JSON Schema `12.0` is an integer too.
struct Offset(usize);

impl<'de> Deserialize<'de> for Offset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        usize::try_from(number.decimal())
            .ok()
            .filter(|_| number.is_integer())
            .map(Offset)
            .ok_or_else(|| {
                D::Error::custom(format_args!(
                    "expected an offset, a whole number from 0, found {number}"
                ))
            })
    }
}

impl From<ReadSelector> for Selector {
    fn from(read: ReadSelector) -> Self {
        Self {
            exact: read.exact,
            prefix: read.prefix,
            suffix: read.suffix,
            start: read.start.map(|offset| offset.0),
            end: read.end.map(|offset| offset.0),
        }
    }
}

impl Serialize for Selector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_bare() {
            return serializer.serialize_str(&self.exact);
        }
        let written = WriteSelector {
            exact: &self.exact,
            prefix: self.prefix.as_deref(),
            suffix: self.suffix.as_deref(),
            start: self.start,
            end: self.end,
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SelectorVisitor)
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EvidenceVisitor)
    }
}

struct SelectorVisitor;

impl<'de> Visitor<'de> for SelectorVisitor {
    type Value = Selector;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quote from the source, or a selector with `exact`")
    }

    fn visit_str<E: Error>(self, exact: &str) -> Result<Selector, E> {
        Ok(Selector::quote(exact))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Selector, A::Error> {
        ReadSelector::deserialize(MapAccessDeserializer::new(map)).map(Selector::from)
    }
}

struct EvidenceVisitor;

impl<'de> Visitor<'de> for EvidenceVisitor {
    type Value = Evidence;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quote from the source, a selector with `exact`, or a list of them")
    }

    fn visit_str<E: Error>(self, exact: &str) -> Result<Evidence, E> {
        Ok(Evidence::quote(exact))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Evidence, A::Error> {
        SelectorVisitor.visit_map(map).map(Evidence::from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Evidence, A::Error> {
        let mut selectors = Vec::new();
        while let Some(selector) = seq.next_element()? {
            selectors.push(selector);
        }
        if selectors.is_empty() {
            return Err(A::Error::custom(
                "expected evidence, at least one passage, found an empty list",
            ));
        }
        Ok(Evidence(selectors))
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Selector};

    #[test]
    fn every_shorthand_reads_as_a_list_of_selectors() {
        let read = |text: &str| serde_json::from_str::<Evidence>(text).map_err(|e| e.to_string());
        let quote = Ok(Evidence::quote("a"));
        assert_eq!(read(r#""a""#), quote);
        assert_eq!(read(r#"["a"]"#), quote);
        assert_eq!(read(r#"{"exact": "a"}"#), quote);
        let mixed = read(r#"["a", {"exact": "b", "start": 3.0, "end": 4}]"#);
        let expected = [Selector::quote("a"), Selector::quote("b").at(3, 4)];
        assert_eq!(mixed, Ok(expected.into_iter().collect()));
    }

    #[test]
    fn what_is_no_evidence_is_refused() {
        for text in [
            "[]",
            "3",
            "null",
            "[null]",
            "{}",
            r#"{"exact": "a", "page": 3}"#,
            r#"{"exact": "a", "start": -1, "end": 3}"#,
            r#"{"exact": "a", "start": 0.5, "end": 3}"#,
        ] {
            assert!(serde_json::from_str::<Evidence>(text).is_err(), "{text}");
        }
    }
}
