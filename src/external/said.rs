//! What authors are told of an address that does not lead where it should.
//!
//! Takes what addresses were found to be and where they stand, gives diagnostics: one for each place, so that whoever
//! answers for it hears of it, and may leave it as it is.

use jiff::Timestamp;
use url::Url;

use super::addresses::{Mention, OutsideAddress};
use super::answers::{Silence, Verdict};
use super::judge::is_only_secured;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;

/// The most letters of an address, or of another machine's words, that a message repeats.
const LONGEST_SHOWN: usize = 120;

/// Endings of names that only the machines of one network know.
const OWN_ENDINGS: &[&str] = &[".local", ".internal", ".intranet", ".lan", ".corp", ".home.arpa"];

/// What is wrong with an address, in words.
struct Words {
    code: &'static Code,
    message: String,
    help: String,
}

/// The diagnostics of one address. `asked` is when it was asked, if that was not now.
pub fn say_of(
    address: &OutsideAddress,
    verdict: &Verdict,
    asked: Option<Timestamp>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(words) = words_of(&address.url, verdict) else { return };
    let age = asked.map(|at| format!(" (as asked on {})", at.strftime("%Y-%m-%d"))).unwrap_or_default();
    for mention in &address.mentions {
        let fault = Diagnostic::new(words.code, mention.place.clone(), format!("{}{age}", words.message));
        let fault = fault.help(&words.help);
        diagnostics.push(match secured(&address.url, verdict, mention) {
            Some(place) => fault.mend(place, "s"),
            None => fault,
        });
    }
}

/// The place behind `http` of an address that is the same at `https`: what is to be put in is one letter.
fn secured(url: &Url, verdict: &Verdict, mention: &Mention) -> Option<Place> {
    let Verdict::Moved(to) = verdict else { return None };
    let written = mention.written.as_ref().filter(|_| is_only_secured(url.as_str(), to))?;
    let mut place = written.clone();
    place.span.start = place.span.start.saturating_add(4);
    place.span.end = place.span.start;
    Some(place)
}

fn words_of(url: &Url, verdict: &Verdict) -> Option<Words> {
    let shown = shorten(url.as_str());
    let words = |code, message: String, help: &str| Some(Words { code, message, help: help.to_owned() });
    let look = "open it in a browser; if the page is there, try again another day, or name it under `ignore` in \
                [links.external] of site.toml";
    let find =
        "find where the page is now and link to that, or take the link out; an older copy may be in a web archive";
    match verdict {
        Verdict::Good => None,
        Verdict::Gone(410) => {
            words(&codes::DEAD_LINK, format!("`{shown}` leads to nothing: the page was taken away (410)"), find)
        }
        Verdict::Gone(status) => {
            words(&codes::DEAD_LINK, format!("`{shown}` leads to nothing: there is no such page ({status})"), find)
        }
        Verdict::LeadsOff(to) => {
            let message = format!("`{shown}` sends its readers to `{}`, which is no web page", shorten(to));
            words(&codes::DEAD_LINK, message, find)
        }
        Verdict::Moved(to) if is_only_secured(url.as_str(), to) => {
            let message = format!("`{shown}` has moved for good to https");
            words(&codes::MOVED_LINK, message, "write https:// in place of http://")
        }
        Verdict::Moved(to) if leads_home(url, to) => {
            let message =
                format!("`{shown}` now leads to the front page of its site: the page itself seems to be gone");
            words(&codes::MOVED_LINK, message, find)
        }
        Verdict::Moved(to) => {
            let help = format!("if that page says what is meant, write {to}");
            words(&codes::MOVED_LINK, format!("`{shown}` has moved for good to `{}`", shorten(to)), &help)
        }
        Verdict::Circle => {
            words(&codes::UNREACHABLE_LINK, format!("`{shown}` sends those who ask for it round in a circle"), look)
        }
        Verdict::Failing(status @ 500..) => words(
            &codes::UNREACHABLE_LINK,
            format!("the server of `{shown}` fails with an error of its own ({status})"),
            look,
        ),
        Verdict::Failing(status) => {
            let help = "open it in a browser, go to the page that is meant, and copy the address from there";
            words(&codes::UNREACHABLE_LINK, format!("its server does not understand `{shown}` ({status})"), help)
        }
        Verdict::Secret => {
            let help = "take out what stands between // and @: everybody who reads the manual can read it";
            let message = "this address holds a user name or a password, and was not asked for".to_owned();
            words(&codes::UNREACHABLE_LINK, message, help)
        }
        Verdict::Silent(silence, server) => Some(silent_words(silence, server, &shown, look)),
    }
}

fn silent_words(silence: &Silence, server: &str, shown: &str, look: &str) -> Words {
    let own = "it is an address of a network of your own: test it from within that network, or name it under `ignore` in \
               [links.external] of site.toml";
    let certificate = "readers are warned off by their browsers: tell whoever runs the server; if it is one of your own \
                       network, this machine must trust the certificates of that network";
    let proxy = "ask whoever looks after this network; HTTPS_PROXY, HTTP_PROXY and NO_PROXY say which way is taken";
    let spelling = "check the spelling; if it is a server of a network of your own, test it from within that network, or \
                    name it under `ignore` in [links.external] of site.toml";
    let (code, what, help) = match silence {
        Silence::NoSuchServer => (&codes::DEAD_LINK, format!("there is no server `{server}`"), spelling),
        Silence::NoNameService => {
            (&codes::UNREACHABLE_LINK, format!("the name `{server}` could not be looked up"), look)
        }
        Silence::Refused => (&codes::UNREACHABLE_LINK, format!("`{server}` takes no connection"), look),
        Silence::TimedOut => (&codes::UNREACHABLE_LINK, format!("`{server}` did not answer in time"), look),
        Silence::Cut => (&codes::UNREACHABLE_LINK, format!("`{server}` broke off before it answered"), look),
        Silence::Garbage => (&codes::UNREACHABLE_LINK, format!("what `{server}` answers is not a web page's"), look),
        Silence::Certificate(why) => {
            let what = format!("`{server}` cannot be trusted: {}", shorten(why));
            (&codes::UNREACHABLE_LINK, what, certificate)
        }
        Silence::Proxy(why) => {
            let what = format!("the proxy of this network does not lead to `{server}`: {}", shorten(why));
            (&codes::UNREACHABLE_LINK, what, proxy)
        }
        Silence::Other(why) => {
            (&codes::UNREACHABLE_LINK, format!("`{server}` could not be reached: {}", shorten(why)), look)
        }
    };
    let help = if is_own_network(server) && help != certificate { own } else { help };
    Words { code, message: format!("`{shown}` cannot be reached: {what}"), help: help.to_owned() }
}

/// Whether a page's address now is that of its site's front page.
fn leads_home(from: &Url, to: &str) -> bool {
    let Ok(to) = Url::parse(to) else { return false };
    from.path().len() > 1 && to.path() == "/" && to.query().is_none()
}

/// Whether a server's name or number is one that only the machines of one network know (RFC 1918, RFC 4193, RFC 6762).
fn is_own_network(server: &str) -> bool {
    let Ok(url) = Url::parse(&format!("http://{server}/")) else { return false };
    match url.host() {
        Some(url::Host::Ipv4(number)) => number.is_private() || number.is_loopback() || number.is_link_local(),
        Some(url::Host::Ipv6(number)) => {
            number.is_loopback() || number.is_unique_local() || number.is_unicast_link_local()
        }
        Some(url::Host::Domain(name)) => !name.contains('.') || OWN_ENDINGS.iter().any(|ending| name.ends_with(ending)),
        None => false,
    }
}

/// What fits into a message; nothing in it can move a terminal's cursor.
fn shorten(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(LONGEST_SHOWN).collect();
    if text.chars().count() > LONGEST_SHOWN {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_numbers_and_names_of_own_networks() {
        for (server, own) in [
            ("10.1.2.3", true),
            ("172.16.0.1:8080", true),
            ("172.32.0.1", false),
            ("[fd00::1]", true),
            ("intranet", true),
            ("forms.council.local:8443", true),
            ("www.example.org", false),
        ] {
            assert_eq!(is_own_network(server), own, "{server}");
        }
    }

    #[test]
    fn a_message_repeats_no_more_of_an_address_than_can_be_read() {
        let url = Url::parse(&format!("https://a.example/{}", "x".repeat(5_000))).unwrap();
        let words = words_of(&url, &Verdict::Gone(404)).unwrap();
        assert!(words.message.len() < 250, "{}", words.message);
        assert!(!shorten("\u{1b}[2J").contains('\u{1b}'));
    }
}
