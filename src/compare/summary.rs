//! A comparison in numbers, and in one sentence of a language.

use serde::Serialize;

use super::comparison::{Comparison, FactChange, Fate, Matter, SectionChange, SectionKind};
use super::flatten::is_picture;
use crate::language::words::Words;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Sections whose text is different.
    pub sections_changed: usize,
    /// Sections that are new.
    pub sections_added: usize,
    /// Sections that are gone.
    pub sections_removed: usize,
    /// Sections in another order.
    pub sections_moved: usize,
    /// Headings that were put in above text that stood before the first heading.
    pub headings_added: usize,
    /// Headings that were taken out of text that now stands before the first heading.
    pub headings_removed: usize,
    /// Sections with another title.
    pub sections_renamed: usize,
    /// Time limits.
    pub time_limits: Count,
    /// How old somebody is.
    pub ages: Count,
    /// What must, should or may be done.
    pub duties: Count,
    /// Other numbers.
    pub numbers: Count,
    /// Links that lead elsewhere under the same words.
    pub links: usize,
    /// Pictures in the place of which another stands.
    pub pictures: usize,
    /// Facts besides the text.
    pub facts: usize,
}

/// How often something came out otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// One took the place of another.
    pub changed: usize,
    /// It is new.
    pub added: usize,
    /// It is gone.
    pub removed: usize,
}

impl Count {
    /// All of them.
    pub fn all(self) -> usize {
        self.changed + self.added + self.removed
    }
}

impl Summary {
    /// Counts.
    pub fn of(sections: &[SectionChange], facts: &[FactChange]) -> Self {
        let mut summary = Summary { facts: facts.len(), ..Summary::default() };
        for section in sections {
            match section.kind {
                SectionKind::Unchanged => {}
                SectionKind::Changed => summary.sections_changed += 1,
                SectionKind::Added => summary.sections_added += 1,
                SectionKind::Removed => summary.sections_removed += 1,
            }
            summary.sections_moved += usize::from(section.moved);
            summary.sections_renamed += usize::from(section.renamed);
            summary.headings_added += usize::from(section.heading == Some(Fate::Added));
            summary.headings_removed += usize::from(section.heading == Some(Fate::Removed));
            let pictures = section.links.iter().filter(|link| is_picture(&link.words)).count();
            summary.pictures += pictures;
            summary.links += section.links.len() - pictures;
            for point in &section.points {
                let count = match point.matter {
                    Matter::TimeLimit => &mut summary.time_limits,
                    Matter::Age => &mut summary.ages,
                    Matter::Duty => &mut summary.duties,
                    Matter::Number => &mut summary.numbers,
                };
                match (&point.older, &point.newer) {
                    (Some(_), Some(_)) => count.changed += point.count,
                    (None, _) => count.added += point.count,
                    (_, None) => count.removed += point.count,
                }
            }
        }
        summary
    }

    /// What matters, in the order in which it is told: ages before time limits where more ages changed.
    pub fn order(&self) -> [Matter; 4] {
        let [first, second, third, last] = Matter::ALL;
        let ages = self.ages.changed > self.time_limits.changed;
        if ages { [second, first, third, last] } else { [first, second, third, last] }
    }

    /// The changes of the text in words: "3 sections changed, 1 moved; 2 time limits changed."
    pub fn sentence(&self, words: &Words) -> String {
        self.sentence_with(words, &[])
    }

    /// The same, and what else is different, by its name in [`Comparison::others`].
    fn sentence_with(&self, words: &Words, others: &[&str]) -> String {
        let sections = [
            (self.sections_changed, "changed"),
            (self.sections_added, "added"),
            (self.sections_removed, "removed"),
            (self.sections_renamed, "renamed"),
            (self.sections_moved, "moved"),
        ];
        let headings = [(self.headings_added, "put_in"), (self.headings_removed, "taken_out")];
        let mut parts: Vec<String> = counted(words, "sections", &sections).into_iter().collect();
        parts.extend(counted(words, "headings", &headings));
        for matter in self.order() {
            let (count, what) = match matter {
                Matter::TimeLimit => (self.time_limits, "time_limits"),
                Matter::Age => (self.ages, "ages"),
                Matter::Duty => (self.duties, "duties"),
                Matter::Number => (self.numbers, "numbers"),
            };
            let fates = [(count.changed, "changed"), (count.added, "new"), (count.removed, "taken_out")];
            parts.extend(counted(words, what, &fates));
        }
        if parts.is_empty() {
            // A title and a scope are words, too.
            let name = if others.is_empty() { "no_change_of_wording" } else { "no_change_of_text" };
            parts.push(words.say(name).to_owned());
        }
        if self.links > 0 {
            parts.push(words.tell("links_lead_elsewhere", &[("n", self.links.into())]));
        }
        if self.pictures > 0 {
            parts.push(words.tell("pictures_are_others", &[("n", self.pictures.into())]));
        }
        if !others.is_empty() {
            let told: Vec<String> =
                others.iter().map(|other| words.tell("other_change", &[("what", (*other).into())])).collect();
            parts.push(words.tell("other_changes", &[("list", told.join(", ").into())]));
        }
        let text = parts.join("; ");
        let mut letters = text.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        words.tell("as_sentence", &[("text", format!("{first}{}", letters.as_str()).into())])
    }
}

impl Comparison {
    /// All that is different in one sentence: of the text, and of what readers know of the chapter besides.
    pub fn sentence(&self, words: &Words) -> String {
        self.summary.sentence_with(words, &self.others())
    }

    /// What is different besides the text, by the names that words of the interface choose by.
    fn others(&self) -> Vec<&str> {
        let name = |fact: &FactChange| match fact.name.as_str() {
            "Title" => "title",
            "Scope" => "scope",
            "Applies to" => "areas",
            "For" => "audience",
            "Forms" => "forms",
            _ => "owner",
        };
        let law = (!self.references.is_empty()).then_some("law");
        self.facts.iter().map(name).chain(law).collect()
    }
}

/// "3 sections changed, 1 moved"; nothing if there is nothing to count.
fn counted(words: &Words, what: &str, fates: &[(usize, &str)]) -> Option<String> {
    let told = fates.iter().filter(|(count, _)| *count > 0).enumerate().map(|(index, (count, fate))| {
        let name = if index == 0 { "summary_first" } else { "summary_next" };
        let things = words.tell("things_counted", &[("what", what.into()), ("n", (*count).into())]);
        let given =
            [("n", (*count).into()), ("what", what.into()), ("things", things.into()), ("fate", (*fate).into())];
        words.tell(name, &given)
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { None } else { Some(told.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_it_in_a_sentence() {
        assert_eq!(Summary::default().sentence(Words::english()), "No change of wording.");
        let summary = Summary {
            sections_changed: 3,
            sections_moved: 1,
            time_limits: Count { changed: 2, ..Count::default() },
            ..Summary::default()
        };
        assert_eq!(summary.sentence(Words::english()), "3 sections changed, 1 moved; 2 time limits changed.");
        let summary = Summary {
            headings_removed: 1,
            time_limits: Count { changed: 2, ..Count::default() },
            ages: Count { changed: 1, ..Count::default() },
            ..Summary::default()
        };
        assert_eq!(summary.sentence(Words::english()), "1 heading taken out; 2 time limits changed; 1 age changed.");
        let summary = Summary { sections_moved: 1, links: 1, ..Summary::default() };
        assert_eq!(summary.sentence(Words::english()), "1 section moved; 1 link leads elsewhere.");
        assert_eq!(
            Summary { links: 2, ..Summary::default() }.sentence(Words::english()),
            "No change of wording; 2 links lead elsewhere."
        );
    }
}
