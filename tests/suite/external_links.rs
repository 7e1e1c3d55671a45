//! `check --external`: the whole of it against servers of this machine, each of which behaves in one way, and against webs
//! that are made up.
//!
//! A test never waits for a certain time, and none needs a network: a server that says nothing is given up after a second,
//! and all else is over when it is answered.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chapterhouse::cli::report_formats::{Places, short};
use chapterhouse::config::settings::parse_site_config;
use chapterhouse::external::addresses::outside_addresses;
use chapterhouse::external::answers::{Answer, Silence, Verdict};
use chapterhouse::external::memory::LinkMemory;
use chapterhouse::external::test_links::{LinkTest, Tested, test_links};
use chapterhouse::external::web::{Method, Web};
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::model::site::Site;
use chapterhouse::pipeline::{BuildRequest, check_report_and};
use chapterhouse::source::read_tree::{read_config, read_site};
use chapterhouse::stages::NoObserver;
use jiff::civil::date;
use url::Url;

use crate::base_manual::{Manual, Outcome, SOUND};

/// When the made-up webs are asked.
const NOW: &str = "2026-11-15T12:00:00Z";

/// What is said of addresses, and not what other rules find in the same texts.
fn ask_remembering(manual: &Manual, web: &dyn Web, memory: LinkMemory, now: &str) -> (Outcome, Tested, LinkMemory) {
    let (mut outcome, tested, memory) = check_remembering(manual, web, memory, now);
    let ours = ["dead-link", "moved-link", "unreachable-link"];
    outcome.diagnostics.retain(|diagnostic| ours.contains(&diagnostic.code.name));
    outcome.lines.retain(|line| ours.iter().any(|code| line.contains(&format!("[{code}]: "))));
    (outcome, tested, memory)
}

/// Checks a manual and asks a web of one's own, with what is remembered.
#[expect(clippy::needless_pass_by_value, reason = "what was remembered is used up")]
fn check_remembering(manual: &Manual, web: &dyn Web, memory: LinkMemory, now: &str) -> (Outcome, Tested, LinkMemory) {
    let mut earlier = Vec::new();
    let text = read_config(manual.root()).unwrap().take(&mut earlier);
    let settings = Arc::clone(&text.text);
    let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut earlier));
    let sources = read_site(manual.root(), text, &config, &[]).unwrap().take(&mut earlier);
    let request = BuildRequest {
        today: date(2026, 11, 15),
        as_at: None,
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside: Vec::new(),
    };
    let kept = Mutex::new(LinkMemory::default());
    let save = |memory: &LinkMemory| *kept.lock().unwrap() = memory.clone();
    let how = LinkTest { settings: &config.external_links, now: now.parse().unwrap(), fresh: false, save: &save };
    let mut tested = Tested::default();
    let mut ask = |site: &Site| {
        tested = test_links(&outside_addresses(site, &settings), web, memory.clone(), &how);
        std::mem::take(&mut tested.diagnostics)
    };
    let memory_of_build = Memory::default();
    let report = check_report_and(&sources, &config, &request, &memory_of_build, &NoObserver, earlier, &mut ask);
    let diagnostics = report.diagnostics;
    let lines = short(&diagnostics, &mut Places::of(&sources)).lines().map(str::to_owned).collect();
    (Outcome { diagnostics, lines, output: None }, tested, kept.into_inner().unwrap())
}

/// Checks a manual and asks a web of one's own.
pub fn check_asking(manual: &Manual, web: &dyn Web) -> Outcome {
    check_remembering(manual, web, LinkMemory::default(), NOW).0
}

/// A web in which each address, or else each server, has its answer; it counts what it is asked.
#[derive(Default)]
struct Invented {
    answers: BTreeMap<&'static str, Answer>,
    asked: Mutex<Vec<String>>,
    rested: Mutex<Vec<Duration>>,
}

impl Invented {
    fn with(mut self, address: &'static str, answer: Answer) -> Self {
        self.answers.insert(address, answer);
        self
    }

    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Web for Invented {
    fn ask(&self, address: &Url, method: Method) -> Answer {
        self.asked.lock().unwrap().push(format!("{method:?} {address}"));
        let answer = self.answers.get(address.as_str()).or_else(|| self.answers.get(address.host_str().unwrap()));
        answer.cloned().unwrap_or(said(200))
    }

    fn rest(&self, time: Duration) {
        self.rested.lock().unwrap().push(time);
    }
}

fn said(status: u16) -> Answer {
    Answer::Said { status, location: None, rest: None }
}

#[test]
fn every_address_that_readers_can_follow_is_asked_once() {
    let manual = Manual::with_chapter(
        "[a](https://a.example/1#top) and [again](https://a.example/1) and <a href=\"https://b.example/\">raw</a>.\n\n\
         [mail](mailto:x@c.example), [file](#here), `https://code.example/`, ![](x.png), [ring](tel:999)\n\n\
         > [!NOTE]\n> [d][d]\n\n{{#include ../shared/p.md}}\n\n[d]: //d.example/x\n",
    );
    manual.write("content/shared/p.md", "[shared](https://shared.example/)\n");
    manual.write("content/index.md", "---\ntitle: Home\n---\n\n[home](https://home.example/)\n");
    manual
        .write("content/registers/references.yml", "act: {title: Act, kind: act, url: \"https://law.example/act\"}\n");
    manual.write(
        "site.toml",
        "[site]\ntitle = \"P\"\n\n[site.sisters.s]\ntitle = \"S\"\nbase_url = \"https://sister.example/\"\n",
    );
    let edition = |from: &str, host: &str| {
        format!("{SOUND}effective_from: {from}\npublished_on: {from}\n---\n\n[x](https://{host}.example/)\n")
    };
    manual.write("content/01-part/03-old.md", edition("2026-01-01", "current"));
    manual.write("content/01-part/03-old@2025-01-01.md", edition("2025-01-01", "past"));
    manual.write("content/01-part/03-old@2026-12-01.md", edition("2026-12-01", "coming"));
    let web = Invented::default();
    check_asking(&manual, &web);
    let mut asked = web.asked.lock().unwrap().clone();
    asked.sort();
    let hosts = ["a.example/1", "b.example/", "coming.example/", "current.example/", "d.example/x", "home.example/"];
    let more = ["law.example/act", "shared.example/", "sister.example/"];
    let expected: Vec<String> = hosts.iter().chain(&more).map(|rest| format!("Head https://{rest}")).collect();
    assert_eq!(asked, expected);
}

#[test]
fn what_is_said_names_every_place_and_only_http_is_mended() {
    let manual =
        Manual::with_chapter("[a](http://a.example/x) and <http://a.example/x>.\n\n[b](http://b.example/old)\n");
    manual
        .write("content/registers/references.yml", "act:\n  title: Act\n  kind: act\n  url: \"http://a.example/x\"\n");
    let moved = |to: &str| Answer::Said { status: 301, location: Some(to.to_owned()), rest: None };
    let web = Invented::default()
        .with("http://a.example/x", moved("https://a.example/x"))
        .with("http://b.example/old", moved("https://b.example/new"));
    let (outcome, ..) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    assert!(outcome.diagnostics.iter().all(|diagnostic| diagnostic.code.name == "moved-link"));
    let mut mends: Vec<_> = outcome.diagnostics.iter().flat_map(|diagnostic| diagnostic.mends.clone()).collect();
    mends.sort_by_key(|mend| std::cmp::Reverse(mend.place.span.start));
    let mut mended: BTreeMap<String, String> = BTreeMap::new();
    for mend in mends {
        let file = mend.place.file.to_string();
        let text = mended.entry(file.clone()).or_insert_with(|| std::fs::read_to_string(manual.path(&file)).unwrap());
        text.replace_range(mend.place.span.range(), &mend.text);
    }
    assert!(
        mended["content/01-part/01-chapter.md"]
            .contains("[a](https://a.example/x) and <https://a.example/x>.\n\n[b](http://b.example/old)")
    );
    assert!(mended["content/registers/references.yml"].contains("\"https://a.example/x\""));
    assert_eq!(outcome.diagnostics.len(), 4, "{:#?}", outcome.lines);
}

#[test]
fn a_server_that_is_not_there_is_asked_once_and_one_that_fails_several_times() {
    let links =
        |host: &str| (0..50).fold(String::new(), |text, n| text + &format!("[x](https://{host}.example/{n})\n\n"));
    let manual = Manual::with_chapter(&format!("{}{}[y](https://well.example/)\n", links("gone"), links("slow")));
    manual.write("content/01-part/03.md", format!("{SOUND}---\n\n[x](https://failing.example/)\n"));
    let web = Invented::default()
        .with("gone.example", Answer::Silent(Silence::NoSuchServer))
        .with("slow.example", Answer::Silent(Silence::TimedOut))
        .with("failing.example", said(503));
    let (outcome, tested, _) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    let count = |part: &str| web.asked.lock().unwrap().iter().filter(|asked| asked.contains(part)).count();
    assert_eq!((count("gone"), count("failing")), (1, 4), "HEAD and GET, and two tries more");
    assert!((3..=10).contains(&count("slow")), "{}", count("slow"));
    assert_eq!((tested.asked, tested.offline), (102, false));
    assert_eq!(outcome.diagnostics.len(), 101);
}

/// A machine without a network.
struct Offline(AtomicUsize);

impl Web for Offline {
    fn ask(&self, _: &Url, _: Method) -> Answer {
        self.0.fetch_add(1, Ordering::Relaxed);
        Answer::Silent(Silence::NoNameService)
    }

    fn rest(&self, _: Duration) {}
}

#[test]
fn being_offline_is_said_once() {
    let text = (0..1_000).fold(String::new(), |text, n| text + &format!("[x](https://h{n}.example/)\n\n"));
    let manual = Manual::with_chapter(&text);
    let web = Offline(AtomicUsize::new(0));
    let (outcome, tested, memory) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    assert!(tested.offline);
    assert_eq!((outcome.lines.len(), tested.left, memory), (0, 1_000, LinkMemory::default()));
    assert!(web.0.into_inner() < 100, "it is not asked a thousand times whether this machine is offline");
}

#[test]
fn a_server_that_wants_rest_gets_it_and_no_more_is_asked_of_one_that_wants_much() {
    let manual = Manual::with_chapter(
        "[x](https://busy.example/1) [x](https://busy.example/2)\n\n[x](https://closed.example/1) [x](https://closed.example/2)\n",
    );
    let rest = |seconds| Answer::Said { status: 429, location: None, rest: Some(Duration::from_secs(seconds)) };
    let web = Invented::default().with("busy.example", rest(7)).with("closed.example", rest(86_400));
    let (outcome, tested, _) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    assert_eq!((outcome.lines.len(), tested.asked, tested.left), (0, 3, 1));
    let rested = web.rested.lock().unwrap();
    assert!(rested.contains(&Duration::from_secs(7)) && rested.iter().all(|time| time.as_secs() <= 30), "{rested:?}");
}

#[test]
fn what_is_remembered_is_not_asked_again_and_says_its_day() {
    let manual = Manual::with_chapter("[x](https://a.example/) [y](https://b.example/gone)\n");
    let web = Invented::default().with("https://b.example/gone", said(404));
    let (first, _, memory) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    let count = web.count();
    let (second, tested, kept) = ask_remembering(&manual, &web, memory.clone(), "2026-11-16T11:00:00Z");
    assert_eq!((web.count(), tested.remembered, kept == memory), (count, 2, true));
    assert!(first.lines[0].contains("no such page (404) (find"), "{:?}", first.lines);
    assert!(second.lines[0].contains("no such page (404) (as asked on 2026-11-15) (find"), "{:?}", second.lines);
    // A day later only what was bad is asked again; addresses that were taken out are forgotten.
    manual.write("content/01-part/01-chapter.md", format!("{SOUND}---\n\n[y](https://b.example/gone)\n"));
    let (_, tested, kept) = ask_remembering(&manual, &web, memory, "2026-11-17T12:00:00Z");
    assert_eq!((tested.asked, tested.remembered), (1, 0));
    assert!(kept.text().contains("b.example") && !kept.text().contains("a.example"));
}

#[test]
fn exceptions_passwords_and_severities() {
    let manual = Manual::with_chapter(
        "[x](https://me:secret@a.example/) [y](https://b.example/1) [z](https://c.example/)\n\n\
         <!-- allow dead-link: the judgement names this address -->\n[z](https://c.example/)\n\n\
         <!-- allow dead-link: it may go at any time -->\n[well](https://d.example/)\n",
    );
    manual.write(
        "site.toml",
        "[site]\ntitle = \"P\"\n\n[links.external]\nignore = [\"https://b.example/*\"]\n\n[checks]\ndead-link = \"error\"\n",
    );
    let web = Invented::default().with("c.example", said(410)).with("b.example", said(404));
    let (outcome, tested, kept) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
    assert_eq!(outcome.codes(), ["unreachable-link", "dead-link"]);
    assert!(outcome.diagnostics[1].is_error());
    assert_eq!(tested.excepted, 1);
    assert!(!web.asked.lock().unwrap().iter().any(|asked| asked.contains("secret") || asked.contains("b.example")));
    assert!(!kept.text().contains("secret") && !outcome.lines[0].contains("secret@"));
}

/// A server of this machine: for each connection, and each question on it, what it does is told by the path.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

fn serve() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let heard = Arc::clone(&heard);
            std::thread::spawn(move || answer(stream, &heard));
        }
    });
    Server { port, asked }
}

/// Answers one question and ends the connection.
fn answer(mut stream: TcpStream, heard: &Mutex<Vec<String>>) {
    let mut question = Vec::new();
    let mut byte = [0];
    while !question.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        question.push(byte[0]);
        if byte[0] == 0x16 {
            // The first byte of a secure connection (RFC 8446): such a server says in plain text that it has none.
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            return;
        }
    }
    let question = String::from_utf8_lossy(&question).into_owned();
    let first = question.lines().next().unwrap_or("").trim_end_matches(" HTTP/1.1").to_owned();
    let before = {
        let mut heard = heard.lock().unwrap();
        heard.push(first.clone());
        heard.iter().filter(|earlier| **earlier == first).count() - 1
    };
    let (method, path) = first.split_once(' ').unwrap_or(("", ""));
    let closing = "Content-Length: 0\r\nConnection: close\r\n\r\n";
    let reply = match path {
        "/gone" => format!("HTTP/1.1 404 Not Found\r\n{closing}"),
        "/busy" => format!("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\n{closing}"),
        "/closed" => format!("HTTP/1.1 403 Forbidden\r\n{closing}"),
        "/mends-itself" if before == 0 => format!("HTTP/1.1 500 Internal Server Error\r\n{closing}"),
        "/no-head" if method == "HEAD" => format!("HTTP/1.1 405 Method Not Allowed\r\n{closing}"),
        "/round" => format!("HTTP/1.1 301 Moved Permanently\r\nLocation: /round\r\n{closing}"),
        "/moved" => format!("HTTP/1.1 308 Permanent Redirect\r\nLocation: /well\r\n{closing}"),
        "/garbage" => "\u{0}\u{1}this is not HTTP\r\n\r\n".to_owned(),
        "/silent" => {
            // Until the other side has had enough.
            let _ = stream.read(&mut byte);
            return;
        }
        "/huge" if method == "GET" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
            let page = vec![b'x'; 1 << 16];
            while stream.write_all(&page).is_ok() {}
            return;
        }
        "/huge" => format!("HTTP/1.1 501 Not Implemented\r\n{closing}"),
        _ => format!("HTTP/1.1 200 OK\r\n{closing}"),
    };
    let _ = stream.write_all(reply.as_bytes());
}

#[cfg(feature = "external")]
mod program {
    use super::*;

    /// The sound manual with links to these addresses, a line each from line 7 on.
    fn manual_of(addresses: &[String], settings: &str) -> Manual {
        let text = addresses.iter().fold(String::new(), |text, address| text + &format!("[x y]({address})\n\n"));
        let manual = Manual::with_chapter(&text);
        let before = std::fs::read_to_string(manual.path("site.toml")).unwrap();
        manual.write("site.toml", format!("{before}\n[links.external]\ntimeout = 1\ntries = 2\n{settings}"));
        manual
    }

    /// Runs `check` as a person would, without this machine's own proxies.
    fn check(manual: &Manual, words: &[&str]) -> (String, String, Option<i32>) {
        let words = [&["check", "--format", "short", "--today", "2026-11-15"], words].concat();
        let mut command = manual.program(&words);
        for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
            command.env_remove(name).env_remove(name.to_uppercase());
        }
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let said = text(output.stdout);
        let of_the_web =
            |line: &&str| ["[dead-link]", "[moved-link]", "[unreachable-link]"].iter().any(|code| line.contains(code));
        let said: String = said.lines().filter(of_the_web).map(|line| format!("{line}\n")).collect();
        (said, text(output.stderr), output.status.code())
    }

    #[test]
    fn the_program_asks_real_servers_and_says_what_they_said() {
        let server = serve();
        let paths = ["well", "gone", "busy", "closed", "mends-itself", "no-head", "round", "moved", "garbage", "huge"];
        let base = format!("http://127.0.0.1:{}", server.port);
        let mut addresses: Vec<String> = paths.iter().map(|path| format!("{base}/{path}")).collect();
        // Nobody listens on the port of the service multiplexer (RFC 1078).
        addresses.push("http://127.0.0.1:1/".to_owned());
        // A server of its own: it is given up as a whole.
        addresses.push(format!("http://127.0.0.1:{}/silent", serve().port));
        addresses.push(format!("https://127.0.0.1:{}/secure", serve().port));
        let manual = manual_of(&addresses, "");
        let (said, told, code) = check(&manual, &["--external"]);
        let found: Vec<String> = said
            .lines()
            .map(|line| {
                let (line, _) = line.split_once(" (").unwrap_or((line, ""));
                let line = line.replace(&base, "BASE").replace("content/01-part/01-chapter.md:", "");
                line.replace(|c: char| c.is_ascii_digit(), "")
                    .replace("http://...:/", "OTHER/")
                    .replace("https://...:/", "SAFE/")
            })
            .collect();
        let expected = [
            "::: warning[dead-link]: `BASE/gone` leads to nothing: there is no such page",
            "::: warning[unreachable-link]: `BASE/round` sends those who ask for it round in a circle",
            "::: warning[moved-link]: `BASE/moved` has moved for good to `BASE/well`",
            "::: warning[unreachable-link]: `BASE/garbage` cannot be reached: what `...:` answers is not a web page's",
            "::: warning[unreachable-link]: `OTHER/` cannot be reached: `...:` takes no connection",
            "::: warning[unreachable-link]: `OTHER/silent` cannot be reached: `...:` did not answer in time",
            "::: warning[unreachable-link]: `SAFE/secure` cannot be reached: `...:` cannot be trusted: no secure connection could be agreed on",
        ]
        .map(|line| line.replacen(":::", "::", 1));
        assert_eq!(found, expected, "{said}");
        assert_eq!(code, Some(0), "dead links are warnings: {told}");
        assert!(told.contains("13 addresses outside: 13 asked"), "{told}");
        let asked = server.asked.lock().unwrap().clone();
        let count = |question: &str| asked.iter().filter(|asked| *asked == question).count();
        assert_eq!(
            (count("HEAD /well"), count("GET /busy"), count("GET /no-head"), count("GET /closed")),
            (2, 0, 1, 1)
        );

        // What was found is kept, is not asked again, and can be damaged or deleted.
        let before = server.asked.lock().unwrap().len();
        let (again, told, _) = check(&manual, &["--external"]);
        assert!(told.contains("13 known from earlier"), "{told}");
        assert_eq!(again.lines().count(), 7);
        assert_eq!(server.asked.lock().unwrap().len(), before);
        let (_, told, _) = check(&manual, &["--external-fresh", "--deny", "dead-link"]);
        assert!(told.contains("13 asked") && server.asked.lock().unwrap().len() > before, "{told}");
        let kept = manual.path(".chapterhouse/external.json");
        let text = std::fs::read_to_string(&kept).unwrap();
        std::fs::write(&kept, &text[..text.len() / 2]).unwrap();
        let (_, told, code) = check(&manual, &["--external", "--deny", "dead-link"]);
        assert!(told.contains("13 asked"), "{told}");
        assert_eq!(code, Some(1));
        assert_eq!(std::fs::read_dir(manual.path(".chapterhouse")).unwrap().count(), 1, "nothing half-written is left");
    }

    #[test]
    fn without_the_word_nothing_is_asked() {
        let server = serve();
        let manual = manual_of(&[format!("http://127.0.0.1:{}/gone", server.port)], "");
        assert_eq!(check(&manual, &[]).0, "");
        assert!(manual.run(&["build", "-q"]).status.success());
        assert_eq!(server.asked.lock().unwrap().len(), 0);
        assert!(!manual.path(".chapterhouse").exists());
    }

    #[test]
    fn a_machine_that_reaches_nothing_says_so_once() {
        let addresses: Vec<String> = (1..5).map(|port| format!("http://127.0.0.1:{port}/")).collect();
        let (said, told, code) = check(&manual_of(&addresses, ""), &["--external"]);
        assert_eq!((said.as_str(), code), ("", Some(2)));
        assert!(told.contains("no web server could be reached"), "{told}");
    }

    #[test]
    fn a_proxy_is_asked_where_one_is_named() {
        let proxy = serve();
        let manual = manual_of(&["http://somewhere.example/gone".to_owned()], "");
        let mut command = manual.program(&["check", "--external", "--format", "short", "--today", "2026-11-15"]);
        command.env("HTTP_PROXY", format!("http://127.0.0.1:{}", proxy.port)).env_remove("http_proxy");
        command.env_remove("no_proxy").env_remove("NO_PROXY");
        let _ = command.output().unwrap();
        let asked = proxy.asked.lock().unwrap().clone();
        assert!(asked.iter().any(|asked| asked.contains("somewhere.example")), "{asked:?}");
    }
}

#[test]
fn a_verdict_is_good_or_something_is_said_of_it() {
    let manual = Manual::with_chapter("[x](https://a.example/x)\n");
    for (answer, lines) in
        [(said(200), 0), (said(401), 0), (said(999), 0), (said(404), 1), (said(400), 1), (said(502), 1)]
    {
        let web = Invented::default().with("a.example", answer.clone());
        let (outcome, ..) = ask_remembering(&manual, &web, LinkMemory::default(), NOW);
        assert_eq!(outcome.lines.len(), lines, "{answer:?}");
    }
    assert!(Verdict::Good.is_good());
}
