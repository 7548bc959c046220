//! throwaway
use rapporteur::document::Outline;
use rapporteur::mentions::*;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let m = Mentions::of(&text, &Outline::of(&text));
        for q in &m.quantities {
            let kind = match q.kind {
                QuantityKind::Money(c) => format!("money {}", c.unwrap_or("?")),
                QuantityKind::Percent => "percent".into(),
                QuantityKind::Duration(u) => format!("dur {u}"),
                QuantityKind::Measure(s) => format!("measure {}", s.of(&text)),
                QuantityKind::Ordinal(s) => format!("ord {}", s.of(&text)),
                QuantityKind::Count(s) => format!("count {}", s.of(&text)),
            };
            let a = q.span.start.saturating_sub(30);
            let a = (0..=a).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let b = (q.span.end + 25).min(text.len());
            let b = (b..=text.len())
                .find(|i| text.is_char_boundary(*i))
                .unwrap_or(text.len());
            println!(
                "Q\t{}\t{}{}\t{}\t{:?}\t{:?}\t{}\t[{}]\t{}",
                kind,
                q.value,
                q.upper.map(|u| format!("..{u}")).unwrap_or_default(),
                q.comparator,
                q.change,
                q.per,
                q.implied,
                q.span.of(&text),
                text[a..b].replace('\n', " ")
            );
        }
        for d in &m.dates {
            let a = d.span.start.saturating_sub(25);
            let a = (0..=a).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let b = (d.span.end + 20).min(text.len());
            let b = (b..=text.len())
                .find(|i| text.is_char_boundary(*i))
                .unwrap_or(text.len());
            println!(
                "D\t[{}]\t{:?}\t{}",
                d.span.of(&text),
                d.edtf,
                text[a..b].replace('\n', " ")
            );
        }
        for c in &m.countries {
            println!("C\t{}\t{:?}\t{}", c.code, c.form, c.span.of(&text));
        }
    }
}
