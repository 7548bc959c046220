//! A headless Chromium, driven by the protocol `WebDriver` of the W3C, which `chromedriver` speaks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Under this key an element is told (section 12.1 of the protocol).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Whoever does not answer in this time does not answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one page. It is ended when this is dropped.
pub(super) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: tempfile::TempDir,
}

/// True where there is a browser and its driver.
pub(super) fn is_installed() -> bool {
    ["chromium", "chromedriver"].iter().all(|program| {
        let asked = Command::new(program)
            .arg("--version")
            .stderr(Stdio::null())
            .output();
        asked.is_ok_and(|answer| answer.status.success())
    })
}

/// A driver, and the port that it listens on.
fn start() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .args(["--port=0", "--log-level=SEVERE"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut lines = BufReader::new(driver.stdout.take()?)
        .lines()
        .map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    if port.is_none() {
        let _ = driver.wait();
    }
    Some((driver, port?))
}

impl Browser {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // Two drivers that begin at the same time may choose the same port; one of them then ends.
        let (driver, port) = (0..5)
            .find_map(|_| start())
            .expect("the driver starts and tells its port");
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
            profile: folder,
        };
        let profile = format!("--user-data-dir={}", browser.profile.path().display());
        let answer = browser.send(
            "POST",
            "/session",
            &json!({"capabilities": {"alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                "goog:chromeOptions": {"args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--hide-scrollbars", profile,
                ]},
            }}}),
        );
        let session = answer["sessionId"].as_str().expect("a session");
        session.clone_into(&mut browser.session);
        browser.shape(1400, 1000, false);
        browser
    }

    /// Opens a file, and gives what was told so far to oblivion.
    pub(super) fn open(&self, path: &Path) {
        self.log("browser");
        self.log("performance");
        self.go(&format!("file://{}", path.display()));
    }

    pub(super) fn go(&self, address: &str) {
        self.call("POST", "/url", &json!({"url": address}));
    }

    /// Width and height of the page in pixels, and whether it is that of a phone.
    pub(super) fn shape(&self, width: u32, height: u32, phone: bool) {
        let scale = if phone { 2 } else { 1 };
        let shape = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone});
        self.devtools("Emulation.setDeviceMetricsOverride", &shape);
    }

    /// What the page is to take its reader to want, such as `prefers-color-scheme` `dark`.
    pub(super) fn prefer(&self, feature: &str, value: &str) {
        let wish = json!({"media": "", "features": [{"name": feature, "value": value}]});
        self.devtools("Emulation.setEmulatedMedia", &wish);
    }

    /// Shows the page as it would be printed, or on a screen again.
    pub(super) fn print(&self, on: bool) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({"media": if on { "print" } else { "" }}),
        );
    }

    /// Whether pages may run their scripts.
    pub(super) fn scripts(&self, run: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": !run}));
    }

    /// The value of a script's `return`.
    pub(super) fn ask(&self, script: &str) -> Value {
        self.call("POST", "/execute/sync", &json!({"script": script, "args": []}))
    }

    pub(super) fn text(&self, script: &str) -> String {
        self.ask(script).as_str().unwrap_or_default().to_owned()
    }

    /// A whole number.
    pub(super) fn number(&self, script: &str) -> i64 {
        self.ask(script).as_i64().expect("a whole number")
    }

    pub(super) fn is(&self, script: &str) -> bool {
        self.ask(script) == true
    }

    /// Clicks on the first element that `selector` finds.
    pub(super) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.call("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Moves the pointer onto the first element that `selector` finds.
    pub(super) fn hover(&self, selector: &str) {
        let origin = json!({ELEMENT: self.find(selector)});
        let moves = json!([{"type": "pointerMove", "duration": 0, "origin": origin, "x": 0, "y": 0}]);
        self.call(
            "POST",
            "/actions",
            &json!({"actions": [
                {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves},
            ]}),
        );
    }

    /// Presses and lets go of a key: a letter, or a code of the protocol's table such as `\u{e004}`.
    pub(super) fn press(&self, key: &str) {
        let strokes = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.call(
            "POST",
            "/actions",
            &json!({"actions": [
                {"type": "key", "id": "keyboard", "actions": strokes},
            ]}),
        );
    }

    pub(super) fn type_into(&self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.call(
            "POST",
            &format!("/element/{element}/value"),
            &json!({"text": text}),
        );
    }

    /// A picture of what is on the screen.
    pub(super) fn picture(&self, path: &Path) {
        let answer = self.devtools("Page.captureScreenshot", &json!({"format": "png"}));
        let bytes = decoded(answer["data"].as_str().unwrap_or_default());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a picture");
    }

    /// What the console was told since it was last asked.
    pub(super) fn console(&self) -> Vec<String> {
        let entries = self.log("browser");
        let told = entries.as_array().into_iter().flatten();
        told.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The addresses that the page asked for since this was last asked.
    pub(super) fn requests(&self) -> Vec<String> {
        let entries = self.log("performance");
        let told = entries.as_array().into_iter().flatten();
        told.filter_map(|entry| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            (message["method"] == "Network.requestWillBeSent").then(|| {
                message["params"]["request"]["url"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            })
        })
        .collect()
    }

    fn log(&self, kind: &str) -> Value {
        self.call("POST", "/se/log", &json!({"type": kind}))
    }

    fn find(&self, selector: &str) -> String {
        let found = self.call(
            "POST",
            "/element",
            &json!({"using": "css selector", "value": selector}),
        );
        found[ELEMENT]
            .as_str()
            .expect("there is such an element")
            .to_owned()
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.call(
            "POST",
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        )
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.send(method, &format!("/session/{}{path}", self.session), body)
    }

    /// One request to the driver, which is on this machine and speaks HTTP/1.1.
    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .expect("sent");
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).expect("a head");
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes).expect("a body");
        let answer: Value = serde_json::from_slice(&bytes).expect("JSON");
        let value = answer["value"].clone();
        assert!(
            value["error"].is_null(),
            "{method} {path} {body}: {}",
            value["message"]
        );
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.send("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The bytes that a text in Base64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .expect("Base64")
}
