//! The table of what is compared, and the format.

use std::collections::BTreeSet;

use rapporteur::score::{EVENT, SECTIONS};
use serde_json::Value;

/// A member of the format that is neither compared nor left out on purpose would be forgotten.
#[test]
fn every_member_of_the_format_is_compared_or_left_out_on_purpose() {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/summit-summary.schema.json"))
        .expect("the schema is JSON");
    let left_out = BTreeSet::from([
        // The document, and not what it says.
        "source".to_owned(),
        "record".to_owned(),
    ]);
    let mut sections: BTreeSet<String> = SECTIONS.iter().map(|section| section.name.to_owned()).collect();
    sections.insert("event".to_owned());
    let members: BTreeSet<String> = members_of(&schema, &schema);
    assert_eq!(members, sections.union(&left_out).cloned().collect());

    let lists = SECTIONS
        .iter()
        .map(|section| (section.name, section.attributes, section.identity.pointers()));
    for (name, attributes, keys) in lists.chain([("event", EVENT, Vec::new())]) {
        let mut compared: BTreeSet<String> = attributes
            .iter()
            .flat_map(|attribute| attribute.pointers)
            .map(|pointer| first_key(pointer))
            .collect();
        compared.extend(keys.into_iter().map(first_key));
        compared.insert("evidence".to_owned());
        let place = &schema["properties"][name];
        let object = place.get("items").unwrap_or(place);
        assert_eq!(members_of(&schema, object), compared, "{name}");
    }
}

/// The keys that an object of the schema may have, behind a `$ref` as well.
fn members_of(schema: &Value, object: &Value) -> BTreeSet<String> {
    let object = match object.get("$ref").and_then(Value::as_str) {
        Some(path) => schema
            .pointer(path.trim_start_matches('#'))
            .expect("a reference leads somewhere"),
        None => object,
    };
    let properties = object
        .get("properties")
        .and_then(Value::as_object)
        .expect("an object has properties");
    properties.keys().cloned().collect()
}

fn first_key(pointer: &str) -> String {
    pointer.split('/').nth(1).unwrap_or_default().to_owned()
}
