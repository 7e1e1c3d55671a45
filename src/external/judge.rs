//! What a server's status means for a link, and when an address has moved.
//!
//! The statuses are those of RFC 9110. A link is called dead only when a server says so in as many words: servers that
//! turn programs away serve people, and a rule that cries wolf is soon switched off.

use url::Url;

/// What a status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Something is there.
    Alive,
    /// It is elsewhere.
    Elsewhere {
        /// Whether for good.
        permanent: bool,
    },
    /// Nothing is there.
    Gone,
    /// The server fails.
    Failing {
        /// Whether another try may be answered.
        may_pass: bool,
    },
    /// A proxy on the way wants to know who asks.
    Proxy,
}

/// The meaning of a status; `sends_on` is whether the answer names another address.
pub fn judge_status(status: u16, sends_on: bool) -> Meaning {
    match status {
        301 | 308 if sends_on => Meaning::Elsewhere { permanent: true },
        302 | 303 | 307 if sends_on => Meaning::Elsewhere { permanent: false },
        404 | 410 => Meaning::Gone,
        407 => Meaning::Proxy,
        408 | 425 | 500 | 502..=504 | 507..=598 => Meaning::Failing { may_pass: true },
        // What is faulty in the question itself, or not to be had from this server, stays so.
        400 | 414 | 421 | 422 | 501 | 505 | 506 => Meaning::Failing { may_pass: false },
        // 401, 402, 403, 406, 429, 451 and their like: a server that knows the address and not us.
        _ => Meaning::Alive,
    }
}

/// Where an address has moved, if that is worth an author's time: another closing slash is not, nor is the place to
/// which the address of a whole site sends its visitors.
pub fn moved_to(from: &Url, to: &Url) -> Option<Url> {
    let path = |address: &Url| address.path().trim_end_matches('/').to_owned();
    let (old, new) = (path(from), path(to));
    let same_host = from.host_str() == to.host_str() && from.port() == to.port();
    let same_scheme = from.scheme() == to.scheme();
    if same_host
        && same_scheme
        && (old == new && from.query() == to.query() || old.is_empty() && from.query().is_none())
    {
        return None;
    }
    let mut to = to.clone();
    to.set_fragment(from.fragment());
    Some(to)
}

/// Whether a move only takes an address from `http` to `https`: the one change that can mean nothing else.
pub fn is_only_secured(from: &str, to: &str) -> bool {
    let (Some(old), Some(new)) = (from.strip_prefix("http://"), to.strip_prefix("https://")) else { return false };
    // A browser takes an address without a path for one with the path `/`.
    old == new || (!old.contains('/') && new.strip_suffix('/') == Some(old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_that_says_so_makes_a_link_dead() {
        for status in [200, 204, 206, 304, 401, 403, 405, 406, 418, 429, 451, 999] {
            assert_eq!(judge_status(status, false), Meaning::Alive, "{status}");
        }
        assert_eq!(judge_status(301, false), Meaning::Alive, "there is nowhere to go");
        for status in [404, 410] {
            assert_eq!(judge_status(status, true), Meaning::Gone, "{status}");
        }
        for (status, may_pass) in [(400, false), (408, true), (500, true), (501, false), (503, true), (522, true)] {
            assert_eq!(judge_status(status, false), Meaning::Failing { may_pass }, "{status}");
        }
    }

    #[test]
    fn what_moved_is_said_only_where_it_matters() {
        for (from, to, moved) in [
            ("http://a.example/x", "https://a.example/x", true),
            ("https://a.example/x", "https://a.example/x/", false),
            ("https://a.example/x/", "https://a.example/y/", true),
            ("https://a.example/", "https://a.example/en/home", false),
            ("https://a.example/?id=1", "https://a.example/en/1", true),
            ("https://a.example/", "https://www.a.example/", true),
            ("https://a.example/x?p=1", "https://a.example/x?p=2", true),
        ] {
            let found = moved_to(&Url::parse(from).unwrap(), &Url::parse(to).unwrap());
            assert_eq!(found.is_some(), moved, "{from} to {to}");
        }
    }

    #[test]
    fn only_the_scheme_is_mended_unasked() {
        for (from, to, only) in [
            ("http://a.example/x?y=1#z", "https://a.example/x?y=1#z", true),
            ("http://a.example", "https://a.example/", true),
            ("http://a.example/x", "https://www.a.example/x", false),
            ("http://a.example/x", "https://a.example/x/", false),
            ("https://a.example/x", "http://a.example/x", false),
        ] {
            assert_eq!(is_only_secured(from, to), only, "{from} to {to}");
        }
    }
}
