//! What `search eval` says: as one JSON object, which it also keeps for the next time, and for people.
//!
//! Takes judged questions, gives text. Knows no index and no file.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::eval_changes::{Earlier, changes};
use crate::search::judge::{Outcome, Summary, sum_up};

/// What is printed as JSON, and kept.
#[derive(Serialize, Deserialize)]
pub struct Evaluation {
    /// The day on which the manual was looked at.
    pub today: String,
    /// Means and counts.
    #[serde(flatten)]
    pub figures: Figures,
    /// Each question, in the order of the files.
    pub judgements: Vec<Judged>,
}

/// Means and counts over all questions, rounded.
#[derive(Serialize, Deserialize)]
pub struct Figures {
    questions: usize,
    /// Of sections.
    pub ndcg: f64,
    entry_ndcg: f64,
    mrr: f64,
    entry_mrr: f64,
    first: usize,
    first_three: usize,
    entry_first_three: usize,
    empty: usize,
}

/// One question.
#[derive(Serialize, Deserialize)]
pub struct Judged {
    /// The question.
    pub query: String,
    /// Where it is asked: `FILE:LINE`.
    pub at: String,
    /// What was wanted, best first.
    pub wanted: Vec<WantedName>,
    /// Of sections.
    pub ndcg: f64,
    entry_ndcg: f64,
    /// Where the right section stands, from 1.
    pub place: Option<usize>,
    entry_place: Option<usize>,
    empty: bool,
    /// What stood first, as `entry#anchor`.
    first: Option<String>,
}

/// What was wanted, by its name.
#[derive(Serialize, Deserialize)]
pub struct WantedName {
    /// The entry.
    pub entry: String,
    /// The section's anchor; nothing: any of its sections.
    pub section: Option<String>,
    /// From 0 to 3.
    pub grade: u8,
}

impl Figures {
    /// Rounds what was summed up.
    pub fn of(sum: &Summary) -> Self {
        Figures {
            questions: sum.questions,
            ndcg: rounded(sum.ndcg),
            entry_ndcg: rounded(sum.entry_ndcg),
            mrr: rounded(sum.mrr),
            entry_mrr: rounded(sum.entry_mrr),
            first: sum.first,
            first_three: sum.first_three,
            entry_first_three: sum.entry_first_three,
            empty: sum.empty,
        }
    }

    /// The figures of some questions.
    pub fn over(judgements: &[&Judged]) -> Self {
        let outcomes: Vec<Outcome> = judgements.iter().map(|judged| judged.outcome()).collect();
        Figures::of(&sum_up(&outcomes))
    }

    /// Whether those that are printed with three decimals look the same.
    pub fn are_shown_as(&self, other: &Figures) -> bool {
        let shown = |of: &Figures| [of.ndcg, of.entry_ndcg, of.mrr, of.entry_mrr].map(|figure| format!("{figure:.3}"));
        shown(self) == shown(other)
    }
}

impl Judged {
    /// A question with its outcome.
    pub fn of(query: &str, at: String, wanted: Vec<WantedName>, outcome: &Outcome, first: Option<String>) -> Self {
        Judged {
            query: query.to_owned(),
            at,
            wanted,
            ndcg: rounded(outcome.ndcg),
            entry_ndcg: rounded(outcome.entry_ndcg),
            place: outcome.place,
            entry_place: outcome.entry_place,
            empty: outcome.empty,
            first,
        }
    }

    fn outcome(&self) -> Outcome {
        Outcome {
            ndcg: self.ndcg,
            entry_ndcg: self.entry_ndcg,
            place: self.place,
            entry_place: self.entry_place,
            empty: self.empty,
        }
    }

    fn right(&self) -> String {
        let best = self.wanted.iter().map(|wanted| wanted.grade).max();
        let right = self.wanted.iter().find(|wanted| Some(wanted.grade) == best);
        right.map_or_else(String::new, |right| match &right.section {
            Some(section) => format!("{}#{section}", right.entry),
            None => right.entry.clone(),
        })
    }

    fn standing(&self) -> String {
        match (self.place, self.entry_place) {
            (Some(place), _) => format!("{} stands {}", self.right(), ordinal(place)),
            (None, Some(place)) => format!("{} is not shown; its chapter stands {}", self.right(), ordinal(place)),
            (None, None) if self.empty => format!("nothing is found; {} was wanted", self.right()),
            (None, None) => format!("{} is not found", self.right()),
        }
    }
}

/// The report for people. `brief` leaves out the questions that are answered well.
pub fn eval_text(now: &Evaluation, before: Option<&Earlier>, brief: bool) -> String {
    let figures = &now.figures;
    if now.judgements.is_empty() {
        return "No question could be asked: mend what is wrong with the judgements.\n".to_owned();
    }
    let mut out = String::new();
    if !brief {
        for judged in &now.judgements {
            let place = judged.place.map_or_else(|| "-".to_owned(), |place| place.to_string());
            let _ = writeln!(out, "{place:>4}  {}", judged.query);
        }
        out.push('\n');
    }
    let low: Vec<&Judged> = now.judgements.iter().filter(|judged| judged.place.is_none_or(|place| place > 3)).collect();
    if !low.is_empty() {
        let _ = writeln!(out, "Not among the first three:");
        for judged in low {
            let _ = writeln!(out, "  {}: {}\n    {}", judged.at, judged.query, judged.standing());
            if let Some(first) = judged.first.as_ref().filter(|_| !judged.empty) {
                let _ = writeln!(out, "    first stands {first}");
            }
        }
        out.push('\n');
    }
    let changes = before.map(|before| (changes(now, before), &before.run.figures));
    if let Some((changes, _)) = &changes {
        out.push_str(&changes.text);
    }
    put_table(figures, changes.as_ref().filter(|(changes, _)| changes.figures).map(|(_, before)| *before), &mut out);
    let _ = writeln!(
        out,
        "{} question{}: the right section stands first for {}, among the first three for {}; its chapter among the first three for {}; nothing is found for {}",
        figures.questions,
        if figures.questions == 1 { "" } else { "s" },
        figures.first,
        figures.first_three,
        figures.entry_first_three,
        figures.empty,
    );
    if let Some((count, then, now)) = changes.as_ref().and_then(|(changes, _)| changes.common.as_ref()) {
        let what = if *count == 1 { "question that was" } else { "questions that were" };
        let _ = writeln!(out, "\nOver the {count} {what} asked both times:\n");
        put_table(now, Some(then), &mut out);
    }
    out
}

/// The main figures; with those of before, each stands behind what it was.
fn put_table(now: &Figures, before: Option<&Figures>, out: &mut String) {
    let width = if before.is_some() { 13 } else { 7 };
    let cell = |of: fn(&Figures) -> f64| match before {
        Some(before) => format!("{:.3} → {:.3}", of(before), of(now)),
        None => format!("{:.3}", of(now)),
    };
    let rows = [
        ["", "section", "chapter"].map(str::to_owned),
        ["nDCG@10".to_owned(), cell(|of| of.ndcg), cell(|of| of.entry_ndcg)],
        ["MRR".to_owned(), cell(|of| of.mrr), cell(|of| of.entry_mrr)],
    ];
    for [name, section, chapter] in rows {
        let _ = writeln!(out, "{name:>9}  {section:>width$}  {chapter:>width$}");
    }
}

/// "1st", "2nd".
pub fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An evaluation in which questions have their right section at some places.
    pub(crate) fn evaluation(today: &str, places: &[(&str, Option<usize>)]) -> Evaluation {
        let judged = |(query, place): &(&str, Option<usize>)| Judged {
            query: (*query).to_owned(),
            at: "j:1".to_owned(),
            wanted: vec![WantedName { entry: "a".to_owned(), section: Some("b".to_owned()), grade: 3 }],
            ndcg: place.map_or(0.0, |_| 0.5),
            entry_ndcg: 0.0,
            place: *place,
            entry_place: None,
            empty: place.is_none(),
            first: None,
        };
        let judgements: Vec<Judged> = places.iter().map(judged).collect();
        let figures = Figures::over(&judgements.iter().collect::<Vec<_>>());
        Evaluation { today: today.to_owned(), figures, judgements }
    }

    fn text(now: &Evaluation, before: Evaluation) -> String {
        eval_text(now, Some(&Earlier { name: "the last run".to_owned(), run: before }), true)
    }

    #[test]
    fn the_figure_of_before_stands_beside_that_of_now() {
        let before = || evaluation("2026-11-15", &[("a", Some(1)), ("b", Some(2))]);
        let told = text(&evaluation("2026-11-16", &[("a", Some(1)), ("b", None)]), before());
        assert!(told.contains("\n  nDCG@10  0.500 → 0.250  0.000 → 0.000\n"), "{told}");
        assert!(told.contains("\n      MRR  0.750 → 0.500  0.000 → 0.000\n"), "{told}");
        assert!(!told.contains("both times"), "{told}");
        let told = text(&before(), before());
        assert!(!told.contains('→') && told.contains("\n  nDCG@10    0.500    0.000\n"), "{told}");
    }

    #[test]
    fn where_questions_were_added_those_asked_both_times_have_figures_of_their_own() {
        let before = evaluation("2026-11-15", &[("a", Some(1)), ("b", Some(2))]);
        let now = evaluation("2026-11-16", &[("a", Some(1)), ("b", Some(2)), ("c", None), ("d", None)]);
        let told = text(&now, before);
        let (all, common) = told.split_once("Over the 2 questions that were asked both times:").unwrap();
        assert!(all.contains("2 asked for the first time, 0 no longer asked"), "{told}");
        assert!(all.contains("nDCG@10  0.500 → 0.250"), "{told}");
        assert!(common.contains("nDCG@10  0.500 → 0.500"), "{told}");
    }

    #[test]
    fn no_questions_have_no_figures() {
        let none = evaluation("2026-11-15", &[]);
        assert_eq!(
            text(&none, evaluation("2026-11-15", &[("a", Some(1))])),
            "No question could be asked: mend what is wrong with the judgements.\n"
        );
    }

    #[test]
    fn places_are_counted_as_people_count() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"
        );
    }
}
