//! Two texts by words: which stretches were exchanged, so that a person can read it. A difference that a machine finds
//! word by word is confetti; small common words between changes become part of the change.

use std::ops::Range;

use super::align::equal_runs;
use super::text::Text;

/// Words of the older text in whose place there are words of the newer one. Between hunks, the words are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Words that were taken out; empty if none.
    pub older: Range<usize>,
    /// Words that were put in; empty if none.
    pub newer: Range<usize>,
}

/// Of a text of which less than this share is kept, in thousandths, the whole is shown as exchanged.
const KEPT: usize = 300;

/// The hunks between two texts.
pub fn diff_words(older: &Text, newer: &Text) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut a, mut b) = (0, 0);
    for run in equal_runs(&older.keys(), &newer.keys()) {
        if run.older > a || run.newer > b {
            hunks.push(Hunk { older: a..run.older, newer: b..run.newer });
        }
        (a, b) = (run.older + run.length, run.newer + run.length);
    }
    if a < older.words.len() || b < newer.words.len() {
        hunks.push(Hunk { older: a..older.words.len(), newer: b..newer.words.len() });
    }
    settle_on_sentences(older, newer, &mut hunks);
    join_across_joints(older, newer, &mut hunks);
    join_across_small_words(newer, hunks)
}

/// Whether so little is kept that the two are better read one after the other.
pub fn is_exchanged(older: &Text, newer: &Text, hunks: &[Hunk]) -> bool {
    let (all, other) = (older.words.len(), newer.words.len());
    let gone: usize = hunks.iter().map(|hunk| hunk.older.len()).sum();
    all > 0 && other > 0 && 2000 * (all - gone) < KEPT * (all + other)
}

/// What was only put in or only taken out can often begin at several words with the same outcome: of "[. See the law]." and
/// ". [See the law.]" the second is what the author did. So many words are tried on each side.
const TRIED: usize = 12;

/// Moves such hunks to where sentences begin and end.
fn settle_on_sentences(older: &Text, newer: &Text, hunks: &mut [Hunk]) {
    let ends: Vec<usize> = hunks.iter().skip(1).map(|hunk| hunk.older.start).chain([older.words.len()]).collect();
    let mut from = 0;
    for (hunk, end) in hunks.iter_mut().zip(ends) {
        // How many kept words there are on each side.
        let (before, behind) = (hunk.older.start - from, end - hunk.older.end);
        let moved = match (hunk.older.is_empty(), hunk.newer.is_empty()) {
            (true, false) => best_place(newer, &hunk.newer, before, behind),
            (false, true) => best_place(older, &hunk.older, before, behind),
            _ => 0,
        };
        let shift =
            |range: &Range<usize>| range.start.saturating_add_signed(moved)..range.end.saturating_add_signed(moved);
        *hunk = Hunk { older: shift(&hunk.older), newer: shift(&hunk.newer) };
        from = hunk.older.end;
    }
}

/// How far a stretch of words is best moved: to the left if negative.
fn best_place(text: &Text, stretch: &Range<usize>, before: usize, behind: usize) -> isize {
    let key = |at: usize| text.words.get(at).map(|word| word.key);
    let closes =
        |at: usize| text.words.get(at).is_some_and(|word| matches!(text.word(word), "." | "?" | "!" | ";" | ":" | ","));
    let worth = |start: usize, end: usize| {
        let opened = start == 0 || closes(start - 1);
        2 * usize::from(opened && closes(end - 1)) + usize::from(opened)
    };
    let (mut best, mut moved) = (worth(stretch.start, stretch.end), 0);
    let mut step = 0;
    while step < before.min(TRIED) && key(stretch.start - step - 1) == key(stretch.end - step - 1) {
        step += 1;
        let worth = worth(stretch.start - step, stretch.end - step);
        if worth > best {
            (best, moved) = (worth, -isize::try_from(step).unwrap_or(0));
        }
    }
    step = 0;
    while step < behind.min(TRIED) && key(stretch.start + step) == key(stretch.end + step) {
        step += 1;
        let worth = worth(stretch.start + step, stretch.end + step);
        if worth > best {
            (best, moved) = (worth, isize::try_from(step).unwrap_or(0));
        }
    }
    moved
}

/// Widens hunks to whole words as a reader sees them: "follow-up" and not only its hyphen.
fn join_across_joints(older: &Text, newer: &Text, hunks: &mut Vec<Hunk>) {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let ends: Vec<usize> = hunks.iter().skip(1).map(|hunk| hunk.older.start).chain([older.words.len()]).collect();
    for (mut hunk, end) in std::mem::take(hunks).into_iter().zip(ends) {
        let glued = |hunk: &Hunk, end: bool| {
            let at = |text: &Text, range: &Range<usize>| {
                let place = if end { range.end } else { range.start };
                !range.is_empty() && is_joint(text, place)
            };
            at(older, &hunk.older) || at(newer, &hunk.newer)
        };
        let from = joined.last().map_or(0, |last| last.older.end);
        while hunk.older.start > from && hunk.newer.start > 0 && glued(&hunk, false) {
            hunk.older.start -= 1;
            hunk.newer.start -= 1;
        }
        while hunk.older.end < end && glued(&hunk, true) {
            hunk.older.end += 1;
            hunk.newer.end += 1;
        }
        match joined.last_mut() {
            Some(last) if last.older.end >= hunk.older.start && last.newer.end >= hunk.newer.start => {
                last.older.end = hunk.older.end;
                last.newer.end = hunk.newer.end;
            }
            _ => joined.push(hunk),
        }
    }
    *hunks = joined;
}

/// Whether no reader would see a gap before a word: "follow" and "-", "-" and "up".
fn is_joint(text: &Text, at: usize) -> bool {
    let joins = |at: usize| {
        text.words.get(at).is_some_and(|word| {
            !word.mark || text.word(word).starts_with(|c: char| super::text::is_dash(c) || "£$€%/@".contains(c))
        })
    };
    let Some(before) = at.checked_sub(1) else { return false };
    text.words.get(at).is_some_and(|word| !word.space) && joins(before) && joins(at)
}

/// Makes one hunk of two between which only a few small words are kept, fewer than were changed on both sides.
fn join_across_small_words(newer: &Text, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let size = |hunk: &Hunk| hunk.older.len().max(hunk.newer.len());
    for hunk in hunks {
        if let Some(last) = joined.last_mut() {
            let between = newer.words.get(last.newer.end..hunk.newer.start).unwrap_or_default();
            let words: Vec<&str> =
                between.iter().take(8).filter(|word| !word.mark).map(|word| newer.word(word)).collect();
            let letters: usize = words.iter().map(|word| word.len()).sum();
            let one_sided =
                (last.older.is_empty() && hunk.older.is_empty()) || (last.newer.is_empty() && hunk.newer.is_empty());
            let few = between.len() <= 4 && words.len() <= 2 && letters <= 7;
            let enough = size(last).min(size(&hunk)) * 2 > between.len();
            let one_word = words.is_empty() && between.len() <= 1;
            if !one_sided && few && (enough || one_word) && size(last) + size(&hunk) > 2 {
                last.older.end = hunk.older.end;
                last.newer.end = hunk.newer.end;
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn shown(older: &str, newer: &str) -> String {
        let (older, newer) = (Text::plain(older), Text::plain(newer));
        let mut text = String::new();
        let mut at = 0;
        for hunk in diff_words(&older, &newer) {
            let (out, put) = (older.slice(hunk.older.clone()), newer.slice(hunk.newer.clone()));
            let _ = write!(text, "{} [-{out}-]{{+{put}+}} ", newer.slice(at..hunk.newer.start));
            at = hunk.newer.end;
        }
        text.push_str(&newer.slice(at..newer.words.len()));
        text.trim().to_owned()
    }

    #[test]
    fn reads_as_a_person_would_say_it() {
        for (older, newer, expected) in [
            ("Ring the team.", "Ring the team.", "Ring the team."),
            ("Ring the team today.", "Ring the duty team.", "Ring the [--]{+duty+} team [-today-]{++} ."),
            ("Ring the team.", "Ring the team. See the law.", "Ring the team. [--]{+See the law.+}"),
            ("Ring them. Go home. Rest.", "Ring them. Rest.", "Ring them. [-Go home.-]{++} Rest."),
            ("a follow-up visit", "a follow up visit", "a [-follow-up-]{+follow up+} visit"),
            ("It costs £5 now.", "It costs £6 now.", "It costs [-£5-]{+£6+} now."),
            (
                "They write a short letter to the parents of each child.",
                "They send two copies of a long form to the parents of each child.",
                "They [-write a short letter-]{+send two copies of a long form+} to the parents of each child.",
            ),
        ] {
            assert_eq!(shown(older, newer), expected, "{older} / {newer}");
        }
    }

    #[test]
    fn what_has_little_in_common_is_exchanged_whole() {
        let exchanged = |older: &str, newer: &str| {
            let (older, newer) = (Text::plain(older), Text::plain(newer));
            is_exchanged(&older, &newer, &diff_words(&older, &newer))
        };
        assert!(exchanged("The duty team answers every call.", "Nobody was ever sent to our homes the same week."));
        assert!(!exchanged("The duty team answers every call.", "The duty team answers most calls."));
    }
}
