//! Whether what is under review may go live, in words: how much would change and when, and what stands against it.
//!
//! Takes the changes with what was found of each, gives a label and sentences. Drafts are told of and decide nothing: they
//! go live only once they are no drafts. Nor does that an interim text ends: that was decided with it.

use super::make_checklist::{Checked, Criterion};
use crate::language::words::Words;
use crate::model::proposals::{Proposal, ProposalGroup, ProposedChange, When};

/// So many days are named; the rest is counted.
const NAMED_DAYS: usize = 3;

/// A verdict.
pub struct Verdict {
    /// Whether it may go live, in a few words.
    pub label: String,
    /// The kind, for its looks.
    pub kind: &'static str,
    /// The sentences.
    pub sentences: Vec<String>,
}

/// Whether a change is for reviewers to decide.
pub fn is_decided(proposal: &Proposal) -> bool {
    proposal.when != When::Draft && proposal.change != ProposedChange::Expires
}

/// The verdict over some changes, each with its points; `errors` are those of the whole manual.
pub fn verdict_of(
    words: &Words,
    groups: &[ProposalGroup],
    checked: &[(&Proposal, Vec<Checked>)],
    errors: usize,
) -> Verdict {
    let going = || checked.iter().filter(|(proposal, _)| is_decided(proposal));
    let open = |criterion: Criterion| {
        let is_open = |point: &Checked| point.criterion == criterion && point.open.is_some();
        going().filter(|(_, points)| points.iter().any(is_open)).count()
    };
    let is_rest =
        |point: &&Checked| point.open.is_some() && !matches!(point.criterion, Criterion::Errors | Criterion::Approved);
    let rest: usize = going().map(|(_, points)| points.iter().filter(is_rest).count()).sum();
    let unapproved = open(Criterion::Approved);
    let mut sentences = changes(words, groups);
    if going().next().is_some() {
        sentences.push(match unapproved {
            0 if going().count() == 1 => words.say("verdict_one_approved").to_owned(),
            0 => words.say("verdict_all_approved").to_owned(),
            many => words.tell("verdict_not_approved", &[("n", many.into())]),
        });
    }
    sentences.push(words.tell("verdict_errors", &[("n", errors.into())]));
    if rest > 0 {
        sentences.push(words.tell("verdict_points_open", &[("n", rest.into())]));
    }
    let nothing = going().next().is_none();
    let (label, kind) = match (errors, unapproved, rest) {
        (0, _, _) if nothing => ("verdict_nothing", "in-force"),
        (1.., _, _) | (_, 1.., _) => ("verdict_no", "withdrawn"),
        (_, _, 1..) => ("verdict_open", "interim"),
        _ => ("verdict_yes", "in-force"),
    };
    Verdict { label: words.say(label).to_owned(), kind, sentences }
}

/// How much would change, and when.
fn changes(words: &Words, groups: &[ProposalGroup]) -> Vec<String> {
    let days: Vec<(String, usize)> = groups
        .iter()
        .filter_map(|group| match group.when {
            When::Day(day) => {
                let count = group.proposals.iter().filter(|proposal| is_decided(proposal)).count();
                (count > 0).then(|| (words.date(day), count))
            }
            When::NoDate | When::Draft => None,
        })
        .collect();
    let of = |when: When| groups.iter().filter(|group| group.when == when).map(|group| group.proposals.len()).sum();
    let (undated, drafts): (usize, usize) = (of(When::NoDate), of(When::Draft));
    let mut sentences = Vec::new();
    if let Some(((day, count), later)) = days.split_first() {
        let mut told = vec![words.tell("would_change_on", &[("n", (*count).into()), ("day", day.into())])];
        told.extend(
            later
                .iter()
                .take(NAMED_DAYS - 1)
                .map(|(day, count)| words.tell("so_many_on", &[("n", (*count).into()), ("day", day.into())])),
        );
        let after: usize = later.iter().skip(NAMED_DAYS - 1).map(|(_, count)| count).sum();
        told.extend((after > 0).then(|| words.tell("so_many_later", &[("n", after.into())])));
        sentences.push(words.tell("as_sentence", &[("text", words.list(&told).into())]));
    } else if undated == 0 && drafts == 0 {
        sentences.push(words.say("verdict_no_difference").to_owned());
    } else {
        sentences.push(words.say("verdict_no_day").to_owned());
    }
    let counted = [("verdict_undated", undated), ("verdict_drafts", drafts)];
    let counted = counted.iter().filter(|(_, count)| *count > 0);
    sentences.extend(counted.map(|(name, count)| words.tell(name, &[("n", (*count).into())])));
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    fn proposal(when: When) -> Proposal {
        Proposal { chapter: 0, change: ProposedChange::Changed, edition: 1, base: Some(0), when }
    }

    fn groups(whens: &[(When, usize)]) -> Vec<ProposalGroup> {
        let group =
            |(when, count): &(When, usize)| ProposalGroup { when: *when, proposals: vec![proposal(*when); *count] };
        whens.iter().map(group).collect()
    }

    fn said(groups: &[ProposalGroup], open: &[Criterion], errors: usize) -> (String, String) {
        let point = |criterion: &Criterion| Checked { criterion: *criterion, open: Some("why".to_owned()) };
        let proposals = || groups.iter().flat_map(|group| &group.proposals);
        let checked: Vec<_> = proposals().map(|proposal| (proposal, open.iter().map(point).collect())).collect();
        let verdict = verdict_of(&Words::builtin("en"), groups, &checked, errors);
        (verdict.label, verdict.sentences.join(" "))
    }

    #[test]
    fn says_when_how_much_and_what_stands_against_it() {
        const DAY: Date = date(2026, 12, 9);
        let later = [(When::Day(DAY), 3), (When::Day(date(2027, 1, 6)), 1), (When::NoDate, 1), (When::Draft, 2)];
        let (label, words) = said(&groups(&later), &[], 0);
        assert_eq!(label, "It may go live");
        assert_eq!(
            words,
            "3 chapters would change on 9 December 2026 and 1 on 6 January 2027. 1 chapter has no date yet. 2 drafts are \
             being written; they do not go live as they are. All are approved. No error stops publication."
        );
        let one = groups(&[(When::Day(DAY), 1)]);
        let (label, words) = said(&one, &[Criterion::Approved, Criterion::Note], 1);
        assert_eq!(label, "It may not go live yet");
        assert_eq!(
            words,
            "1 chapter would change on 9 December 2026. 1 is not approved. 1 error stops publication. 1 more point of the \
             checklist is open."
        );
        assert_eq!(said(&one, &[Criterion::Note], 0).0, "It may go live, with open points");
        assert_eq!(
            said(&[], &[], 0),
            (
                "Nothing to decide".to_owned(),
                "Nothing differs from what is in force today. No error stops publication.".to_owned()
            )
        );
    }
}
