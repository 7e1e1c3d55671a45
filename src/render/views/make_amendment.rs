//! An amendment as readers are told of it: its word, its note, the sections concerned and the sentence on what to read
//! again; and which amendments stand under a chapter's title.
//!
//! Takes entries of front matter with the edition that holds them, gives plain data.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::chapter::AmendmentView;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::language::words::Words;
use crate::model::amendments::{is_public, kind_of};
use crate::model::chapter::{Chapter, Edition, State};
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind, Reread};
use crate::parse::sections::Section;

/// How many earlier amendments a chapter's page shows before it leads to the history.
const EARLIER: usize = 3;

/// The word for a kind of amendment, before its date.
pub fn kind_label(words: &Words, kind: AmendmentKind) -> String {
    words.tell("amendment_label", &[("kind", kind.word().into())])
}

/// The word for one that is still to come, before its date if it has one.
fn planned_label(words: &Words, kind: AmendmentKind, dated: bool) -> String {
    let kind = match kind {
        AmendmentKind::New if dated => "new_from",
        kind => kind.word(),
    };
    words.tell("amendment_label_to_come", &[("kind", kind.into())])
}

/// An amendment for readers. `page` is the address of the edition that holds it; empty on the page that shows it.
pub fn amendment_view(
    around: &Surroundings<'_>,
    edition: &Edition,
    amendment: &AmendmentEntry,
    page: &str,
) -> AmendmentView {
    let words = around.words();
    let kind = kind_of(amendment);
    let sections = named_sections(amendment, &edition.text.sections);
    let link = |section: &&Section| LinkView {
        number: section.number.as_deref().unwrap_or("").to_owned(),
        title: section.title.to_string(),
        url: format!("{page}#{}", section.anchor),
        ..LinkView::default()
    };
    let note = amendment.note.clone().unwrap_or_else(|| match kind {
        AmendmentKind::Review => words.say("reviewed_unchanged").to_owned(),
        _ => words.say("small_change").to_owned(),
    });
    // What has no date yet is told without one, whatever day its amendment was written on.
    let undated = matches!(edition.state, State::Draft | State::Prospective);
    let date = amendment.date.filter(|_| !undated);
    let planned = undated || date.is_some_and(|date| date > around.site.today);
    let approved_by = amendment.approved_by.as_ref();
    let contact = approved_by.and_then(|id| around.site.registers.contacts.get(id));
    AmendmentView {
        date: date.map(|date| words.date(date)).unwrap_or_default(),
        iso: date.map(|date| date.to_string()).unwrap_or_default(),
        kind: kind.word().to_owned(),
        label: if planned { planned_label(words, kind, date.is_some()) } else { kind_label(words, kind) },
        note,
        reread: reread_sentence(words, amendment, &sections, date, planned),
        reread_brief: brief_sentence(words, amendment, &sections),
        sections: sections.iter().map(link).collect(),
        driver: amendment.driver.as_deref().map(|driver| driver.trim_end_matches('.')).unwrap_or_default().to_owned(),
        approved_by: contact.map(|contact| contact.name.clone()).or(approved_by.cloned()).unwrap_or_default(),
    }
}

/// The sections that an amendment names, in the order of the text.
fn named_sections<'a>(amendment: &AmendmentEntry, sections: &'a [Section]) -> Vec<&'a Section> {
    let named: BTreeSet<&str> = amendment.sections.iter().map(String::as_str).collect();
    sections.iter().filter(|section| named.contains(section.anchor.as_ref())).collect()
}

/// What to read again after an amendment, for a list that names chapter and day: "Re-read sections 2 and 3."
pub fn reread_words(words: &Words, edition: &Edition, amendment: &AmendmentEntry) -> String {
    brief_sentence(words, amendment, &named_sections(amendment, &edition.text.sections))
}

fn brief_sentence(words: &Words, amendment: &AmendmentEntry, sections: &[&Section]) -> String {
    let kind = kind_of(amendment);
    let given = |sections: String| [("kind", kind.word().into()), ("sections", sections.into())];
    match amendment.reread {
        Some(Reread::Full) => words.tell("reread_in_full", &given(String::new())),
        Some(Reread::Sections) if sections.is_empty() => words.tell("reread_what_changed", &given(String::new())),
        Some(Reread::Sections) => words.tell("reread_sections", &given(name_sections(words, sections, false))),
        Some(Reread::None) if matches!(kind, AmendmentKind::Major | AmendmentKind::Correction) => {
            words.say("reread_nothing").to_owned()
        }
        Some(Reread::None) | None => String::new(),
    }
}

/// The same as the field says it under a title: "This chapter was amended in November 2026 and should be re-read in full."
fn reread_sentence(
    words: &Words,
    amendment: &AmendmentEntry,
    sections: &[&Section],
    date: Option<Date>,
    planned: bool,
) -> String {
    let kind = kind_of(amendment).word();
    let when = date.map(|date| words.tell("in_month", &[("month", words.month_and_year(date).into())]));
    let given = [("kind", kind.into()), ("when", when.unwrap_or_default().into())];
    let opening = words.tell(if planned { "chapter_will_be" } else { "chapter_was" }, &given);
    let sentence = |name: &str, sections: String| {
        let given = [("kind", kind.into()), ("opening", (&opening).into()), ("sections", sections.into())];
        words.tell(name, &given)
    };
    match amendment.reread {
        Some(Reread::Full) if planned => sentence("to_reread_in_full_then", String::new()),
        Some(Reread::Full) => sentence("to_reread_in_full", String::new()),
        Some(Reread::Sections) if sections.is_empty() && planned => {
            sentence("to_reread_what_changed_then", String::new())
        }
        Some(Reread::Sections) if sections.is_empty() => sentence("to_reread_what_changed", String::new()),
        Some(Reread::Sections) if planned => sentence("to_reread_sections_then", name_sections(words, sections, true)),
        Some(Reread::Sections) => sentence("to_reread_sections", name_sections(words, sections, false)),
        Some(Reread::None) | None => brief_sentence(words, amendment, sections),
    }
}

/// "section 2", "sections 2, 3 and 5", "section 2 and \"Our words\""; `first` says whether a clause begins with it.
fn name_sections(words: &Words, sections: &[&Section], first: bool) -> String {
    let numbers: Vec<&str> = sections.iter().filter_map(|section| section.number.as_deref()).collect();
    let titles = sections.iter().filter(|section| section.number.is_none());
    let quoted = |section: &&Section| words.tell("title_quoted", &[("title", section.title.as_ref().into())]);
    let mut names: Vec<String> = titles.map(quoted).collect();
    let name = if first { "sections_counted_first" } else { "sections_counted" };
    let counted = |list: String| words.tell(name, &[("n", numbers.len().into()), ("numbers", list.into())]);
    if names.is_empty() {
        return counted(words.list(&numbers));
    }
    if !numbers.is_empty() {
        names.insert(0, counted(numbers.join(", ")));
    }
    words.list(&names)
}

/// What stands under a chapter's title, and what stands at its foot.
#[derive(Default)]
pub struct ChapterAmendments {
    /// The newest one that readers must know, or one that they are to read again and that newer ones must not hide.
    pub newest: Option<AmendmentView>,
    /// Newer ones that readers must know, where those ask nothing of them; newest first.
    pub newer: Vec<AmendmentView>,
    /// A newer one that readers need not know, as a line.
    pub since: String,
    /// Those before it that are not minor: a few, newest first.
    pub earlier: Vec<AmendmentView>,
}

/// The amendments for the page of an edition: its own and those of the editions before it.
pub fn chapter_amendments(around: &Surroundings<'_>, chapter: &Chapter, here: usize) -> ChapterAmendments {
    let today = around.site.today;
    let mut known: Vec<(usize, &Edition, &AmendmentEntry)> = Vec::new();
    let mut public = 0;
    for (place, edition) in chapter.editions.iter().enumerate().take(here + 1).rev() {
        let not_yet = matches!(edition.state, State::Draft | State::Prospective | State::Future);
        if !edition.visible || (not_yet && place != here) {
            continue;
        }
        // What is announced for a later day is no news of the text that is in force; a banner tells of it.
        let told = |amendment: &&AmendmentEntry| not_yet || amendment.date.is_none_or(|date| date <= today);
        let held = known.len();
        known.extend(edition.front().amendments.iter().filter(told).map(|amendment| (place, edition, amendment)));
        // Older editions hold older amendments: with these the page is full.
        public += known.iter().skip(held).filter(|(_, _, amendment)| is_public(kind_of(amendment))).count();
        if public > EARLIER {
            break;
        }
    }
    known.sort_by_key(|(_, _, amendment)| std::cmp::Reverse(amendment.date));
    let view = |(place, edition, amendment): (usize, &Edition, &AmendmentEntry)| {
        let page = if place == here { String::new() } else { around.standpoint().page(&edition.address) };
        amendment_view(around, edition, amendment, &page)
    };
    let amendments: Vec<&AmendmentEntry> = known.iter().map(|(_, _, amendment)| *amendment).collect();
    let public = amendments.iter().position(|amendment| is_public(kind_of(amendment)));
    let since = match (public, known.first()) {
        (None | Some(1..), Some((_, _, amendment))) => since_line(around.words(), amendment, public.is_some()),
        _ => String::new(),
    };
    // What an earlier edition asked to read again is about its own sections: the edition that followed is another text.
    let edition_of = |place: usize| known.get(place).map(|(edition, ..)| *edition);
    let told = public.map(|newest| {
        let asking = not_to_miss(&amendments, newest, around.site.config.badge_days);
        if edition_of(asking) == edition_of(newest) { asking } else { newest }
    });
    let newest = told.and_then(|place| known.get(place)).copied().map(view);
    let between = known.iter().take(told.unwrap_or_default()).skip(public.unwrap_or_default()).copied();
    let newer = between.filter(|(_, _, amendment)| is_public(kind_of(amendment))).map(view).collect();
    let after = known.into_iter().skip(told.map_or(usize::MAX, |place| place + 1));
    let earlier = after.filter(|(_, _, amendment)| kind_of(amendment) != AmendmentKind::Minor).take(EARLIER).map(view);
    ChapterAmendments { newest, newer, since, earlier: earlier.collect() }
}

/// Which of the amendments, newest first, stands first under the title: the newest that readers must know, at `place`, unless it
/// asks nothing of them and came within so many days of one that is to be read again.
fn not_to_miss(amendments: &[&AmendmentEntry], place: usize, days: i64) -> usize {
    let asks = |amendment: &AmendmentEntry| matches!(amendment.reread, Some(Reread::Full | Reread::Sections));
    let yields = |amendment: &AmendmentEntry| {
        !asks(amendment) && !matches!(kind_of(amendment), AmendmentKind::Withdrawn | AmendmentKind::Reinstated)
    };
    let newest = amendments.get(place).and_then(|amendment| amendment.date);
    let mut later = amendments.iter().enumerate().skip(place).skip_while(|(_, amendment)| yields(amendment));
    let Some((asking, amendment)) = later.next().filter(|(_, amendment)| asks(amendment)) else { return place };
    match (newest, amendment.date) {
        (Some(newest), Some(date)) if i64::from((newest - date).get_days()) <= days => asking,
        _ => place,
    }
}

/// "Reviewed on 20 April 2026."; `then` says that it stands behind an amendment.
fn since_line(words: &Words, amendment: &AmendmentEntry, then: bool) -> String {
    let day = amendment.date.map(|date| words.date(date)).unwrap_or_default();
    let given = [("kind", kind_of(amendment).word().into()), ("day", day.into())];
    words.tell(if then { "since_then" } else { "since_amendment" }, &given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::place::Span;
    use jiff::civil::date;

    fn section(number: Option<&str>, title: &str) -> Section {
        Section {
            number: number.map(Box::from),
            title: Box::from(title),
            anchor: Box::from("a"),
            level: 2,
            chosen: false,
            span: Span::new(0..0),
        }
    }

    fn said(kind: AmendmentKind, reread: Reread, sections: &[Section]) -> String {
        let entry = AmendmentEntry {
            date: Some(date(2026, 11, 4)),
            kind: Some(kind),
            note: None,
            sections: Vec::new(),
            reread: Some(reread),
            driver: None,
            approved_by: None,
        };
        reread_sentence(&Words::builtin("en-GB"), &entry, &sections.iter().collect::<Vec<_>>(), entry.date, false)
    }

    #[test]
    fn the_sentence_is_the_fields_own() {
        let (two, three, words) =
            (section(Some("2"), "Visits"), section(Some("3"), "Limits"), section(None, "Our words"));
        let sections = |sections: &[&Section]| {
            let sections: Vec<Section> = sections.iter().map(|section| (*section).clone()).collect();
            said(AmendmentKind::Major, Reread::Sections, &sections)
        };
        assert_eq!(
            said(AmendmentKind::Major, Reread::Full, &[]),
            "This chapter was amended in November 2026 and should be re-read in full."
        );
        assert_eq!(
            said(AmendmentKind::New, Reread::Full, &[]),
            "This chapter was new in November 2026 and should be read in full."
        );
        assert_eq!(sections(&[&two]), "This chapter was amended in November 2026: re-read section 2.");
        assert_eq!(sections(&[&two, &three]), "This chapter was amended in November 2026: re-read sections 2 and 3.");
        assert_eq!(
            sections(&[&two, &words, &three]),
            "This chapter was amended in November 2026: re-read sections 2, 3 and \"Our words\"."
        );
        assert_eq!(said(AmendmentKind::New, Reread::None, &[]), "");
    }

    #[test]
    fn a_correction_never_hides_what_is_to_be_read_again() {
        let entry = |month, kind, reread| AmendmentEntry {
            date: Some(date(2026, month, 4)),
            kind: Some(kind),
            note: None,
            sections: Vec::new(),
            reread,
            driver: None,
            approved_by: None,
        };
        let asking = entry(10, AmendmentKind::Major, Some(Reread::Full));
        let corrected = entry(11, AmendmentKind::Correction, Some(Reread::None));
        let minor = entry(11, AmendmentKind::Minor, None);
        let told = |amendments: &[&AmendmentEntry]| not_to_miss(amendments, 0, 60);
        assert_eq!(told(&[&corrected, &minor, &asking]), 2);
        assert_eq!(told(&[&asking, &corrected]), 0, "the newest asks");
        assert_eq!(told(&[&corrected, &minor]), 0, "nothing asks");
        assert_eq!(told(&[&entry(12, AmendmentKind::Correction, None), &asking]), 0, "61 days later");
        assert_eq!(
            told(&[&entry(11, AmendmentKind::Withdrawn, None), &asking]),
            0,
            "a withdrawn text is not read again"
        );
    }
}
