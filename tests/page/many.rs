//! Many cases: the index, and suites.

use std::fs;
use std::time::{Duration, Instant};

use rapporteur::mutate::OPERATORS;
use serde_json::json;

use super::browser::Browser;
use super::looks::{PALE, TOO_WIDE};
use super::{RECORD, SOURCE, Test, kept, rapporteur, told};

pub(super) const TESTS: &[Test] = &[
    ("an_index_of_thousands_opens_in_a_second", index_is_quick),
    ("a_suite_has_its_figures", suite),
    ("a_kill_matrix_is_read_at_any_size_and_on_paper", kill_matrix),
];

fn index_is_quick(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    for case in 0..2000 {
        let name = |ending| folder.path().join(format!("cases/talks-{case:04}.{ending}"));
        fs::create_dir_all(folder.path().join("cases")).expect("a folder");
        fs::write(name("txt"), SOURCE).expect("a source");
        let value = if case % 2 == 0 {
            "12000000000"
        } else {
            "15000000000"
        };
        let record = RECORD
            .replace("talks.txt", &format!("talks-{case:04}.txt"))
            .replace("15000000000", value)
            .replace("<img src=y onerror=\"document.title=1\"> ", "");
        fs::write(name("yaml"), record).expect("a record");
    }
    let pages = folder.path().join("pages");
    let done = rapporteur(&["report", &told(&folder.path().join("cases")), "-o", &told(&pages)]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read_dir(&pages).expect("pages").count(), 2001);
    let start = Instant::now();
    browser.open(&pages.join("index.html"));
    let lines = "return [...document.querySelectorAll('.cases tbody tr')].filter((it) => it.checkVisibility()).length";
    assert_eq!(browser.number(lines), 2000);
    let time = start.elapsed();
    assert!(time < Duration::from_secs(2), "{time:?}");
    browser.click("#l-bad");
    assert_eq!(browser.number(lines), 1000);
    browser.click("#l-all");
    browser.type_into("#name", "talks-19");
    assert_eq!(browser.number(lines), 100);
    assert_eq!(
        browser.text("return document.getElementById('many').textContent"),
        "100 of 2000"
    );
    browser.picture(&kept("index.png"));
    browser.click(".cases tbody tr:not([hidden]) a");
    assert!(browser.text("return document.title").ends_with("talks-1900"));
    browser.click("nav a");
    assert!(browser.text("return location.href").ends_with("/index.html"));
    assert_eq!(browser.console(), Vec::<String>::new());
}

fn suite(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    let cases = "fixtures/readouts/seen";
    let done = rapporteur(&["report", cases, "--extractor", "rules", "-o", &told(&pages)]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    browser.open(&pages.join("index.html"));
    let bars = browser.number("return document.querySelectorAll('.chart rect.bar').length");
    assert!(bars > 10, "{bars}");
    let table = browser.text("return document.querySelector('.figures table').innerText");
    assert!(table.contains("participants") && table.contains("all"), "{table}");
    // A bar is as long as its figure says.
    let ratios = "const bars = [...document.querySelectorAll('.chart')][0].querySelectorAll('rect.bar');\
         const rows = document.querySelectorAll('.figures tbody tr');\
         return [...bars].every((bar, at) => Math.abs(bar.width.baseVal.value - 2.3 * rows[at].cells[3].textContent) < 0.2)";
    assert!(browser.is(ratios));
    browser.picture(&kept("suite.png"));
    browser.shape(390, 800, true);
    browser.open(&pages.join("index.html"));
    assert_eq!(
        browser.number("return document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        0
    );
    browser.picture(&kept("suite-phone.png"));
    browser.shape(1280, 800, false);
    browser.click(".cases tbody a");
    let told = browser.text("return document.querySelector('.score').innerText");
    assert!(told.contains("F1"), "{told}");
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// A matrix with every operator of the catalogue, every shade, and markup in its names.
fn matrix() -> serde_json::Value {
    let fields = [
        "/figures/*/value",
        "/outcomes/*/amount/comparator",
        "/<img src=x onerror=\"document.title='run'\">",
    ];
    let rows = OPERATORS.iter().enumerate().flat_map(|(at, operator)| {
        fields
            .iter()
            .enumerate()
            .filter(move |(field, _)| (at + field) % 4 != 1)
            .map(move |(field, name)| {
                let missed = [0, 0, 1, 2, 4, 7][(at + 5 * field) % 6];
                json!({"field": name, "operator": operator, "caught": 10 - missed, "missed": missed,
                "controls": 5, "refused": usize::from(at == 3)})
            })
    });
    json!({"gate": "<script>document.title = 'run'</script>", "records": 3, "matrix": rows.collect::<Vec<_>>()})
}

fn kill_matrix(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| told(&folder.path().join(name));
    fs::write(path("talks.yaml"), RECORD).expect("a record");
    fs::write(path("talks.txt"), SOURCE).expect("a source");
    fs::write(path("kills.json"), matrix().to_string()).expect("a matrix");
    let pages = path("pages");
    let done = rapporteur(&[
        "report",
        &path("talks.yaml"),
        "--kill-matrix",
        &path("kills.json"),
        "-o",
        &pages,
    ]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let index = folder.path().join("pages/index.html");
    browser.open(&index);
    assert_ne!(browser.text("return document.title"), "run");
    let count =
        |selector: &str| browser.number(&format!("return document.querySelectorAll('{selector}').length"));
    assert_eq!(count(".kills img, .kills script"), 0);
    let operators = i64::try_from(OPERATORS.len()).expect("few");
    assert_eq!(count(".killbars li"), operators);
    assert_eq!(count(".kills thead th"), operators + 1);
    // What is shaded has its number, and what was not tried is empty; a bar is as long as its figure says.
    assert!(browser.is(
        "return [...document.querySelectorAll('.kills td')].every((it) => /^\\d+!?$/.test(it.textContent) === /step/.test(it.className))"
    ));
    assert!(browser.is(
        "return [...document.querySelectorAll('.killbars li')].every((it) => Math.abs(it.querySelector('.bar').width.baseVal.valueInSpecifiedUnits - it.querySelector('b').textContent) < 0.05)"
    ));
    assert_eq!(
        browser.text(
            "return document.querySelectorAll('.killbars li')[3].innerText.replace(/\\s+/g, ' ').trim()"
        ),
        "comparator-dropped 85.0 17 of 20 2 of 10 controls refused"
    );
    for scheme in ["light", "dark"] {
        browser.prefer("prefers-color-scheme", scheme);
        browser.shape(1280, 800, false);
        browser.open(&index);
        assert_eq!(browser.text(PALE), "", "{scheme}");
        assert!(
            browser.is("const box = document.querySelector('.kills .scroll'); return box.scrollWidth <= box.clientWidth"),
            "at a desk all operators are seen at once"
        );
        browser.picture(&kept(&format!("kills-{scheme}.png")));
        browser.shape(390, 800, true);
        browser.open(&index);
        assert_eq!(browser.number(TOO_WIDE), 0);
        browser.picture(&kept(&format!("kills-{scheme}-phone.png")));
    }
    browser.prefer("prefers-color-scheme", "light");
    // The width of a page of A4 between its margins.
    browser.shape(718, 800, false);
    browser.open(&index);
    browser.print(true);
    assert!(
        browser
            .is("return document.querySelector('.kills table').getBoundingClientRect().right <= innerWidth")
    );
    browser.picture(&kept("kills-print.png"));
    browser.print(false);
    assert_eq!(browser.console(), Vec::<String>::new());
}
