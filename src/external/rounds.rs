//! Many addresses: several servers at once, each asked one thing at a time and with a pause, and again where that may
//! help.
//!
//! Takes addresses and something to ask, gives what each was found to be. A server that is not there is asked once and
//! not once for each of its addresses; one that wants to be left alone is. When nothing at all answers, asking stops.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use super::answers::Verdict;
use super::ask::{Outcome, ask_for, server_of};
use super::web::{Method, Web};

/// Between two questions to one server.
const PAUSE: Duration = Duration::from_millis(200);
/// Before an address is tried a second time; doubled before each further time.
const FIRST_REST: Duration = Duration::from_secs(1);
/// The longest rest that a server gets for which it asks; one that wants more is left alone altogether.
const LONGEST_REST: Duration = Duration::from_secs(30);
/// So many pages of a server in a row without an answer, and its other pages are not waited for.
const SLOW_PAGES: usize = 2;
/// So many servers without an answer from any, and this machine is taken to be offline.
const ALL_SILENT: usize = 8;

/// How to go about it.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The most servers asked at once.
    pub parallel: usize,
    /// The most tries of one address.
    pub tries: usize,
}

/// What came of all addresses.
#[derive(Debug)]
pub struct Rounds {
    /// Of each address, in their order, what it was found to be; nothing if it was not asked to the end.
    pub verdicts: Vec<Option<Verdict>>,
    /// Whether it looks as if this machine could reach no server at all. Then silence says nothing of an address.
    pub offline: bool,
}

/// Asks for all of some addresses. `told` hears of each that is found to be something, as it is found.
pub fn ask_all(web: &dyn Web, addresses: &[Url], manner: Manner, told: &(dyn Fn(usize, &Verdict) + Sync)) -> Rounds {
    let mut servers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, address) in addresses.iter().enumerate() {
        servers.entry(server_of(address)).or_default().push(place);
    }
    let mut queue: Vec<Vec<usize>> = servers.into_values().collect();
    // The longest first, so that the last to end is not one that began late.
    queue.sort_by_key(|places| (std::cmp::Reverse(places.len()), places.first().copied()));
    let workers = manner.parallel.clamp(1, queue.len().max(1));
    let work = Work {
        web,
        addresses,
        tries: manner.tries.max(1),
        told,
        queue: Mutex::new(queue.into()),
        verdicts: Mutex::new(vec![None; addresses.len()]),
        answering: AtomicUsize::new(0),
        silent: AtomicUsize::new(0),
        without_names: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| work.ask_servers());
        }
    });
    let (silent, without_names) = (work.silent.into_inner(), work.without_names.into_inner());
    let offline = work.answering.into_inner() == 0 && (silent > 1 || (silent > 0 && silent == without_names));
    Rounds { verdicts: work.verdicts.into_inner().unwrap_or_else(PoisonError::into_inner), offline }
}

/// What all workers share.
struct Work<'a> {
    web: &'a dyn Web,
    addresses: &'a [Url],
    tries: usize,
    told: &'a (dyn Fn(usize, &Verdict) + Sync),
    queue: Mutex<VecDeque<Vec<usize>>>,
    verdicts: Mutex<Vec<Option<Verdict>>>,
    /// Servers that answered, and those that did not in a way that looks like being offline.
    answering: AtomicUsize,
    silent: AtomicUsize,
    without_names: AtomicUsize,
    stopped: AtomicBool,
}

impl Work<'_> {
    fn ask_servers(&self) {
        loop {
            let next = self.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(places) = next.filter(|_| !self.stopped.load(Ordering::Relaxed)) else { return };
            self.ask_server(places);
        }
    }

    fn ask_server(&self, places: Vec<usize>) {
        let mut waiting = places;
        let (mut answered, mut asked) = (false, false);
        let mut last: Option<Verdict> = None;
        for attempt in 1..=self.tries {
            let mut again: Vec<usize> = Vec::new();
            let mut rest = FIRST_REST.saturating_mul(1 << (attempt - 1).min(5));
            let mut slow = 0;
            let mut places = std::mem::take(&mut waiting).into_iter();
            while let Some(place) = places.next() {
                let Some(address) = self.addresses.get(place) else { continue };
                if self.stopped.load(Ordering::Relaxed) {
                    return;
                }
                if std::mem::replace(&mut asked, true) {
                    self.web.rest(PAUSE);
                }
                // Some servers never answer a question without a page.
                let first = if attempt == 1 { Method::Head } else { Method::Get };
                let outcome = ask_for(self.web, address, first);
                answered |= !outcome.own_server_silent && outcome.verdict != Verdict::Secret;
                if let Some(wanted) = outcome.rest {
                    if wanted > LONGEST_REST {
                        // Nothing is known of the others, and nothing is said of them.
                        self.find(place, outcome.verdict);
                        self.count(answered, None);
                        return;
                    }
                    if outcome.may_pass { rest = rest.max(wanted) } else { self.web.rest(wanted) }
                }
                let silent = silent_for_all(&outcome, &mut slow);
                let may_pass = outcome.may_pass && attempt < self.tries;
                last = Some(outcome.verdict.clone());
                if may_pass {
                    again.push(place);
                } else {
                    self.find(place, outcome.verdict.clone());
                }
                if silent {
                    let others = places.by_ref();
                    if may_pass {
                        again.extend(others);
                    } else {
                        others.for_each(|other| self.find(other, outcome.verdict.clone()));
                    }
                }
            }
            if again.is_empty() {
                break;
            }
            self.web.rest(rest);
            waiting = again;
        }
        self.count(answered, last.as_ref());
    }

    fn find(&self, place: usize, verdict: Verdict) {
        (self.told)(place, &verdict);
        let mut verdicts = self.verdicts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = verdicts.get_mut(place) {
            *found = Some(verdict);
        }
    }

    /// Counts a server that is done with.
    fn count(&self, answered: bool, last: Option<&Verdict>) {
        if answered {
            self.answering.fetch_add(1, Ordering::Relaxed);
        } else if let Some(Verdict::Silent(silence, _)) = last.filter(|last| looks_offline(last)) {
            let silent = self.silent.fetch_add(1, Ordering::Relaxed) + 1;
            if *silence == super::answers::Silence::NoNameService {
                self.without_names.fetch_add(1, Ordering::Relaxed);
            }
            if silent >= ALL_SILENT && self.answering.load(Ordering::Relaxed) == 0 {
                self.stopped.store(true, Ordering::Relaxed);
            }
        }
    }
}

fn looks_offline(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Silent(silence, _) if silence.looks_offline())
}

/// Whether what came of one address says enough of its server's other addresses.
fn silent_for_all(outcome: &Outcome, slow: &mut usize) -> bool {
    match &outcome.verdict {
        Verdict::Silent(silence, _) if outcome.own_server_silent => {
            *slow += 1;
            silence.concerns_server() || *slow >= SLOW_PAGES
        }
        _ => {
            *slow = 0;
            false
        }
    }
}
