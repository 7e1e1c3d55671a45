//! Who is let in. Takes the headers of a request, says whether it came to this machine by a name of its own, and whether a
//! page of the preview sent it. Any web page that somebody opens may send requests to their own machine: without this it
//! could read a draft.

use std::net::IpAddr;

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderName, ORIGIN, REFERER};

/// Names that no other machine can have.
const OWN_NAMES: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

/// Where a request comes from, as browsers tell it of addresses that they hold to be safe.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names by which the preview may be asked.
#[derive(Clone, Debug)]
pub struct Gate {
    port: u16,
    /// Besides its own: the one that somebody gave.
    name: Option<String>,
}

impl Gate {
    /// A gate for a port, and the name or address under which others are to reach it.
    pub fn new(port: u16, name: Option<&str>) -> Self {
        Gate { port, name: name.map(str::to_ascii_lowercase) }
    }

    /// The host that a request was sent to, if it is one of ours. `reached` is the address of this machine at which it
    /// arrived: no foreign name can stand for a number.
    pub fn host<'a>(&self, headers: &'a HeaderMap, reached: IpAddr) -> Option<&'a str> {
        let host = single(headers, &HOST)?;
        self.is_own(host, reached).then_some(host)
    }

    /// Whether a host, with its port, is ours.
    pub fn is_own(&self, host: &str, reached: IpAddr) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            // A browser leaves out the port that everybody uses.
            _ if self.port == 80 => (host, "80"),
            _ => return false,
        };
        if port != self.port.to_string() {
            return false;
        }
        let name = name.to_ascii_lowercase();
        let number = if reached.is_ipv6() { format!("[{reached}]") } else { reached.to_string() };
        OWN_NAMES.contains(&name.as_str())
            || self.name.as_ref() == Some(&name)
            || (!reached.is_loopback() && name == number)
    }
}

/// Whether a request was sent by a page of this host: it says so itself, or the browser does. One that says nothing was not.
pub fn is_from_own_page(headers: &HeaderMap, host: &str) -> bool {
    if headers.contains_key(ORIGIN) {
        return single(headers, &ORIGIN) == Some(&format!("http://{host}"));
    }
    if headers.contains_key(&FETCH_SITE) {
        return single(headers, &FETCH_SITE) == Some("same-origin");
    }
    // Over a network, browsers tell neither; no page can forge this one.
    single(headers, &REFERER).is_some_and(|from| from.starts_with(&format!("http://{host}/")))
}

/// A header that must stand there once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?;
    if all.next().is_some() { None } else { first.to_str().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        let gate = Gate::new(4000, None);
        let here = IpAddr::from([127, 0, 0, 1]);
        for host in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LocalHost:4000"] {
            assert!(gate.is_own(host, here), "{host}");
        }
        for host in [
            "localhost",
            "localhost:4001",
            "evil.example:4000",
            "127.0.0.1.evil.example:4000",
            "localhost.:4000",
            "0.0.0.0:4000",
            "[::1]",
            "::1:4000",
            "localhost:4000:4000",
            "localhost:04000",
            "",
            ":4000",
            "127.1:4000",
            "2130706433:4000",
        ] {
            assert!(!gate.is_own(host, here), "{host}");
        }
        let open = Gate::new(80, Some("Desk.example"));
        let there = IpAddr::from([192, 168, 1, 5]);
        assert!(
            open.is_own("desk.example", there)
                && open.is_own("192.168.1.5", there)
                && open.is_own("localhost:80", there)
        );
        assert!(!open.is_own("192.168.1.6", there) && !open.is_own("other.example", there));
    }

    #[test]
    fn a_page_is_known_by_what_it_cannot_forge() {
        let headers = |list: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in list {
                headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            headers
        };
        let own = "localhost:4000";
        for good in [
            &[("origin", "http://localhost:4000")][..],
            &[("sec-fetch-site", "same-origin")],
            &[("referer", "http://localhost:4000/chapter/one/")],
        ] {
            assert!(is_from_own_page(&headers(good), own), "{good:?}");
        }
        for bad in [
            &[][..],
            &[("origin", "http://evil.example")],
            &[("origin", "null")],
            &[("origin", "https://localhost:4000")],
            &[("origin", "http://localhost:4000.evil.example")],
            &[("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")],
            &[("origin", "http://localhost:4000"), ("origin", "http://evil.example")],
            &[("sec-fetch-site", "cross-site"), ("referer", "http://localhost:4000/")],
            &[("sec-fetch-site", "none")],
            &[("referer", "http://localhost:4000.evil.example/")],
        ] {
            assert!(!is_from_own_page(&headers(bad), own), "{bad:?}");
        }
    }
}
