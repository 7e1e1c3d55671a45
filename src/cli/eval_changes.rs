//! What `search eval` says of an earlier run: which questions are answered otherwise, and by how much the figures differ.
//!
//! Takes two evaluations, gives text. Knows no index and no file.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use super::eval_report::{Evaluation, Figures, Judged, ordinal};
use super::report_formats::visible;
use crate::data::dates::long_date;

/// An evaluation to compare with.
pub struct Earlier {
    /// What it is called: "the last run", or the name of a file.
    pub name: String,
    /// What was found then.
    pub run: Evaluation,
}

impl Earlier {
    /// "the last run (15 November 2026)".
    fn called(&self) -> String {
        let day = &self.run.today;
        let day = day.parse::<Date>().map_or_else(|_| day.clone(), long_date);
        visible(&format!("{} ({day})", self.name), false).into_owned()
    }
}

/// What differs between two runs.
pub struct Changes {
    /// The questions that are answered otherwise, and how many were asked once only.
    pub text: String,
    /// Whether the figures are to be shown beside the earlier ones.
    pub figures: bool,
    /// Where questions were added or dropped: how many were asked both times, and the figures over those, before and now.
    pub common: Option<(usize, Figures, Figures)>,
}

/// What stands elsewhere than it did.
pub fn changes(now: &Evaluation, earlier: &Earlier) -> Changes {
    let before = &earlier.run;
    let known: HashMap<&str, &Judged> =
        before.judgements.iter().map(|judged| (judged.query.as_str(), judged)).collect();
    let asked: HashSet<&str> = now.judgements.iter().map(|judged| judged.query.as_str()).collect();
    let again: Vec<(&Judged, &Judged)> =
        now.judgements.iter().filter_map(|judged| Some((*known.get(judged.query.as_str())?, judged))).collect();
    let mut text = moved(&again, &earlier.called());
    let new = now.judgements.len() - again.len();
    let gone = known.keys().filter(|query| !asked.contains(**query)).count();
    if new + gone > 0 {
        let _ = writeln!(text, "{new} asked for the first time, {gone} no longer asked\n");
    }
    let figures = new + gone > 0 || !now.figures.are_shown_as(&before.figures);
    if text.is_empty() {
        let what = if figures { "By section nothing" } else { "Nothing" };
        let _ = writeln!(text, "{what} has changed since {}.\n", earlier.called());
    }
    let common = (new + gone > 0 && !again.is_empty()).then(|| {
        let (then, now): (Vec<&Judged>, Vec<&Judged>) = again.iter().copied().unzip();
        (again.len(), Figures::over(&then), Figures::over(&now))
    });
    Changes { text, figures, common }
}

/// The questions whose right section stands elsewhere, those that are answered better first.
fn moved(again: &[(&Judged, &Judged)], called: &str) -> String {
    let mut better = String::new();
    let mut worse = String::new();
    for (earlier, judged) in again {
        let rank = |judged: &Judged| judged.place.unwrap_or(usize::MAX);
        let better_now = (rank(judged), -judged.ndcg) < (rank(earlier), -earlier.ndcg);
        if (rank(judged), judged.ndcg) == (rank(earlier), earlier.ndcg) {
            continue;
        }
        let word = |judged: &Judged| judged.place.map_or_else(|| "nowhere".to_owned(), ordinal);
        let list = if better_now { &mut better } else { &mut worse };
        let _ = writeln!(
            list,
            "  {}: {} → {}, nDCG {:.3} → {:.3}",
            judged.query,
            word(earlier),
            word(judged),
            earlier.ndcg,
            judged.ndcg
        );
    }
    let mut text = String::new();
    for (word, list) in [("Better", better), ("Worse", worse)] {
        if !list.is_empty() {
            let _ = writeln!(text, "{word} than in {called}:\n{list}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::eval_report::tests::evaluation;

    fn told(now: &Evaluation, before: Evaluation) -> Changes {
        changes(now, &Earlier { name: "the last run".to_owned(), run: before })
    }

    #[test]
    fn what_changed_is_told_both_ways() {
        let before = evaluation("2026-11-15", &[("up", Some(4)), ("down", Some(1)), ("same", Some(2)), ("gone", None)]);
        let now = evaluation("2026-11-16", &[("up", Some(1)), ("down", None), ("same", Some(2)), ("new", Some(11))]);
        let told = told(&now, before);
        let text = &told.text;
        assert!(text.contains("Better than in the last run (15 November 2026):\n  up: 4th → 1st"), "{text}");
        assert!(text.contains("Worse than in the last run (15 November 2026):\n  down: 1st → nowhere"), "{text}");
        assert!(text.contains("1 asked for the first time, 1 no longer asked"), "{text}");
        assert!(!text.contains("same") && told.figures, "{text}");
        let (count, then, now) = told.common.unwrap();
        assert_eq!((count, then.ndcg, now.ndcg), (3, 0.5, 0.3333));
    }

    #[test]
    fn a_run_like_the_last_says_so_and_of_which_day_that_was() {
        let run = |day| evaluation(day, &[("a", Some(4)), ("b", None)]);
        let told = told(&run("2026-12-01"), run("2026-11-30"));
        assert_eq!(told.text, "Nothing has changed since the last run (30 November 2026).\n\n");
        assert!(!told.figures && told.common.is_none());
    }

    #[test]
    fn questions_that_were_asked_once_need_no_figures_of_their_own_where_there_are_no_others() {
        let told = told(&evaluation("2026-12-01", &[("a", Some(4))]), evaluation("2026-11-30", &[("b", Some(1))]));
        assert!(told.figures && told.common.is_none());
        assert_eq!(told.text, "1 asked for the first time, 1 no longer asked\n\n");
    }
}
