//! The probe of the preview's safety: whatever a stranger sends, a draft is not read, nothing outside the site is served, and
//! the preview goes on.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::base_manual::Manual;
use crate::served_manual::{Answered, Served, read_answer};

/// What must never be served, wherever it lies.
const SECRET: &str = "a secret of this machine";

fn manual() -> Manual {
    let manual = Manual::sound();
    for path in
        [".env", "secret.txt", "content/.hidden.md", "content/.git/config", "public/index.html", "content/plan.md~"]
    {
        manual.write(path, SECRET);
    }
    manual
}

fn request(served: &Served, line: &str, headers: &[(&str, &str)]) -> Option<Answered> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    served.ask(format!("{line}\r\n{headers}\r\n").as_bytes())
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let port = served.port;
    let own = [
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
        format!("LOCALHOST:{port}"),
    ];
    for host in &own {
        assert_eq!(request(&served, "GET / HTTP/1.1", &[("Host", host)]).unwrap().status, 200, "{host}");
    }
    let foreign = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.2:{port}"),
        format!("2130706433:{port}"),
        format!("user@localhost:{port}"),
        "localhost".to_owned(),
        "localhost:80".to_owned(),
        "127.0.0.1".to_owned(),
        String::new(),
    ];
    for host in &foreign {
        for line in
            ["GET / HTTP/1.1", "GET /~preview/events HTTP/1.1", "GET /~preview/preview.js HTTP/1.1", "POST / HTTP/1.1"]
        {
            let answered = request(&served, line, &[("Host", host), ("Sec-Fetch-Site", "same-origin")]);
            assert!(answered.is_none_or(|answered| matches!(answered.status, 400 | 403)), "{line} {host}");
        }
    }
    let two = [("Host", own[0].as_str()), ("Host", "evil.example")];
    for (line, headers) in [("GET / HTTP/1.1", &[][..]), ("GET / HTTP/1.0", &[]), ("GET / HTTP/1.1", &two)] {
        assert!(matches!(request(&served, line, headers).unwrap().status, 400 | 403), "{line} {headers:?}");
    }
    // A whole address in the request is judged too.
    let whole =
        |named: &str| request(&served, &format!("GET http://{named}/ HTTP/1.1"), &[("Host", &own[0])]).unwrap().status;
    assert_eq!((whole(&own[0]), whole("evil.example")), (200, 403));
}

#[test]
fn only_pages_of_the_preview_hear_of_changes() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let host = format!("localhost:{}", served.port);
    let own = format!("http://{host}");
    let asked = |path: &str, headers: &[(&str, &str)]| {
        let line = format!("GET {path} HTTP/1.1");
        request(&served, &line, &[&[("Host", host.as_str())], headers].concat()).unwrap()
    };
    for path in ["/~preview/events", "/~preview/state?page=/"] {
        for good in [
            &[("Origin", own.as_str())][..],
            &[("Sec-Fetch-Site", "same-origin")],
            &[("Referer", &format!("{own}/a/"))],
        ] {
            assert_eq!(asked(path, good).status, 200, "{path} {good:?}");
        }
        for bad in [
            &[][..],
            &[("Origin", "http://evil.example")],
            &[("Origin", "null")],
            &[("Origin", "file://")],
            &[("Origin", &format!("https://{host}"))],
            &[("Origin", "http://localhost")],
            &[("Origin", &format!("{own}.evil.example"))],
            &[("Origin", "http://evil.example"), ("Sec-Fetch-Site", "same-origin")],
            &[("Sec-Fetch-Site", "cross-site")],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Sec-Fetch-Site", "none")],
            &[("Referer", "http://evil.example/")],
        ] {
            let answered = asked(path, bad);
            assert_eq!(answered.status, 403, "{path} {bad:?}");
            assert!(!answered.head.to_ascii_lowercase().contains("access-control"), "{}", answered.head);
        }
    }
    assert_eq!(asked("/~preview/events", &[("Origin", &own)]).header("content-type"), Some("text/event-stream"));
}

#[test]
fn a_preview_can_only_be_read() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let host = format!("localhost:{}", served.port);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"] {
        let answered = request(&served, &format!("{method} / HTTP/1.1"), &[("Host", &host), ("Content-Length", "0")]);
        assert!(answered.is_none_or(|answered| matches!(answered.status, 400 | 403 | 405)), "{method}");
    }
    let head = request(&served, "HEAD / HTTP/1.1", &[("Host", &host)]).unwrap();
    let got = served.get("/");
    assert_eq!((head.status, head.header("content-length")), (200, got.header("content-length")));
}

/// Ways out of a folder, as they have been tried on servers.
const WAYS_OUT: &[&str] = &[
    "/../secret.txt",
    "/../../../../../../etc/passwd",
    "/..%2fsecret.txt",
    "/..%2Fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/%2E%2E/%2E%2E/etc/passwd",
    "/.%2e/secret.txt",
    "/%2e./secret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%5c..%5csecret.txt",
    "/%252e%252e%252fsecret.txt",
    "/%252e%252e/secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%ae%c0%ae%c0%afsecret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/....//secret.txt",
    "/..././secret.txt",
    "/chapter/../../secret.txt",
    "/chapter/sound/../../../secret.txt",
    "/./../secret.txt",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc%2fpasswd",
    "/secret.txt",
    "/secret.txt%00.html",
    "/index.html%00",
    "/..;/secret.txt",
    "/file:///etc/passwd",
    "/C:/windows/win.ini",
    "/.env",
    "/%2eenv",
    "/.git/config",
    "/.hidden.md",
    "/files/.hidden.md",
    "/files/.git/config",
    "/public/index.html",
    "/site.toml",
    "/content/index.md",
    "/content/registers/contacts.yml",
    "/plan.md~",
    "/~now/../secret.txt",
    "/~now/%2e%2e/secret.txt",
    "/~as-at/2026-11-01/../../secret.txt",
    "/~preview/../secret.txt",
    "/~preview/%2e%2e/secret.txt",
    "/~preview/state/../../secret.txt",
    "/~",
    "/~root/",
];

#[test]
fn nothing_is_served_but_what_the_build_made() {
    let manual = manual();
    #[cfg(unix)]
    for (target, link) in [(manual.path("secret.txt"), "content/01-part/linked.pdf"), ("/etc".into(), "content/etc")] {
        std::os::unix::fs::symlink(target, manual.path(link)).unwrap();
    }
    let served = Served::start(manual.root(), &[]);
    let host = format!("localhost:{}", served.port);
    let linked = ["/files/01-part/linked.pdf", "/01-part/linked.pdf", "/files/etc/passwd", "/etc/passwd"];
    for way in WAYS_OUT.iter().chain(&linked) {
        let Some(answered) = request(&served, &format!("GET {way} HTTP/1.1"), &[("Host", &host)]) else { continue };
        // A link in the content is an error, so there may be no site at all yet.
        assert!(matches!(answered.status, 400 | 403 | 404 | 503), "{way}: {}", answered.status);
        let text = answered.text();
        assert!(!text.contains(SECRET) && !text.contains("root:"), "{way}: {text}");
    }
    let longest = format!("/{}", "a/".repeat(5_000));
    assert!(
        request(&served, &format!("GET {longest} HTTP/1.1"), &[("Host", &host)])
            .is_none_or(|answered| answered.status >= 400)
    );
}

#[test]
fn every_answer_keeps_to_its_own_page() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                  connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                  object-src 'none'; require-trusted-types-for 'script'";
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/chapter/sound/", 200, "text/html; charset=utf-8"),
        ("/~now/chapter/sound/", 200, "text/html; charset=utf-8"),
        ("/~as-at/2026-12-01/chapter/sound/", 200, "text/html; charset=utf-8"),
        ("/theme/js/site.js", 200, "text/javascript; charset=utf-8"),
        ("/theme/css/site.css", 200, "text/css; charset=utf-8"),
        ("/pages.json", 200, "application/json"),
        ("/SHA256SUMS", 200, "text/plain; charset=utf-8"),
        ("/~preview/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/~preview/state", 403, "text/plain; charset=utf-8"),
        ("/nowhere/", 404, "text/html; charset=utf-8"),
        ("/.env", 404, "text/plain; charset=utf-8"),
        ("/chapter/sound", 307, "text/plain; charset=utf-8"),
    ] {
        let answered = served.get(path);
        assert_eq!((answered.status, answered.header("content-type")), (status, Some(kind)), "{path}");
        let headers = [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        for (name, value) in headers {
            assert_eq!(answered.header(name), Some(value), "{path}: {name}");
        }
    }
    assert_eq!(served.get("/chapter/sound?a=b").header("location"), Some("/chapter/sound/?a=b"));
    assert_eq!(served.get("/~now/chapter/sound").header("location"), Some("/~now/chapter/sound/"));
}

#[test]
fn floods_and_half_sent_requests_cost_nobody_a_page() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let whole = served.get("/").body;
    let mut open: Vec<TcpStream> = Vec::new();
    for number in 0..700 {
        let mut stream = served.connect();
        let begun: &[u8] = if number % 2 == 0 { b"GET / HTTP/1.1\r\nHost: local" } else { b"" };
        let _ = stream.write_all(begun);
        open.push(stream);
        // A page that somebody asks for meanwhile comes.
        if number % 100 == 99 {
            assert_eq!(served.get("/").body, whole);
        }
    }
    let start = Instant::now();
    assert_eq!(served.get("/").body, whole);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // A request that never ends is not waited for for ever.
    let mut last = open.pop().unwrap();
    let mut rest = Vec::new();
    let _ = last.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    drop(open);
    // Streams are bounded too, and whoever leaves makes room.
    let host = format!("localhost:{}", served.port);
    let begin = || {
        let mut stream = served.connect();
        let request = format!("GET /~preview/events HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        (read_answer(&mut reader, false).unwrap().status, reader)
    };
    let streams: Vec<_> = (0..80).map(|_| begin()).collect();
    assert!(streams.iter().any(|(status, _)| *status == 200) && streams.iter().any(|(status, _)| *status == 503));
    assert_eq!(served.get("/").body, whole);
    drop(streams);
    served.wait("room for a stream", || begin().0 == 200);
    assert_eq!(served.get("/").body, whole);
}

#[test]
fn enormous_requests_are_refused() {
    let manual = manual();
    let served = Served::start(manual.root(), &[]);
    let host = format!("Host: localhost:{}\r\n", served.port);
    let refused = |request: String| {
        let status = served.ask(request.as_bytes()).map(|answered| answered.status);
        assert!(status.is_none_or(|status| matches!(status, 400 | 414 | 431)), "{status:?}");
    };
    refused(format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(1_000_000)));
    refused(format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(1_000_000)));
    refused(format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: a\r\n".repeat(2_000)));
    refused("a".repeat(1_000_000));
    refused("\0".repeat(1_000));
    refused("GET / HTTP/1.1\r\nHost\r\n\r\n".to_owned());
    refused("GET / HTTP/9.9\r\n\r\n".to_owned());
    assert_eq!(served.get("/").status, 200);
}
