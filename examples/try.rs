//! try
use rapporteur::{
    document::Document,
    grounding::{Source, accounted_kinds, trace, vouch},
    schema::Schema,
    yaml,
};
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let file = yaml::read(&path, &text);
        let json = file.documents[0].root.to_json();
        let dir = std::path::Path::new(&path).parent().unwrap();
        let src = json
            .pointer("/source/path")
            .and_then(|v| v.as_str())
            .map(|p| dir.join(p))
            .unwrap_or(std::path::Path::new(&path).with_extension("txt"));
        let source = Source::of(Document::new("s", std::fs::read_to_string(&src).unwrap()));
        let ann = Schema::built_in().annotations(&json, "grounding");
        let v = vouch(&source, &json, &ann);
        println!(
            "== {path}: {} marks, {} undecided",
            v.marks.len(),
            v.undecided.len()
        );
        for m in &v.marks {
            println!(
                "{}  {}\n     {}   @{:?}",
                m.code,
                m.pointer,
                m.message,
                m.source
                    .map(|s| source.slice(s).chars().take(80).collect::<String>())
            );
        }
        let kinds = accounted_kinds(Schema::built_in().document());
        for e in trace(&source, &kinds, &v) {
            for m in &e.missing {
                println!(
                    "  - {:?} {:?} in {:?}",
                    m.kind,
                    source.slice(m.span),
                    source.slice(e.sentence).chars().take(150).collect::<String>()
                );
            }
        }
        if std::env::var("U").is_ok() {
            for u in &v.undecided {
                println!("  ? {} {}", u.pointer, u.reason);
            }
        }
    }
}
