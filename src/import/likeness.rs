//! Takes titles and texts, says how alike they are: titles by the words they share, texts when only their typography
//! differs. Knows nothing of files.

use std::collections::BTreeMap;

/// The words of a title, in order, without capitals and signs.
pub fn words_of(title: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "and" | "the" | "of" | "a" | "an" | "for" | "or" | "in" | "to")
        })
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}

/// How alike two lists of words are: 1000 when they are the same, 0 when they share none (Sørensen–Dice).
pub fn likeness(one: &[String], other: &[String]) -> usize {
    let (mut shared, mut at) = (0, 0);
    for word in one {
        while other.get(at).is_some_and(|found| found < word) {
            at += 1;
        }
        if other.get(at) == Some(word) {
            shared += 1;
            at += 1;
        }
    }
    let all = one.len() + other.len();
    usize::checked_div(2000 * shared, all).unwrap_or(0)
}

/// For each of `new`, the one of `old` that is certainly most like it: each is the other's best, no other is as good, and
/// it reaches `least` of 1000. `bonus` is added for a pair that something else speaks for.
pub fn best_matches(
    old: &[Vec<String>],
    new: &[Vec<String>],
    least: &impl Fn(usize, usize) -> usize,
    bonus: &impl Fn(usize, usize) -> usize,
) -> Vec<Option<usize>> {
    /// Words that stand in more titles than this say nothing about any of them.
    const FREQUENT: usize = 60;
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, words) in old.iter().enumerate() {
        for word in words {
            let list = places.entry(word).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let mut for_new: Vec<Best> = vec![Best::default(); new.len()];
    let mut for_old: Vec<Best> = vec![Best::default(); old.len()];
    for (index, words) in new.iter().enumerate() {
        let lists = words.iter().filter_map(|word| places.get(word.as_str())).filter(|list| list.len() <= FREQUENT);
        let mut others: Vec<usize> = lists.flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            let alike = likeness(old.get(other).map(Vec::as_slice).unwrap_or_default(), words);
            if alike < least(other, index) {
                continue;
            }
            let score = alike + bonus(other, index);
            if let Some(best) = for_new.get_mut(index) {
                best.offer(score, other);
            }
            if let Some(best) = for_old.get_mut(other) {
                best.offer(score, index);
            }
        }
    }
    let matched = for_new.iter().enumerate().map(|(index, best)| {
        let other = best.only()?;
        (for_old.get(other)?.only() == Some(index)).then_some(other)
    });
    matched.collect()
}

/// The best of several, and whether another is as good.
#[derive(Clone, Copy, Default)]
struct Best {
    score: usize,
    place: Option<usize>,
    tied: bool,
}

impl Best {
    fn offer(&mut self, score: usize, place: usize) {
        if score > self.score {
            *self = Best { score, place: Some(place), tied: false };
        } else if score == self.score {
            self.tied = true;
        }
    }

    fn only(&self) -> Option<usize> {
        self.place.filter(|_| !self.tied)
    }
}

/// A text with one kind of quotation mark, dash and space, and without line breaks that nobody sees.
pub fn plain_typography(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut paragraph_ends = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            paragraph_ends = true;
            continue;
        }
        if !plain.is_empty() {
            plain.push(if paragraph_ends { '\n' } else { ' ' });
        }
        paragraph_ends = false;
        let mut space = false;
        for c in line.trim().chars() {
            let c = match c {
                '‘' | '’' | '‚' | '‛' | '′' => '\'',
                '“' | '”' | '„' | '‟' | '″' => '"',
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
                '…' => {
                    plain.push_str("..");
                    '.'
                }
                '\u{AD}' | '\u{200B}' | '\u{2060}' => continue,
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c == ' ' && space {
                continue;
            }
            space = c == ' ';
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(titles: &[&str]) -> Vec<Vec<String>> {
        titles.iter().map(|title| words_of(title)).collect()
    }

    #[test]
    fn pairs_titles_only_when_nothing_else_is_as_like() {
        let old = all(&["Secondary Attendance", "Elementary Attendance", "Social Media", "Social Media"]);
        let new = all(&["Elementary attendance", "Secondary-Attendance", "Social media", "Parking"]);
        assert_eq!(best_matches(&old, &new, &|_, _| 600, &|_, _| 0), [Some(1), Some(0), None, None]);
        let number = |old: usize, new: usize| if (old, new) == (3, 2) { 200 } else { 0 };
        assert_eq!(best_matches(&old, &new, &|_, _| 600, &number)[2], Some(3));
    }

    #[test]
    fn sees_through_typography_only() {
        assert_eq!(plain_typography("“It’s  a–b…”\nc\n\n\nd "), plain_typography("\"It's a-b...\" c\n\nd"));
        assert_ne!(plain_typography("a\n\nb"), plain_typography("a b"));
        assert_ne!(plain_typography("14 days"), plain_typography("15 days"));
    }
}
