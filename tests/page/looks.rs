//! Sizes, light and dark, contrast, print, and what a reader aloud is told.

use super::browser::Browser;
use super::{Page, RECORD, SOURCE, Test, kept};

pub(super) const TESTS: &[Test] = &[
    ("a_phone_scrolls_in_one_direction_only", phone),
    ("letters_have_contrast_in_light_and_in_dark", contrast),
    ("it_prints_without_its_filters_and_whole", print),
    ("landmarks_headings_and_names_are_there", outline),
    ("the_seed_is_seen", pictures),
];

/// How far the page is wider than the screen, in pixels.
pub(super) const TOO_WIDE: &str =
    "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

/// Text whose contrast with what lies behind it is below what WCAG 2 asks for at level AA.
pub(super) const PALE: &str = r"
const parsed = (color) => {
  const canvas = parsed.canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const light = ([r, g, b]) => {
  const part = (value) => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = parsed(getComputedStyle(at).backgroundColor);
    if (color[3] === 1) return color;
  }
  return [255, 255, 255, 1];
};
const pale = new Set();
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || ['SCRIPT', 'STYLE'].includes(element.tagName) || !element.checkVisibility()) continue;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  const [one, other] = [light(parsed(element.closest('svg') ? style.fill : style.color)), light(behind(element))];
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (ratio < (large ? 3 : 4.5)) pale.add(`${element.tagName}.${element.className.baseVal ?? element.className} ${ratio.toFixed(2)}`);
}
return [...pale].join('; ');
";

fn phone(browser: &Browser) {
    let page = Page::of_the_seed();
    for width in [320, 390] {
        browser.shape(width, 800, true);
        browser.open(&page.html());
        assert_eq!(browser.number(TOO_WIDE), 0, "{width}");
    }
    let source =
        browser.number("return document.querySelector('.source').getBoundingClientRect().bottom | 0");
    let record = browser.number("return document.querySelector('.record').getBoundingClientRect().top | 0");
    assert!(source <= record, "one below the other");
    // A word without end is broken, and no more.
    let long = SOURCE.replace("portfolio", &"portfolio".repeat(60));
    let page = Page::of(RECORD, &long);
    browser.open(&page.html());
    assert_eq!(browser.number(TOO_WIDE), 0);
}

fn contrast(browser: &Browser) {
    let old = RECORD.replace("status: agreed", "status: proposed");
    let pages = [Page::since(&old, RECORD, SOURCE), Page::of_the_seed()];
    for scheme in ["light", "dark"] {
        browser.prefer("prefers-color-scheme", scheme);
        for page in &pages {
            browser.open(&page.html());
            assert_eq!(browser.text(PALE), "", "{scheme}");
            browser.hover("mark.m");
            assert_eq!(browser.text(PALE), "", "{scheme}, lit up");
        }
        let ground = browser.text("return getComputedStyle(document.documentElement).backgroundColor");
        assert_eq!(ground == "rgb(15, 17, 20)", scheme == "dark", "{ground}");
    }
}

fn print(browser: &Browser) {
    let page = Page::of_the_seed();
    browser.open(&page.html());
    browser.print(true);
    assert!(!browser.is("return document.querySelector('.tools').checkVisibility()"));
    assert!(browser.is(
        "const pane = document.querySelector('.record'); return pane.scrollHeight <= pane.clientHeight + 1"
    ));
    assert!(browser.is("return document.querySelector('.record').scrollHeight > innerHeight"));
    browser.picture(&kept("print.png"));
    browser.print(false);
}

fn outline(browser: &Browser) {
    let page = Page::of(RECORD, SOURCE);
    browser.open(&page.html());
    assert_eq!(
        browser.number("return document.querySelectorAll('main').length"),
        1
    );
    assert_eq!(browser.text("return document.documentElement.lang"), "en");
    assert_eq!(browser.text("return document.querySelector('.prose').lang"), "en");
    let nameless = "const named = (it) => it.getAttribute('aria-label') || document.getElementById(it.getAttribute('aria-labelledby'))?.textContent.trim();\
         return [...document.querySelectorAll('section')].filter((it) => !named(it)).length";
    assert_eq!(browser.number(nameless), 0);
    let unlabelled = "return [...document.querySelectorAll('input')].filter((it) => !it.labels.length || !it.labels[0].textContent.trim()).length";
    assert_eq!(browser.number(unlabelled), 0);
    let empty = "return [...document.querySelectorAll('a')].filter((it) => !(it.getAttribute('aria-label') || it.textContent.trim())).length";
    assert_eq!(browser.number(empty), 0);
    let jumps = "let last = 1; let jumps = 0;\
         for (const it of document.querySelectorAll('h1,h2,h3,h4,h5')) { const level = +it.tagName[1]; if (level > last + 1) jumps += 1; last = level; }\
         return jumps";
    assert_eq!(browser.number(jumps), 0, "no level of heading is left out");
    // Severity and section are told in words as well as in colours.
    assert!(browser.is("return [...document.querySelectorAll('.notice')].every((it) => /^(error|warning|note)/.test(it.innerText))"));
    assert!(browser.is("return [...document.querySelectorAll('.ref')].every((it) => /^fact \\d+/.test(it.getAttribute('aria-label')))"));
}

fn pictures(browser: &Browser) {
    let page = Page::of_the_seed();
    for scheme in ["light", "dark"] {
        browser.prefer("prefers-color-scheme", scheme);
        browser.shape(1280, 800, false);
        browser.open(&page.html());
        browser.picture(&kept(&format!("seed-{scheme}.png")));
        browser.shape(390, 800, true);
        browser.open(&page.html());
        browser.picture(&kept(&format!("seed-{scheme}-phone.png")));
    }
    assert!(std::fs::metadata(kept("seed-dark-phone.png")).is_ok_and(|found| found.len() > 10_000));
}
