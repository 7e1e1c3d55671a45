//! Every recorded change of the manual: which update it belongs to, and which are still to come.
//!
//! Takes the chapters and the register of updates, gives an [`AmendmentBook`], made once in a build. Amendments of every
//! edition that readers may see count, whether it is still in force or not. Knows no page and no words for readers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::chapter::{Chapter, Edition, State};
use crate::language::words::Words;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind};
use crate::parse::registers::Update;
use crate::parse::slug::anchor_of;

/// A recorded change, named by places: nothing of it is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amended {
    /// The chapter's place in the site.
    pub chapter: u32,
    /// The edition's place in the chapter.
    pub edition: u32,
    /// The amendment's place in the edition; `None` for a withdrawal that no amendment tells of.
    pub entry: Option<u32>,
    /// What kind it is.
    pub kind: AmendmentKind,
    /// The day from which readers could know of it: its own, or the later day on which its edition was published. `None`
    /// for a change to come without a date.
    pub told_on: Option<Date>,
}

/// Changes that were told together: a named update, or a month between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateGroup {
    /// Its title: "November 2026", "Between updates, June 2026".
    pub title: String,
    /// Its anchor on the page that lists it.
    pub anchor: String,
    /// The day of the update, or the newest day of the month on which something changed.
    pub date: Date,
    /// Whether it is an update that the register names.
    pub named: bool,
    /// What the register says of it, or empty.
    pub summary: String,
    /// Its changes in reading order.
    pub amended: Vec<Amended>,
}

/// Every recorded change of a manual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmendmentBook {
    /// What readers know of, newest first.
    pub told: Vec<Amended>,
    /// The same by update, newest first; updates without any change too.
    pub updates: Vec<UpdateGroup>,
    /// What readers can already see but what is not yet in force: the next first, what has no date last.
    pub coming: Vec<Amended>,
}

/// Anchors that the page itself uses.
const OWN_ANCHORS: &[&str] = &["coming", "main", "updates", "years"];

/// Whether readers must know of a kind of change.
pub fn is_public(kind: AmendmentKind) -> bool {
    !matches!(kind, AmendmentKind::Minor | AmendmentKind::Review)
}

/// The kind of an amendment; one that does not say is taken for a change that readers must know.
pub fn kind_of(amendment: &AmendmentEntry) -> AmendmentKind {
    amendment.kind.unwrap_or(AmendmentKind::Major)
}

/// The day from which readers could see an edition, where that is later than the day from which it is in force.
pub fn published_late(edition: &Edition) -> Option<Date> {
    let front = edition.front();
    front.published_on.filter(|on| front.effective_from.is_some_and(|from| *on > from))
}

impl Amended {
    /// The amendment, from the edition that holds it. A withdrawal that no amendment tells of is told with its reason.
    pub fn entry_in<'a>(&self, edition: &'a Edition, words: &Words) -> Option<Cow<'a, AmendmentEntry>> {
        if let Some(entry) = self.entry {
            return edition.front().amendments.get(entry as usize).map(Cow::Borrowed);
        }
        let withdrawn = edition.front().withdrawn.as_ref()?;
        Some(Cow::Owned(AmendmentEntry {
            date: withdrawn.on,
            kind: Some(AmendmentKind::Withdrawn),
            note: Some(withdrawn.reason.clone().unwrap_or_else(|| words.say("chapter_was_withdrawn").to_owned())),
            sections: Vec::new(),
            reread: None,
            driver: None,
            approved_by: None,
        }))
    }
}

impl AmendmentBook {
    /// The book of a manual on a day. Of a frozen one, what came after the day is left out.
    pub fn of(chapters: &[Chapter], updates: &[Update], words: &Words, today: Date, frozen: bool) -> Self {
        let mut book = AmendmentBook::default();
        for (place, chapter) in chapters.iter().enumerate() {
            book.add(place, chapter, today, frozen);
        }
        book.told.sort_by_key(|amended| (std::cmp::Reverse(amended.told_on), amended.chapter));
        book.coming.sort_by_key(|amended| (amended.told_on.is_none(), amended.told_on, amended.chapter));
        book.updates = group(&book.told, updates, words, today);
        book
    }

    fn add(&mut self, place: usize, chapter: &Chapter, today: Date, frozen: bool) {
        // Where authors keep one growing list in every edition, a change is told once, with the edition that brought it.
        let mut seen = BTreeSet::new();
        let visible = || chapter.editions.iter().enumerate().filter(|(_, edition)| edition.visible);
        for (number, edition) in visible() {
            for (index, amendment) in edition.front().amendments.iter().enumerate() {
                let kind = kind_of(amendment);
                if seen.insert((amendment.date, kind.word(), amendment.note.as_deref())) {
                    self.put((place, number, Some(index)), edition, kind, amendment.date, (today, frozen));
                }
            }
        }
        let told: BTreeSet<Option<Date>> = seen
            .iter()
            .filter(|(_, word, _)| *word == AmendmentKind::Withdrawn.word())
            .map(|(date, ..)| *date)
            .collect();
        for (number, edition) in visible() {
            let on = edition.front().withdrawn.as_ref().and_then(|withdrawn| withdrawn.on);
            if on.is_some() && !told.contains(&on) {
                self.put((place, number, None), edition, AmendmentKind::Withdrawn, on, (today, frozen));
            }
        }
    }

    fn put(
        &mut self,
        (chapter, number, index): (usize, usize, Option<usize>),
        edition: &Edition,
        kind: AmendmentKind,
        date: Option<Date>,
        (today, frozen): (Date, bool),
    ) {
        let undated = matches!(edition.state, State::Draft | State::Prospective);
        let date = date.or(edition.effective_from()).filter(|_| !undated);
        let coming = edition.state == State::Future || date.is_none_or(|date| date > today);
        let late = published_late(edition).filter(|on| !frozen && date.is_some_and(|date| date < *on));
        let (Ok(chapter), Ok(number), Ok(entry)) =
            (u32::try_from(chapter), u32::try_from(number), index.map(u32::try_from).transpose())
        else {
            return;
        };
        let told_on = if coming { date } else { late.or(date) };
        let amended = Amended { chapter, edition: number, entry, kind, told_on };
        match coming {
            false => self.told.push(amended),
            true if !frozen => self.coming.push(amended),
            true => {}
        }
    }
}

fn group(told: &[Amended], updates: &[Update], words: &Words, today: Date) -> Vec<UpdateGroup> {
    let mut groups: Vec<UpdateGroup> = Vec::new();
    let mut of_day: BTreeMap<Date, usize> = BTreeMap::new();
    for update in updates.iter().filter(|update| update.id != "next" && update.date <= today) {
        of_day.entry(update.date).or_insert(groups.len());
        let title = update.title.clone().unwrap_or_else(|| words.month_and_year(update.date));
        let summary = update.summary.clone().unwrap_or_default();
        groups.push(UpdateGroup {
            anchor: anchor_of(&title),
            title,
            date: update.date,
            named: true,
            summary,
            amended: Vec::new(),
        });
    }
    let between = !groups.is_empty();
    let mut of_month: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for amended in told {
        let Some(day) = amended.told_on else { continue };
        let place = of_day.get(&day).copied().unwrap_or_else(|| {
            *of_month.entry((day.year(), day.month())).or_insert_with(|| {
                let month = words.month_and_year(day);
                let told = |month: String| words.tell("between_updates", &[("month", month.into())]);
                let title = if between { told(month) } else { month };
                groups.push(UpdateGroup {
                    anchor: anchor_of(&title),
                    title,
                    date: day,
                    named: false,
                    summary: String::new(),
                    amended: Vec::new(),
                });
                groups.len() - 1
            })
        });
        if let Some(found) = groups.get_mut(place) {
            found.amended.push(*amended);
        }
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.date), !group.named));
    let mut taken: BTreeSet<String> = OWN_ANCHORS.iter().map(|anchor| (*anchor).to_owned()).collect();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    // From the oldest on, so that an anchor stays the same when a later update takes the same title.
    for group in groups.iter_mut().rev() {
        group.amended.sort_by_key(|amended| (amended.chapter, std::cmp::Reverse(amended.told_on)));
        let base = std::mem::take(&mut group.anchor);
        let mut anchor = base.clone();
        let count = counts.entry(base.clone()).or_insert(1);
        while !taken.insert(anchor.clone()) {
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        group.anchor = anchor;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn update(id: &str, title: Option<&str>, date: Date) -> Update {
        Update { id: id.to_owned(), title: title.map(str::to_owned), date, summary: None }
    }

    fn amended(chapter: u32, day: Date) -> Amended {
        Amended { chapter, edition: 0, entry: Some(0), kind: AmendmentKind::Major, told_on: Some(day) }
    }

    #[test]
    fn a_change_belongs_to_the_update_of_its_day_and_else_to_its_month() {
        let updates = [
            update("2026-05", Some("May 2026"), date(2026, 5, 6)),
            update("2026-11", None, date(2026, 11, 4)),
            update("again", Some("May 2026"), date(2026, 6, 1)),
            update("next", None, date(2027, 5, 12)),
        ];
        let told = [
            amended(3, date(2026, 11, 4)),
            amended(1, date(2026, 11, 3)),
            amended(2, date(2026, 5, 30)),
            amended(9, date(2026, 5, 6)),
            amended(4, date(2026, 5, 6)),
            amended(5, date(2026, 5, 1)),
        ];
        let groups = group(&told, &updates, &Words::builtin("en"), date(2026, 11, 15));
        let found: Vec<(&str, &str, Vec<u32>)> = groups
            .iter()
            .map(|group| {
                let chapters = group.amended.iter().map(|amended| amended.chapter).collect();
                (group.title.as_str(), group.anchor.as_str(), chapters)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("November 2026", "november-2026", vec![3]),
                ("Between updates, November 2026", "between-updates-november-2026", vec![1]),
                ("May 2026", "may-2026-2", vec![]),
                ("Between updates, May 2026", "between-updates-may-2026", vec![2, 5]),
                ("May 2026", "may-2026", vec![4, 9]),
            ]
        );
    }

    #[test]
    fn without_updates_months_have_their_own_names() {
        let groups = group(&[amended(1, date(2026, 6, 1))], &[], &Words::builtin("en"), date(2026, 11, 15));
        assert_eq!((groups[0].title.as_str(), groups[0].anchor.as_str()), ("June 2026", "june-2026"));
    }
}
