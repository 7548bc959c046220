//! try
use rapporteur::{
    document::Document,
    finding::{codes, page::Page},
    grounding::{Config, Source, check},
    schema::Schema,
    yaml,
};
const NEEDED: [(&str, &str); 5] = [
    ("record:", "record: summit-summary/1\n"),
    ("source:", "source:\n  id: example\n"),
    (
        "event:",
        "event:\n  kind: talks\n  evidence: The leaders of Uzbekistan and Japan held talks\n",
    ),
    (
        "parties:",
        "parties:\n  - name: Japan\n    kind: state\n    evidence: The leaders of Uzbekistan and Japan\n",
    ),
    ("participants:", "participants: []\n"),
];
fn found(text: &str, frag: &str) -> Vec<String> {
    let lacks = |key: &str| !frag.lines().any(|line| line.starts_with(key));
    let mut record: String = NEEDED
        .iter()
        .filter(|(key, _)| lacks(key))
        .map(|&(_, lines)| lines)
        .collect();
    record.push_str(frag);
    let source = Source::of(Document::new(
        "source",
        format!("{text}The leaders of Uzbekistan and Japan held talks.\n"),
    ));
    let file = yaml::read("example.yaml", &record);
    let f = Schema::built_in().check(&file);
    if !f.is_empty() {
        return f
            .iter()
            .map(|f| format!("SCHEMA {} {}", f.code, f.message))
            .collect();
    }
    let c = check(
        &file,
        &file.documents[0],
        Schema::built_in(),
        &source,
        &Config::default(),
        jiff::civil::date(2026, 1, 1),
    );
    c.findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.message))
        .chain(
            c.unchecked
                .iter()
                .filter(|u| !u.reason.contains("judgement"))
                .map(|u| format!("  ?{} {}", u.pointer, u.reason)),
        )
        .collect()
}
fn one(code: &str, text: &str, fires: &str, silent: &str) {
    let a = found(text, fires);
    let b = found(text, silent);
    let ok = a.iter().any(|f| f.starts_with(&format!("{code} ")));
    let extra: Vec<_> = a
        .iter()
        .filter(|f| !f.starts_with(code) && !f.starts_with(' '))
        .collect();
    if !ok {
        println!("MISS {code}: {a:#?}");
    } else if !extra.is_empty() {
        println!("also {code}: {extra:?}");
    }
    if b.iter().any(|f| !f.starts_with(' ')) {
        println!("LOUD {code}: {b:#?}");
    }
}
fn main() {
    for code in codes::ALL
        .iter()
        .filter(|c| matches!(c.area(), "vouch" | "trace") && c.name != "trace/stale-waiver")
    {
        let p = Page::parse(code.page).unwrap();
        one(code.name, p.source.unwrap_or_default(), p.fires, p.silent);
        let path = format!("fixtures/grounding/{}.yaml", code.name.replace('/', "-"));
        let t = std::fs::read_to_string(&path).unwrap();
        let v = yaml::read(&path, &t).documents[0].root.to_json();
        for case in v.as_array().unwrap() {
            let s = |k: &str| {
                case[k]
                    .as_str()
                    .unwrap_or_else(|| panic!("{path} {k}"))
                    .to_owned()
            };
            one(code.name, &s("source"), &s("fires"), &s("silent"));
        }
    }
}
