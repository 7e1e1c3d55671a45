//! What a preview says in the terminal: one line for each change, a fault once when it comes, and a word when it is mended.

#![cfg(feature = "serve")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::Arc;

use jiff::Zoned;

use super::args::Talk;
use super::report::say;
use super::report_formats::Places;
use super::report_human::{Look, count_words, human, thousands};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::preview::change::{Reach, Rebuilt, Report};
use crate::preview::revision::Revision;
use crate::preview::rounds::{Listener, Note};
use crate::preview::watcher::WhyPolling;

/// The most faults that are printed at a time; the rest are counted.
const MOST_SHOWN: usize = 20;
/// The most things that are named in the line of a change.
const MOST_NAMED: usize = 3;

/// A fault, told from others wherever the lines above it have moved it.
type Fault = (Arc<str>, &'static str, String);

/// The terminal of a preview.
pub struct Terminal {
    talk: Talk,
    told: RefCell<HashMap<Fault, usize>>,
    trouble: RefCell<Option<Arc<str>>>,
}

impl Terminal {
    /// A terminal at which nothing was said yet.
    pub fn new(talk: Talk) -> Self {
        Terminal { talk, told: RefCell::default(), trouble: RefCell::default() }
    }

    /// The faults that were not told yet, and how many that were told are mended.
    fn sift(&self, diagnostics: &[Diagnostic]) -> (Vec<Diagnostic>, usize) {
        let mut left = self.told.take();
        let mut told: HashMap<Fault, usize> = HashMap::new();
        let mut new = Vec::new();
        for diagnostic in diagnostics {
            let fault = (Arc::clone(&diagnostic.place.file), diagnostic.code.name, diagnostic.message.clone());
            match left.get_mut(&fault).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => new.push(diagnostic.clone()),
            }
            *told.entry(fault).or_default() += 1;
        }
        self.told.replace(told);
        (new, left.values().sum())
    }

    fn tell_faults(&self, report: &Report) -> usize {
        let (new, mended) = self.sift(&report.diagnostics);
        if !new.is_empty() {
            let look = Look { colour: std::io::stderr().is_terminal(), limit: Some(MOST_SHOWN), by_owner: None };
            say(human(&new, &mut Places::of(&report.sources), look).trim_end());
            say("");
        }
        let trouble = report.trouble.clone();
        if let Some(trouble) = trouble.as_ref().filter(|trouble| self.trouble.borrow().as_ref() != Some(*trouble)) {
            say(&format!("error: {trouble}"));
        }
        self.trouble.replace(trouble);
        mended
    }
}

impl Listener for Terminal {
    fn rebuilt(&self, rebuilt: &Rebuilt, revision: &Revision) {
        let mended = self.tell_faults(&revision.report);
        if self.talk.verbose {
            for (stage, time) in &rebuilt.stages {
                say(&format!("{stage:>9} {:>7.1} ms", time.as_secs_f64() * 1000.0));
            }
        }
        if !self.talk.quiet {
            let time = Zoned::now().strftime("%H:%M:%S").to_string();
            say(&format!("{time} {}", line(rebuilt, mended)));
        }
    }

    fn noted(&self, note: &Note) {
        say(&match note {
            Note::Polling(WhyPolling::Asked) => return,
            Note::Polling(why) => format!("{}: the files are looked at twice a second instead", cause(why)),
            Note::RootGone => "the manual's folder is gone; the last pages stay, and it is waited for".to_owned(),
            Note::RootBack => "the manual's folder is there again".to_owned(),
            Note::Day(day) => format!("it is {day} now"),
        });
    }
}

fn cause(why: &WhyPolling) -> String {
    match why {
        WhyPolling::Asked => String::new(),
        WhyPolling::Mount(kind) => {
            format!("the manual lies on a disk of another machine ({kind}), which tells of no changes")
        }
        WhyPolling::Limit => {
            "this system watches no more files (on Linux, fs.inotify.max_user_watches is the limit)".to_owned()
        }
        WhyPolling::Failed(why) => format!("this system cannot tell of changes ({why})"),
    }
}

/// "2.1 Enquiries: 3 pages in 42 ms: 1 warning".
fn line(rebuilt: &Rebuilt, mended: usize) -> String {
    let milliseconds: f64 = rebuilt.stages.iter().map(|(_, time)| time.as_secs_f64() * 1000.0).sum();
    let what = match names(rebuilt) {
        names if names.is_empty() && rebuilt.number == 1 => "built ".to_owned(),
        names if names.is_empty() => String::new(),
        names => format!("{names}: "),
    };
    let done = match rebuilt.reach {
        Some(Reach::Some(1)) => format!("1 page in {milliseconds:.0} ms"),
        Some(Reach::Some(pages)) => format!("{} pages in {milliseconds:.0} ms", thousands(pages)),
        Some(Reach::All(pages)) => format!("all {} pages in {milliseconds:.0} ms", thousands(pages)),
        None => "not built, the last pages stay".to_owned(),
    };
    let tally = count_words(rebuilt.errors, rebuilt.warnings);
    let mended = if mended > 0 { format!(", {} mended", thousands(mended)) } else { String::new() };
    format!("{what}{done}: {tally}{mended}")
}

/// What changed, by the names of its pages, else of its files.
fn names(rebuilt: &Rebuilt) -> String {
    let pages: Vec<&str> = rebuilt.pages.iter().map(|page| page.title.as_str()).collect();
    let others = rebuilt.files.iter().filter(|file| rebuilt.pages.iter().all(|page| !page.files.contains(*file)));
    let all: Vec<&str> = pages.into_iter().chain(others.map(AsRef::as_ref)).collect();
    let mut names = all.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    if all.len() > MOST_NAMED {
        names = format!("{names} and {} more", thousands(all.len() - MOST_NAMED));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;
    use crate::diagnostics::place::{Place, Span};

    #[test]
    fn a_fault_is_told_once_wherever_it_moves() {
        let terminal = Terminal::new(Talk::default());
        let fault = |at: usize, message: &str| {
            Diagnostic::new(&codes::BROKEN_LINK, Place::new(&Arc::from("a.md"), Span::new(at..at + 1)), message)
        };
        let sift = |list: &[Diagnostic]| {
            let (new, mended) = terminal.sift(list);
            (new.len(), mended)
        };
        assert_eq!(sift(&[fault(1, "x"), fault(5, "x")]), (2, 0));
        assert_eq!(sift(&[fault(2, "x"), fault(6, "x"), fault(9, "y")]), (1, 0));
        assert_eq!(sift(&[fault(6, "x")]), (0, 2));
        assert_eq!(sift(&[]), (0, 1));
    }
}
