//! throwaway
use rapporteur::document::sentences;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        for s in sentences(&text) {
            println!("{}", s.of(&text).replace('\n', "⏎"));
        }
    }
}
