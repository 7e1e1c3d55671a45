//! One address: how it is asked for, where it sends those who ask, and what that comes to.
//!
//! Takes something to ask, gives one attempt's [`Outcome`]. Knows nothing of other addresses, of trying again, or of
//! where an address stands in the manual.

use std::collections::HashSet;
use std::time::Duration;

use url::Url;

use super::answers::{Answer, Silence, Verdict};
use super::judge::{Meaning, judge_status, moved_to};
use super::web::{Method, Web};

/// The most places that an address may send us to, one after another. Browsers allow twenty.
const FARTHEST: usize = 10;

/// What one attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the address is found to be.
    pub verdict: Verdict,
    /// Whether another attempt may find something else.
    pub may_pass: bool,
    /// How long the server wants to be left alone.
    pub rest: Option<Duration>,
    /// Whether no answer came from the address's own server, and not from one to which it leads.
    pub own_server_silent: bool,
}

impl Outcome {
    fn sure(verdict: Verdict) -> Self {
        Outcome { verdict, may_pass: false, rest: None, own_server_silent: false }
    }
}

/// Asks for an address, and follows it to where it leads. `first` is how each place is asked at first.
pub fn ask_for(web: &dyn Web, address: &Url, first: Method) -> Outcome {
    if !address.username().is_empty() || address.password().is_some() {
        return Outcome::sure(Verdict::Secret);
    }
    let mut here = address.clone();
    // Where the address leads for good: the chain of redirects up to the first that is for the time being.
    let mut for_good = Some(address.clone());
    let mut seen: HashSet<Url> = HashSet::from([here.clone()]);
    for _ in 0..=FARTHEST {
        let (status, location, rest) = match ask_once(web, &here, first) {
            Answer::Said { status, location, rest } => (status, location, rest),
            Answer::Silent(silence) => {
                let own_server_silent = here.host_str() == address.host_str();
                let may_pass = silence.may_pass();
                let verdict = Verdict::Silent(silence, server_of(&here));
                return Outcome { verdict, may_pass, rest: None, own_server_silent };
            }
        };
        let meaning = judge_status(status, location.is_some());
        match meaning {
            Meaning::Elsewhere { permanent } => {
                let written = location.unwrap_or_default();
                let Some(next) = follow(&here, &written) else { return Outcome::sure(Verdict::LeadsOff(written)) };
                if for_good.as_ref() == Some(&here) && permanent {
                    for_good = Some(next.clone());
                }
                if !seen.insert(next.clone()) {
                    // Some servers send each visitor back once, with a cookie that we do not keep: people get through.
                    let verdict = if permanent { Verdict::Circle } else { Verdict::Good };
                    return Outcome::sure(verdict);
                }
                here = next;
            }
            Meaning::Alive => {
                let moved = for_good.take().and_then(|target| moved_to(address, &target));
                let verdict = moved.map_or(Verdict::Good, |target| Verdict::Moved(target.to_string()));
                return Outcome { rest, ..Outcome::sure(verdict) };
            }
            Meaning::Gone => return Outcome::sure(Verdict::Gone(status)),
            Meaning::Failing { may_pass } => {
                return Outcome { may_pass, rest, ..Outcome::sure(Verdict::Failing(status)) };
            }
            Meaning::Proxy => {
                let words = "it wants a name and a password".to_owned();
                let verdict = Verdict::Silent(Silence::Proxy(words), server_of(&here));
                return Outcome { own_server_silent: true, ..Outcome::sure(verdict) };
            }
        }
    }
    Outcome::sure(Verdict::Circle)
}

/// The server that an address names, with its port where that is not the usual one.
pub fn server_of(address: &Url) -> String {
    let host = address.host_str().unwrap_or("");
    address.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Asks without the page, and with it where a server makes nothing of that.
fn ask_once(web: &dyn Web, address: &Url, first: Method) -> Answer {
    if first == Method::Get {
        return web.ask(address, Method::Get);
    }
    match web.ask(address, Method::Head) {
        // Too many questions are not answered better by one more.
        answer @ Answer::Said { status: 200..=399 | 407 | 429, .. } => answer,
        Answer::Said { .. } | Answer::Silent(Silence::Cut | Silence::Garbage) => web.ask(address, Method::Get),
        silent @ Answer::Silent(_) => silent,
    }
}

/// The address that a redirect means; nothing if it is not on the web. What it knows of users and passwords is left out.
fn follow(here: &Url, written: &str) -> Option<Url> {
    let mut next = here.join(written).ok().filter(|next| matches!(next.scheme(), "http" | "https"))?;
    next.host_str()?;
    let _ = next.set_username("");
    let _ = next.set_password(None);
    next.set_fragment(None);
    Some(next)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Mutex;

    use super::*;

    /// A web of fixed answers: by method and address.
    #[derive(Default)]
    struct Script {
        answers: HashMap<&'static str, Answer>,
        asked: Mutex<Vec<String>>,
    }

    impl Script {
        fn with(mut self, question: &'static str, status: u16, location: &str) -> Self {
            let location = (!location.is_empty()).then(|| location.to_owned());
            self.answers.insert(question, Answer::Said { status, location, rest: None });
            self
        }

        fn asked(&self) -> Vec<String> {
            self.asked.lock().unwrap().clone()
        }
    }

    impl Web for Script {
        fn ask(&self, address: &Url, method: Method) -> Answer {
            let question = format!("{method:?} {address}");
            self.asked.lock().unwrap().push(question.clone());
            let both = self.answers.get(address.as_str());
            self.answers.get(question.as_str()).or(both).cloned().unwrap_or(Answer::Silent(Silence::NoSuchServer))
        }

        fn rest(&self, _: Duration) {}
    }

    fn verdict(web: &Script, address: &str) -> Verdict {
        ask_for(web, &Url::parse(address).unwrap(), Method::Head).verdict
    }

    #[test]
    fn asks_again_with_get_only_where_that_may_help() {
        let web = Script::default().with("Head http://a.example/", 405, "").with("Get http://a.example/", 200, "");
        assert_eq!(verdict(&web, "http://a.example/"), Verdict::Good);
        assert_eq!(web.asked(), ["Head http://a.example/", "Get http://a.example/"]);
        let busy = Script::default().with("http://a.example/", 429, "");
        assert_eq!(verdict(&busy, "http://a.example/"), Verdict::Good);
        assert_eq!(busy.asked().len(), 1);
        let gone = Script::default().with("http://a.example/", 404, "");
        assert_eq!(verdict(&gone, "http://a.example/"), Verdict::Gone(404));
        assert_eq!(gone.asked().len(), 2);
    }

    #[test]
    fn only_what_moved_for_good_has_moved() {
        let web = Script::default()
            .with("http://a.example/old", 301, "/new")
            .with("http://a.example/new", 308, "https://b.example/x")
            .with("https://b.example/x", 302, "/login")
            .with("https://b.example/login", 200, "")
            .with("http://a.example/now", 302, "/old");
        assert_eq!(verdict(&web, "http://a.example/old"), Verdict::Moved("https://b.example/x".to_owned()));
        assert_eq!(verdict(&web, "http://a.example/now"), Verdict::Good);
    }

    #[test]
    fn a_move_to_nothing_is_gone_and_a_circle_ends() {
        let web = Script::default()
            .with("http://a.example/old", 301, "/gone")
            .with("http://a.example/gone", 410, "")
            .with("http://a.example/round", 301, "/about")
            .with("http://a.example/about", 301, "/round")
            .with("http://a.example/cookie", 302, "/cookie")
            .with("http://a.example/off", 301, "mailto:x@a.example");
        assert_eq!(verdict(&web, "http://a.example/old"), Verdict::Gone(410));
        assert_eq!(verdict(&web, "http://a.example/round"), Verdict::Circle);
        assert_eq!(verdict(&web, "http://a.example/cookie"), Verdict::Good);
        assert_eq!(verdict(&web, "http://a.example/off"), Verdict::LeadsOff("mailto:x@a.example".to_owned()));
        let asked = web.asked().len();
        assert_eq!(verdict(&web, "http://me:secret@a.example/old"), Verdict::Secret);
        assert_eq!(web.asked().len(), asked, "nothing is asked with a password");
    }
}
