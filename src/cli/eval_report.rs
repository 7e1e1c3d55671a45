//! What `search eval` says: as one JSON object, which it also keeps for the next time, and for people.
//!
//! Takes judged questions, gives text. Knows no index and no file.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::search::judge::{Outcome, Summary};

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
    ndcg: f64,
    entry_ndcg: f64,
    place: Option<usize>,
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
pub fn eval_text(now: &Evaluation, before: Option<&Evaluation>, brief: bool) -> String {
    let figures = &now.figures;
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
    if let Some(before) = before {
        out.push_str(&changes(now, before));
    }
    let _ = writeln!(out, "{:>9}  {:>7}  {:>7}", "", "section", "chapter");
    let _ = writeln!(out, "{:>9}  {:>7.3}  {:>7.3}", "nDCG@10", figures.ndcg, figures.entry_ndcg);
    let _ = writeln!(out, "{:>9}  {:>7.3}  {:>7.3}", "MRR", figures.mrr, figures.entry_mrr);
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
    out
}

/// What stands elsewhere than the last time.
fn changes(now: &Evaluation, before: &Evaluation) -> String {
    let known: std::collections::HashMap<&str, &Judged> =
        before.judgements.iter().map(|judged| (judged.query.as_str(), judged)).collect();
    let mut better = String::new();
    let mut worse = String::new();
    let mut same = 0;
    for judged in &now.judgements {
        let Some(earlier) = known.get(judged.query.as_str()) else { continue };
        same += 1;
        let rank = |judged: &Judged| judged.place.unwrap_or(usize::MAX);
        let better_now = (rank(judged), -judged.ndcg) < (rank(earlier), -earlier.ndcg);
        if (rank(judged), judged.ndcg) == (rank(earlier), earlier.ndcg) {
            continue;
        }
        let word = |judged: &Judged| judged.place.map_or_else(|| "nowhere".to_owned(), ordinal);
        let list = if better_now { &mut better } else { &mut worse };
        let _ = writeln!(
            list,
            "  {}: {} -> {}, nDCG {:.3} -> {:.3}",
            judged.query,
            word(earlier),
            word(judged),
            earlier.ndcg,
            judged.ndcg
        );
    }
    let mut out = String::new();
    for (word, list) in [("Better", better), ("Worse", worse)] {
        if !list.is_empty() {
            let _ = writeln!(out, "{word} than on {}:\n{list}", before.today);
        }
    }
    let (new, gone) = (now.judgements.len() - same, before.judgements.len().saturating_sub(same));
    if new + gone > 0 {
        let _ = writeln!(out, "{new} asked for the first time, {gone} no longer asked\n");
    }
    if out.is_empty() {
        let _ = writeln!(out, "Answered as on {}.\n", before.today);
    }
    out
}

fn ordinal(place: usize) -> String {
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
mod tests {
    use super::*;

    fn evaluation(today: &str, places: &[(&str, Option<usize>)]) -> Evaluation {
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
        let figures = Figures::of(&Summary { questions: places.len(), ..Summary::default() });
        Evaluation { today: today.to_owned(), figures, judgements: places.iter().map(judged).collect() }
    }

    #[test]
    fn what_changed_is_told_both_ways() {
        let before = evaluation("2026-11-15", &[("up", Some(4)), ("down", Some(1)), ("same", Some(2)), ("gone", None)]);
        let now = evaluation("2026-11-16", &[("up", Some(1)), ("down", None), ("same", Some(2)), ("new", Some(11))]);
        let told = changes(&now, &before);
        assert!(told.contains("Better than on 2026-11-15:\n  up: 4th -> 1st"), "{told}");
        assert!(told.contains("Worse than on 2026-11-15:\n  down: 1st -> nowhere"), "{told}");
        assert!(told.contains("1 asked for the first time, 1 no longer asked"), "{told}");
        assert!(!told.contains("same"), "{told}");
        assert!(changes(&before, &before).contains("Answered as on 2026-11-15."));
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"
        );
    }
}
