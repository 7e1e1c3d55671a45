//! The test of all addresses outside a manual: which are asked, which are remembered, which are left alone.
//!
//! Takes addresses, settings, what is remembered and something to ask; gives diagnostics and numbers. Reads no clock.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use url::Url;

use super::addresses::OutsideAddress;
use super::answers::Verdict;
use super::exceptions::is_excepted;
use super::memory::LinkMemory;
use super::rounds::{Manner, ask_all};
use super::said::say_of;
use super::web::Web;
use crate::config::external_links::ExternalLinks;
use crate::diagnostics::diagnostic::Diagnostic;

/// After so many answers, what is known is worth saving.
const SAVE_AFTER: usize = 50;

/// How a test is to be made.
pub struct LinkTest<'a> {
    /// The site's settings.
    pub settings: &'a ExternalLinks,
    /// Now.
    pub now: Timestamp,
    /// Whether every address is asked, whatever is remembered of it.
    pub fresh: bool,
    /// Keeps what is known so far: a test that is stopped has not asked in vain.
    pub save: &'a (dyn Fn(&LinkMemory) + Sync),
}

/// What came of a test.
#[derive(Debug, Default)]
pub struct Tested {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How many addresses were asked to the end.
    pub asked: usize,
    /// How many were known from earlier.
    pub remembered: usize,
    /// How many are exceptions.
    pub excepted: usize,
    /// How many were left alone because their server wanted to be.
    pub left: usize,
    /// Whether this machine seems to reach no server at all; then nothing is said of those that are silent.
    pub offline: bool,
}

/// Tests addresses.
pub fn test_links(addresses: &[OutsideAddress], web: &dyn Web, memory: LinkMemory, test: &LinkTest<'_>) -> Tested {
    let mut tested = Tested::default();
    let mut to_ask: Vec<&OutsideAddress> = Vec::new();
    let mut known: Vec<(&OutsideAddress, Verdict, Option<Timestamp>)> = Vec::new();
    for address in addresses {
        let recalled = memory.recall(address.url.as_str(), test.now, test.settings.max_age).filter(|_| !test.fresh);
        if is_excepted(address.url.as_str(), &test.settings.ignore) {
            tested.excepted += 1;
        } else if let Some(recalled) = recalled {
            tested.remembered += 1;
            known.push((address, recalled.found.clone(), Some(recalled.asked)));
        } else {
            to_ask.push(address);
        }
    }
    let kept = Mutex::new((memory, 0_usize));
    let urls: Vec<Url> = to_ask.iter().map(|address| address.url.clone()).collect();
    let told = |place: usize, verdict: &Verdict| {
        // While it may be this machine that is offline, silence is no news of a server.
        let Some(url) = urls.get(place).filter(|_| !matches!(verdict, Verdict::Silent(..) | Verdict::Secret)) else {
            return;
        };
        let (memory, news) = &mut *kept.lock().unwrap_or_else(PoisonError::into_inner);
        memory.keep(url.as_str(), test.now, verdict.clone());
        *news += 1;
        if news.is_multiple_of(SAVE_AFTER) {
            (test.save)(memory);
        }
    };
    let manner = Manner { parallel: test.settings.parallel, tries: test.settings.tries };
    let rounds = ask_all(web, &urls, manner, &told);
    let (mut memory, _) = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    tested.offline = rounds.offline;
    for (address, verdict) in to_ask.into_iter().zip(rounds.verdicts) {
        match verdict {
            None => tested.left += 1,
            Some(Verdict::Silent(..)) if rounds.offline => tested.left += 1,
            Some(verdict) => {
                tested.asked += 1;
                if verdict != Verdict::Secret {
                    memory.keep(address.url.as_str(), test.now, verdict.clone());
                }
                known.push((address, verdict, None));
            }
        }
    }
    let still_there: std::collections::HashSet<&str> = addresses.iter().map(|address| address.url.as_str()).collect();
    memory.retain(|address| still_there.contains(address));
    (test.save)(&memory);
    for (address, verdict, asked) in known {
        say_of(address, &verdict, asked, &mut tested.diagnostics);
    }
    tested
}
