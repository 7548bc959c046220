//! What a reader reads, and what pointer, keyboard and filters do.

use std::net::TcpListener;
use std::time::Duration;

use super::browser::Browser;
use super::{Page, RECORD, SOURCE, Test, kept};

pub(super) const TESTS: &[Test] = &[
    ("the_text_is_read_as_it_stands_in_the_source", text_is_whole),
    ("nothing_from_a_document_runs_and_nothing_is_loaded", nothing_runs),
    ("pointer_joins_a_passage_and_its_fact_both_ways", pointer_joins),
    ("the_keyboard_joins_them_too", keyboard_joins),
    ("a_number_leads_to_its_fact_and_a_place_back", links_lead),
    ("the_ledger_filters_sentences", ledger_filters),
    ("sections_and_facts_can_be_left_out", sections_filter),
    ("facts_without_evidence_are_shown_and_found", bare),
    ("old_and_new_stand_side_by_side", old_and_new),
    ("all_is_there_and_filters_work_without_a_script", without_script),
];

/// The letters of the source as they are shown, without numbers and badges of the page.
const SHOWN: &str = "const all = document.querySelector('.prose').cloneNode(true);\
     for (const extra of all.querySelectorAll('.ref, .flagref, .state')) extra.remove();\
     return all.textContent.replace(/\\s+/g, ' ').trim()";

/// The colour behind the first element of a selector.
fn ground(browser: &Browser, selector: &str) -> String {
    browser.text(&format!(
        "return getComputedStyle(document.querySelector('{selector}')).backgroundColor"
    ))
}

fn count(browser: &Browser, selector: &str) -> i64 {
    browser.number(&format!(
        "return [...document.querySelectorAll('{selector}')].filter((it) => it.checkVisibility()).length"
    ))
}

fn text_is_whole(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    let wanted = SOURCE
        .replace('\u{202e}', "\\u{202e}")
        .replace('\u{202c}', "\\u{202c}");
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    assert_eq!(browser.text(SHOWN), wanted.join(" "));
    let record = browser.text("return document.querySelector('.record').innerText");
    for part in [
        "15,000,000,000",
        "Participants",
        "<img src=y onerror=\"document.title=1\"> a forum in Lima",
        "no numeric expression of the evidence says 15000000000",
        "vouch/number-not-found",
        "the record accounts nowhere for the person “Minister Eva Lund”",
    ] {
        assert!(record.contains(part), "{part} in {record}");
    }
    assert_eq!(count(browser, ".sen.unaccounted .state"), 4);
}

fn nothing_runs(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    browser.hover(".card");
    assert_eq!(browser.text("return document.title"), "talks");
    assert_eq!(count(browser, "img"), 0);
    assert_eq!(browser.number("return document.scripts.length"), 1);
    assert_eq!(browser.console(), Vec::<String>::new());
    let asked = browser.requests();
    let outside: Vec<&String> = asked
        .iter()
        .filter(|address| !address.starts_with("file://"))
        .collect();
    assert!(!asked.is_empty() && outside.is_empty(), "{asked:?}");
    // What gets past all escaping would still be stopped.
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    server.set_nonblocking(true).expect("it does not wait");
    let port = server.local_addr().expect("an address").port();
    browser.ask(&format!(
        "const script = document.createElement('script'); script.textContent = \"document.title = 'run'\";\
         document.body.append(script);\
         document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:{port}/x.png\">')",
    ));
    let refused = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        browser
            .console()
            .iter()
            .any(|line| line.contains("x.png") && line.contains("Content Security Policy"))
    });
    assert!(refused);
    assert!(server.accept().is_err(), "nobody came for the picture");
    assert_eq!(browser.text("return document.title"), "talks");
}

fn pointer_joins(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    browser.hover("h1");
    let card = browser.text("return [...document.querySelectorAll('.card')].find((it) => it.innerText.includes('Ana Berg') && it.innerText.includes('Role')).id");
    let (at_rest, mark_at_rest) = (
        ground(browser, &format!("#{card}")),
        ground(browser, &format!("mark.{card}")),
    );
    browser.hover(&format!("mark.{card}"));
    let lit = ground(browser, &format!("#{card}"));
    assert_ne!(lit, at_rest);
    // The passage stands inside two others, whose facts light up with it, and a third does not.
    let lit_cards = browser.number(&format!(
        "return [...document.querySelectorAll('.card')].filter((it) => getComputedStyle(it).backgroundColor === '{lit}').length"
    ));
    assert_eq!(lit_cards, 3);
    browser.picture(&kept("hover.png"));
    browser.hover(&format!("#{card} .caption"));
    assert_ne!(ground(browser, &format!("mark.{card}")), mark_at_rest);
    browser.hover("h1");
    assert_eq!(ground(browser, &format!("#{card}")), at_rest);
    assert_eq!(ground(browser, &format!("mark.{card}")), mark_at_rest);
}

fn keyboard_joins(browser: &Browser) {
    const TAB: &str = "\u{e004}";
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    let focus = "return document.activeElement.className + ' ' + document.activeElement.id";
    browser.press(TAB);
    assert!(browser.text(focus).starts_with("skip"), "{}", browser.text(focus));
    let mut seen = Vec::new();
    for _ in 0..40 {
        browser.press(TAB);
        seen.push(browser.text(focus));
        if seen.last().is_some_and(|name| name.starts_with("ref")) {
            break;
        }
    }
    let name = seen.last().expect("something has the focus").clone();
    let fact = name.split_whitespace().last().expect("its fact").to_owned();
    assert!(name.starts_with("ref "), "{seen:?}");
    assert_eq!(
        ground(browser, &format!("#{fact}")),
        ground(browser, &format!("mark.{fact}"))
    );
    assert!(browser.is("return getComputedStyle(document.activeElement).outlineStyle === 'solid'"));
}

fn links_lead(browser: &Browser) {
    let page = Page::of_the_seed();
    browser.open(&page.html());
    let last =
        browser.text("return [...document.querySelectorAll('.ref')].at(-1).getAttribute('href').slice(1)");
    browser.click(&format!(".ref[href='#{last}']"));
    let in_view = |selector: &str| {
        browser.is(&format!(
            "const box = document.querySelector('{selector}').getBoundingClientRect();\
             return box.top >= 0 && box.top < innerHeight"
        ))
    };
    assert!(in_view(&format!("#{last}")));
    browser.click("#c0f1 .at");
    assert!(in_view("#c0f1p1"));
    let (from, to) = browser
        .text("const all = [...document.querySelectorAll('[href^=\"#\"]')]; return all.length + ' ' + all.filter((it) => document.getElementById(it.getAttribute('href').slice(1))).length")
        .split_once(' ')
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .expect("two numbers");
    assert_eq!(from, to, "every link leads somewhere");
    let ids = "const ids = [...document.querySelectorAll('[id]')].map((it) => it.id); return ids.length - new Set(ids).size";
    assert_eq!(browser.number(ids), 0, "no id stands twice");
}

fn ledger_filters(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    assert_eq!(count(browser, ".sen"), 5);
    browser.click("#s-unaccounted");
    assert_eq!(count(browser, ".sen"), 4);
    let text = "return document.querySelector('.prose').innerText";
    assert!(browser.text(text).contains("Eva Lund"));
    browser.click("#s-used");
    assert!(
        browser
            .text(text)
            .trim()
            .starts_with("They agreed to hold a forum in Lima")
    );
    assert_eq!(count(browser, ".sen"), 1);
    browser.click("#s-all");
    assert_eq!(count(browser, ".sen"), 5);
}

fn sections_filter(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    let slot = browser.text("return [...document.querySelectorAll('.tools label')].find((it) => it.innerText.includes('Figures')).querySelector('input').id");
    let name = slot.replace("on-", "s");
    assert_eq!(count(browser, &format!(".section.{name}")), 1);
    browser.click(&format!("#{slot}"));
    assert_eq!(count(browser, &format!(".section.{name}")), 0);
    assert_eq!(count(browser, &format!(".ref.{name}")), 0);
    assert!(
        browser.text(SHOWN).contains("worth over $12 billion"),
        "the text stays"
    );
    browser.click(&format!("#{slot}"));
    browser.click("#f-found");
    assert!(count(browser, ".card") > 0);
    assert_eq!(count(browser, ".card:not(.found)"), 0);
}

fn without_script(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.scripts(false);
    browser.open(&page.html());
    browser.click("#s-unaccounted");
    browser.hover(".sen.unaccounted");
    browser.scripts(true);
    assert_eq!(count(browser, ".sen"), 4);
    assert!(count(browser, ".card") > 4);
}

/// A record that does not fit its schema is shown all the same.
fn bare(browser: &Browser) {
    let page = Page::of(&RECORD.replace("    evidence: Ana Berg\n", ""), SOURCE);
    browser.open(&page.html());
    let bare = browser.text("return document.querySelector('.card.bare').innerText");
    assert!(
        bare.contains("no evidence") && bare.contains("Ana Berg"),
        "{bare}"
    );
    assert!(bare.contains("schema/missing-key"), "{bare}");
    assert!(count(browser, "mark.m") > 3, "the others have their passages");
    browser.click("#f-bare");
    assert_eq!(count(browser, ".card"), 1);
    browser.picture(&kept("bare.png"));
}

fn old_and_new(browser: &Browser) {
    let old = RECORD
        .replace("15000000000", "12000000000")
        .replace("status: agreed", "status: proposed");
    let page = Page::since(&old, RECORD, SOURCE);
    browser.open(&page.html());
    let rows = browser.text(
        "return [...document.querySelectorAll('.changes tbody tr')].map((it) => [...it.cells].map((cell) => cell.querySelector('.badge, a, del, ins')?.textContent ?? '').join('|')).join('\\n')",
    );
    let rows: Vec<&str> = rows.lines().collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].starts_with("fact changed|figures") && rows[0].ends_with("|12000000000|15000000000"),
        "{rows:?}"
    );
    assert!(
        rows[1].starts_with("stronger|outcomes") && rows[1].ends_with("|proposed|agreed"),
        "{rows:?}"
    );
    let sides = "const [old, now] = ['del', 'ins'].map((it) => document.querySelector('.changes ' + it).getBoundingClientRect());\
         return old.right < now.left && Math.abs(old.top - now.top) < 2";
    assert!(browser.is(sides));
    browser.picture(&kept("changes.png"));
    browser.click("#f-changed");
    assert_eq!(count(browser, ".card"), 2);
    browser.shape(390, 800, true);
    browser.open(&page.html());
    assert_eq!(
        browser.number("return document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        0
    );
}
