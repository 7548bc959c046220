//! Pages of `rapporteur report` in a real browser. Without Chromium and its driver each test is told as
//! ignored. Pictures of what was seen are left in `target/pages/`.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]
#![expect(clippy::print_stdout, reason = "a test runner says what it leaves out")]

#[path = "page/browser.rs"]
mod browser;
#[path = "page/looks.rs"]
mod looks;
#[path = "page/many.rs"]
mod many;
#[path = "page/use.rs"]
mod using;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use browser::Browser;
use libtest_mimic::{Arguments, Trial};

fn main() {
    let is_installed = browser::is_installed();
    let mut trials = Vec::new();
    for (name, test) in [using::TESTS, looks::TESTS, many::TESTS].concat() {
        let run = move || {
            test(&Browser::new());
            Ok(())
        };
        trials.push(Trial::test(name, run).with_ignored_flag(!is_installed));
    }
    if !is_installed {
        println!("no chromium and chromedriver here: the tests of pages in a browser are skipped");
    }
    let mut arguments = Arguments::from_args();
    // Each test has a browser of its own, and each browser several processes.
    arguments.test_threads.get_or_insert(2);
    if !is_installed {
        arguments.include_ignored = false;
        arguments.ignored = false;
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// A test with a browser for itself.
type Test = (&'static str, fn(&Browser));

/// `rapporteur` with these arguments.
fn rapporteur(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .expect("the command runs")
}

/// The page of one record and its source.
struct Page {
    folder: tempfile::TempDir,
}

impl Page {
    fn of(record: &str, source: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let page = Self { folder };
        std::fs::write(page.path("talks.yaml"), record).expect("a record");
        std::fs::write(page.path("talks.txt"), source).expect("a source");
        let (record, html) = (page.path("talks.yaml"), page.path("talks.html"));
        let done = rapporteur(&["report", &told(&record), "-o", &told(&html)]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        page
    }

    /// The same beside an older version of the record.
    fn since(old: &str, record: &str, source: &str) -> Self {
        let page = Self::of(record, source);
        std::fs::write(page.path("old.yaml"), old).expect("a record");
        let paths = ["talks.yaml", "old.yaml", "talks.html"].map(|name| told(&page.path(name)));
        let [record, old, html] = paths.each_ref().map(String::as_str);
        let done = rapporteur(&["report", record, "--old", old, "-o", html, "--force"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        page
    }

    /// The seed with the record of it that was made by hand.
    fn of_the_seed() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let page = Self { folder };
        let html = told(&page.path("talks.html"));
        let done = rapporteur(&["report", "fixtures/summaries/uzbekistan-japan.yaml", "-o", &html]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        page
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn html(&self) -> PathBuf {
        self.path("talks.html")
    }
}

fn told(path: &Path) -> String {
    path.display().to_string()
}

/// Where a picture is kept.
fn kept(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder");
    target.join("pages").join(name)
}

/// A source with a bit of everything that a page must not fall for.
const SOURCE: &str = "\
President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to hold a forum in Lima.

The portfolio is worth over $12 billion. <script>document.title = 'run'</script> <img src=x onerror=\"document.title='run'\"> \
The price is 7 \u{202e}percent\u{202c} & <b>more</b>. Minister Eva Lund pledged $5 million.
";

/// A record of it: with a passage inside another, without evidence, with a wrong number, with markup.
const RECORD: &str = "\
record: summit-summary/1
source:
  id: talks
  path: talks.txt
  language: en
event:
  kind: talks
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - name: Norway
    code: \"NO\"
    kind: state
    evidence: President Ana Berg of Norway
  - name: Chile
    code: CL
    kind: state
    evidence: Prime Minister Juan Ruiz of Chile
participants:
  - name: Ana Berg
    role: President
    party: \"NO\"
    evidence: Ana Berg
figures:
  - value: 15000000000
    kind: money
    unit: USD
    comparator: more_than
    measures: portfolio
    evidence: The portfolio is worth over $12 billion
outcomes:
  - kind: forum
    status: agreed
    title: '<img src=y onerror=\"document.title=1\"> a forum in Lima'
    evidence: They agreed to hold a forum in Lima
";
