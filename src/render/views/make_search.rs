//! The model as the page that searches the manual.

use std::collections::{BTreeMap, BTreeSet};

use super::make_chapter::type_words;
use super::make_page::Surroundings;
use super::search::{ChoiceView, SearchView};
use crate::model::chapter::{Chapter, State};
use crate::model::site::Site;
use crate::parse::front_matter::CHAPTER_KINDS;

/// Where the page stands.
pub const SEARCH: &str = "search";

/// `search.html`.
pub fn search_view(around: &Surroundings<'_>) -> SearchView {
    let (site, words) = (around.site, around.words());
    let settings = &site.config.search;
    let mut page = around.page(words.say("search"));
    page.noindex = true;
    // Its own box takes the place of the header's.
    let action = std::mem::take(&mut page.search);
    let mut aside = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    let mut audiences = BTreeMap::new();
    let mut areas = BTreeMap::new();
    for edition in site.chapters.iter().flat_map(|chapter| &chapter.editions).filter(|edition| edition.visible) {
        let front = edition.front();
        kinds.insert(front.kind.unwrap_or_default().word());
        if front.audience.iter().all(|word| settings.aside.contains(word)) {
            aside.extend(front.audience.iter().map(|word| words.audience(word)));
        }
        audiences.extend(front.audience.iter().map(|word| (word.clone(), words.audience(word))));
        areas.extend(
            front.applies_to.iter().map(|area| (area.clone(), site.config.areas.get(area).unwrap_or(area).clone())),
        );
    }
    let kinds = CHAPTER_KINDS.iter().filter(|(word, _)| kinds.contains(word));
    let aside: Vec<String> = aside.into_iter().collect();
    SearchView {
        action,
        parts: parts(site),
        types: kinds.map(|(word, kind)| choice(word, &type_words(words, *kind))).collect(),
        audiences: audiences.iter().map(|(key, label)| choice(key, label)).collect(),
        areas: areas.iter().map(|(key, label)| choice(key, label)).collect(),
        archive: settings.archive && site.chapters.iter().any(|chapter| has_other_texts(chapter)),
        aside: if aside.is_empty() {
            String::new()
        } else {
            words.tell("aside_too", &[("audiences", aside.join(", ").into())])
        },
        page,
    }
}

fn choice(key: &str, label: &str) -> ChoiceView {
    ChoiceView { key: key.to_owned(), label: label.to_owned() }
}

/// The parts in reading order, each after the one that holds it.
fn parts(site: &Site) -> Vec<ChoiceView> {
    let named = site.parts.iter().map(|part| {
        let folder = part.address.folder();
        let key = folder.strip_prefix("part/").unwrap_or(folder).trim_end_matches('/');
        choice(key, format!("{} {}", part.number, part.title).trim())
    });
    named.collect()
}

/// Whether readers may see a text of a chapter that is not in force.
fn has_other_texts(chapter: &Chapter) -> bool {
    let shown = |place: usize| chapter.state == State::Current && place == chapter.shown;
    chapter.editions.iter().enumerate().any(|(place, edition)| edition.visible && !shown(place))
}
