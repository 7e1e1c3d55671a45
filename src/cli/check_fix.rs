//! `chapterhouse check --fix`: makes the changes that are certain. It shows them first, then asks; they are made all or none,
//! with a journal, as every change to an author's files is.

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use super::args::CheckArguments;
use super::changes::carry_out::carry_out;
use super::check::Looked;
use super::failure::Failure;
use super::mending::{Plan, plan_mends, promises};
use super::report::{print, say};
use super::report_formats::Places;
use super::report_human::thousands;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::publish::file_store::FileStore;
use crate::publish::local_disk::Disk;

/// How many faults that are left alone are named.
const NAMED: usize = 5;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// The changes were made.
    Made {
        /// Of how many faults they were not, though they were promised, because they would do harm.
        left_alone: usize,
    },
    /// There are none to make.
    Nothing,
    /// They were shown, as was asked.
    Shown,
    /// Nobody agreed to them.
    Refused,
}

/// Mends what was asked for.
///
/// # Errors
/// When a file is no longer what was checked, or the machine will not read or write.
pub fn mend(typed: &CheckArguments, looked: &Looked) -> Result<Mended, Failure> {
    let plan = plan_mends(looked, &looked.shown)?;
    for change in &plan.changes {
        print(&change.diff());
    }
    tell_left_out(&plan, looked);
    if plan.changes.is_empty() {
        say("there is nothing that can be mended without a person\n");
        return Ok(Mended::Nothing);
    }
    let (changes, files) = (counted(plan.mended, "change"), counted(plan.changes.len(), "file"));
    if typed.selection.fixing.dry_run {
        say(&format!("nothing was written: check --fix would make {changes} in {files}"));
        return Ok(Mended::Shown);
    }
    if !typed.selection.fixing.yes {
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            say(&format!("nothing was written: there is nobody to ask whether to make {changes} in {files}"));
            say("help: read them above; chapterhouse check --fix --yes makes them without asking");
            return Ok(Mended::Refused);
        }
        let these = if plan.mended == 1 { "this change".to_owned() } else { format!("these {changes}") };
        say(&format!("Make {these} in {files}? [y/N]"));
        let mut answer = String::new();
        // No answer is a no.
        let _ = std::io::stdin().lock().read_line(&mut answer);
        if !agrees(&answer) {
            say("nothing was written");
            return Ok(Mended::Refused);
        }
    }
    let store: Arc<dyn FileStore> = Arc::new(Disk);
    carry_out(&store, &looked.loaded.root, "check --fix", &plan.changes)?;
    for change in &plan.changes {
        say(&change.done());
    }
    say(&format!("made {changes}; this is what is left\n"));
    let tried = plan.recorded.iter().chain(&plan.harmful).filter(|fault| promises(fault, looked));
    Ok(Mended::Made { left_alone: tried.count() })
}

fn agrees(answer: &str) -> bool {
    ["y", "yes"].contains(&answer.trim().to_ascii_lowercase().as_str())
}

fn counted(number: usize, word: &str) -> String {
    format!("{} {word}{}", thousands(number), if number == 1 { "" } else { "s" })
}

fn tell_left_out(plan: &Plan, looked: &Looked) {
    let mut places = Places::of(&looked.loaded.sources);
    let mut tell = |faults: &[Diagnostic], why: &str, help: &str| {
        if faults.is_empty() {
            return;
        }
        let (them, are) =
            if faults.len() == 1 { ("1 fault", "is") } else { (&*format!("{} faults", faults.len()), "are") };
        say(&format!("{them} {are} left alone: {why}"));
        for fault in faults.iter().take(NAMED) {
            let line = places.position(&fault.place).line;
            say(&format!("  {}:{line}: {}", fault.place.file, fault.message));
        }
        if faults.len() > NAMED {
            say(&format!("  … and {} more", faults.len() - NAMED));
        }
        say(&format!("help: {help}\n"));
    };
    tell(
        &plan.recorded,
        "the text has been in force and is on record",
        "mend it by hand, then record that openly: chapterhouse correct ID --by CONTACT --reason \"…\"",
    );
    tell(
        &plan.unreadable,
        "the file is not saved as UTF-8",
        "save it as UTF-8, look at the characters that were lost, then run the command again",
    );
    tell(
        &plan.harmful,
        "the change would bring a new error",
        "mend it by hand: what it says is not all that is wrong there",
    );
    if plan.later > 0 {
        let (them, is) = if plan.later == 1 { ("1 fault", "is") } else { (&*format!("{} faults", plan.later), "are") };
        say(&format!("{them} {is} left for the next time: run the command again afterwards\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(["y\n", "Y", " yes \r\n", "YES\n"].into_iter().all(agrees));
        assert!(["", "\n", "n\n", "no", "yesterday", "ja"].into_iter().all(|answer| !agrees(answer)));
    }
}
