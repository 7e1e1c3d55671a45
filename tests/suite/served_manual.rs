//! A preview of a manual, run by the program itself, for tests that ask it things.
//!
//! Takes the folder of a manual, gives what the preview answers and what it says. It must not know what a test looks for.
//! Nothing here sleeps and hopes: a test waits until something is so, or fails.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a test waits for anything, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview at work. It is ended when this is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    said: Arc<Mutex<String>>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answered {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = |line: &&str| line.to_ascii_lowercase().starts_with(&format!("{name}:"));
        self.head.lines().find(found).map(|line| line[name.len() + 1..].trim())
    }

    /// A page without what the preview adds to it.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let text = self.text();
        let tags = text.split_once("<link rel=\"stylesheet\" href=\"/~preview/page.css\" data-preview>");
        match tags.and_then(|(before, rest)| Some((before, rest.split_once("</script>\n")?.1))) {
            Some((before, behind)) => format!("{before}{behind}").into_bytes(),
            None => self.body.clone(),
        }
    }
}

impl Served {
    /// Starts a preview of the manual of a folder, on a port that is free.
    pub(crate) fn start(root: &Path, words: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
        command.args(["serve", "--port", "0", "--today", "2026-11-15", "--root"]).arg(root).args(words);
        command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (mut from, to) = (BufReader::new(child.stderr.take().unwrap()), Arc::clone(&said));
        std::thread::spawn(move || {
            let mut line = String::new();
            while from.read_line(&mut line).is_ok_and(|read| read > 0) {
                to.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let port = address.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Served { child, port: port.unwrap_or_else(|| panic!("no address: {}", said.lock().unwrap())), said }
    }

    /// Everything that was said in the terminal.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// A connection that waits no longer than a test does.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What is answered to the bytes of a request; nothing if the connection is only closed.
    pub(crate) fn ask(&self, request: &[u8]) -> Option<Answered> {
        let mut stream = self.connect();
        // A server that has had enough may close before all is sent.
        let _ = stream.write_all(request);
        read_answer(&mut BufReader::new(stream), request.starts_with(b"HEAD"))
    }

    /// The answer to a request for a path, with further headers.
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answered {
        let further: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = self.port;
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{host}\r\n{further}\r\n");
        self.ask(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {path}\n{}", self.said()))
    }

    pub(crate) fn get(&self, path: &str) -> Answered {
        self.get_with(path, &[])
    }

    /// What a page of the preview is told of itself.
    pub(crate) fn state(&self, page: &str) -> Value {
        let answered = self.get_with(&format!("/~preview/state?page={page}"), &[("Sec-Fetch-Site", "same-origin")]);
        assert_eq!(answered.status, 200, "{}", answered.text());
        serde_json::from_slice(&answered.body).unwrap()
    }

    /// Waits until something is so.
    pub(crate) fn wait(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < PATIENCE, "waited in vain for: {what}\nit said:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a page says something.
    pub(crate) fn wait_for(&self, path: &str, words: &str) {
        self.wait(&format!("{path}: {words}"), || self.get(path).text().contains(words));
    }

    /// Ends it as Ctrl-C does, and gives how it ended.
    pub(crate) fn interrupt(mut self) -> (ExitStatus, String) {
        let process = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status, self.said())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads one answer of a connection.
pub(crate) fn read_answer(stream: &mut impl BufRead, is_head: bool) -> Option<Answered> {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line) {
            Ok(0) | Err(_) => break,
            Ok(_) if line.trim().is_empty() => break,
            Ok(_) => head.push_str(&line),
        }
    }
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut answered = Answered { status, head, body: Vec::new() };
    let length = answered.header("content-length").and_then(|length| length.parse().ok()).filter(|_| !is_head);
    if let Some(length) = length {
        answered.body = vec![0; length];
        stream.read_exact(&mut answered.body).ok()?;
    }
    Some(answered)
}
