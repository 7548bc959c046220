//! A server with the chat-completions API, as a process of its own, with a fault for each path.
//!
//! It is this test program, started once more: see `serve` in `tests/openai.rs`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::ANSWER;

/// The folder in which the server notes what it was asked. Without it, there is nothing to serve.
const FOLDER: &str = "RAPPORTEUR_TEST_SERVER";

/// What the line begins with that tells the port.
const LISTENING: &str = "listening on ";

/// The server, as whoever asks it sees it. It ends with this value.
pub(super) struct Server {
    process: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Server {
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "serve", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| line.split_once(LISTENING)?.1.parse().ok());
        Self {
            port: port.expect("the server tells its port"),
            process,
            folder,
        }
    }

    /// The base URL at which the server has this fault.
    pub(super) fn base(&self, fault: &str) -> String {
        format!("http://127.0.0.1:{}/{fault}/v1", self.port)
    }

    /// Sets what the model answers where there is no fault.
    pub(super) fn answers(&self, content: &str) {
        std::fs::write(self.folder.path().join("answer"), content).expect("a file");
    }

    /// What it was asked so far: `path`, `authorization` and `body` of each request.
    pub(super) fn asked(&self) -> Vec<Value> {
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        log.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until standard input is closed, which it is when the process ends that started this one.
pub(super) fn serve() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    println!("{LISTENING}{}", listener.local_addr().expect("an address").port());
    thread::spawn(move || {
        let shared = Arc::new(Mutex::new(BTreeMap::new()));
        for stream in listener.incoming().flatten() {
            let (folder, counts) = (folder.clone(), Arc::clone(&shared));
            thread::spawn(move || answer(stream, &folder, &counts));
        }
    });
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// How often each path was asked for.
type Counts = Mutex<BTreeMap<String, usize>>;

/// Reads one request and answers it. That whoever asks hangs up is no fault of the server.
fn answer(stream: TcpStream, folder: &Path, counts: &Counts) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let (mut length, mut authorization) = (0, Value::Null);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some((name, value)) if name.eq_ignore_ascii_case("authorization") => authorization = value.into(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let count = {
        let mut counts = counts.lock().expect("no other thread fails");
        let count = counts.entry(path.clone()).or_insert(0);
        *count += 1;
        // Noted while the lock is held: whoever gets an answer finds the request in the log.
        let line = json!({"path": path, "authorization": authorization, "body": body});
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join("log"));
        writeln!(log.ok()?, "{line}").ok()?;
        *count
    };
    let content = std::fs::read_to_string(folder.join("answer")).unwrap_or_else(|_| ANSWER.to_owned());
    let fault = path.trim_start_matches('/').split('/').next()?;
    respond(
        stream,
        fault,
        count,
        &content,
        authorization.as_str().unwrap_or_default(),
    )
}

/// Answers the `count`-th request for a fault.
fn respond(
    mut stream: TcpStream,
    fault: &str,
    count: usize,
    content: &str,
    authorization: &str,
) -> Option<()> {
    let good = completion(&json!({"content": content}), "stop");
    let (status, head, body) = match fault {
        "slow" => {
            thread::sleep(Duration::from_secs(30));
            ("200 OK", "", good)
        }
        "trickle" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            return endless(stream, b"[", Duration::from_millis(20));
        }
        "trickling-head" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nX-Slow: ").ok()?;
            return endless(stream, b"x", Duration::from_millis(20));
        }
        "cut" => {
            let body = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}",
                good.len(),
                &good[..40]
            );
            return stream.write_all(body.as_bytes()).ok();
        }
        "cut-then-ok" if count == 1 => return Some(()),
        "busy-then-ok" if count <= 2 => ("429 Too Many Requests", "Retry-After: 0\r\n", String::new()),
        "broken-then-ok" if count == 1 => ("503 Service Unavailable", "", "<h1>down</h1>".to_owned()),
        "ok" | "cut-then-ok" | "busy-then-ok" | "broken-then-ok" => ("200 OK", "", good),
        "busy" => ("429 Too Many Requests", "", error("You have\nno quota")),
        "patience" => ("429 Too Many Requests", "Retry-After: 3600\r\n", error("later")),
        "broken" => ("500 Internal Server Error", "", error("out of memory")),
        "denied" => (
            "401 Unauthorized",
            "",
            error(&format!("no such key: {authorization}")),
        ),
        "echo" => (
            "200 OK",
            "",
            completion(&json!({"content": authorization}), "stop"),
        ),
        "unknown" => ("404 Not Found", "", error("the model `m` does not exist")),
        "elsewhere" => (
            "307 Temporary Redirect",
            "Location: /ok/v1/chat/completions\r\n",
            String::new(),
        ),
        "garbage" => ("200 OK", "", "<html>Welcome!</html>".to_owned()),
        "deep" => ("200 OK", "", "[".repeat(100_000)),
        "binary" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\xff\0\xfe\n")
                .ok()?;
            return Some(());
        }
        "no-http" => return stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n\r\n").ok(),
        "shape" => ("200 OK", "", json!({"object": "list", "data": []}).to_string()),
        "huge" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            return endless(stream, &[b' '; 1 << 13], Duration::ZERO);
        }
        "heads" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n").ok()?;
            return endless(stream, b"X-More: and more of it\r\n", Duration::ZERO);
        }
        "long-head" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nX-Long: ").ok()?;
            return endless(stream, &[b'x'; 1 << 12], Duration::ZERO);
        }
        "length" => (
            "200 OK",
            "",
            completion(&json!({"content": &content[..20]}), "length"),
        ),
        "filter" => (
            "200 OK",
            "",
            completion(&json!({"content": null}), "content_filter"),
        ),
        "refusal" => (
            "200 OK",
            "",
            completion(&json!({"content": null, "refusal": "I cannot\nhelp."}), "stop"),
        ),
        "empty" => ("200 OK", "", completion(&json!({"content": ""}), "stop")),
        "prose" => (
            "200 OK",
            "",
            completion(&json!({"content": "Sure! Here it is:\n{}"}), "stop"),
        ),
        _ => ("404 Not Found", "", String::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{head}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()
}

fn completion(message: &Value, reason: &str) -> String {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "m-2026",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 812, "completion_tokens": 211, "total_tokens": 1023},
    })
    .to_string()
}

fn error(message: &str) -> String {
    json!({"error": {"message": message, "type": "server_error"}}).to_string()
}

/// Writes `piece` again and again, until whoever asked hangs up.
fn endless(mut stream: TcpStream, piece: &[u8], pause: Duration) -> Option<()> {
    loop {
        stream.write_all(piece).ok()?;
        thread::sleep(pause);
    }
}
