//! What the page of a chapter depends on, as one hash: made for every chapter in every build, so that the page's view is
//! made only when the hash is new.
//!
//! A page shows its own editions, names other chapters, parts and register entries, and shares menus with its part. Of
//! another chapter it can show nothing that is not in that chapter's **face**: its id, number and state, and of each
//! edition title, day, state and sections. `tests/suite/properties.rs` holds warm builds to cold ones.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::plan::PageKind;
use super::views::make_amendments::{groups_of, shown_changes, years};
use super::views::make_page::ChapterSurroundings;
use crate::memo::{ContentHash, KeyHasher};
use crate::model::chapter::{Chapter, State};
use crate::model::passage::{PageText, Passage, Target};
use crate::model::referrals::{Referral, Referrer};
use crate::model::site::Site;

/// What the pages of one chapter depend on.
#[derive(Clone, Copy)]
struct ChapterKey {
    /// The chapter's own page, with what its part holds and what refers to it.
    page: ContentHash,
    /// Pages that show the chapter alone: an edition, the history.
    own: ContentHash,
}

/// The keys of the pages of all chapters, and what makes them.
pub struct ChapterKeys {
    keys: Vec<ChapterKey>,
    /// The hash of what all parts are called.
    parts: ContentHash,
}

impl ChapterKeys {
    /// Makes the key of every chapter. `common` is the hash of what all pages share: the theme, the settings, the day, the
    /// registers; `shared` is what was made once for all chapters.
    pub fn of(site: &Site, shared: &ChapterSurroundings, common: ContentHash) -> Self {
        let faces = Faces::of(site);
        let keys =
            (0..site.chapters.len()).into_par_iter().map(|place| chapter_key(site, place, &faces, shared, common));
        let mut hasher = KeyHasher::default();
        hasher.write(common.bytes());
        for part in &site.parts {
            (&part.number, &part.title, &part.address, part.parent).hash(&mut hasher);
        }
        ChapterKeys { keys: keys.collect(), parts: hasher.key() }
    }

    /// The key of the page of a chapter.
    pub fn chapter(&self, place: usize) -> ContentHash {
        self.keys.get(place).map_or(self.parts, |key| key.page)
    }

    /// The key of a page that shows a chapter in another way: one of its editions, its history. What the chapter's part
    /// holds, what refers to it, and what stands before and after it are not in this key.
    pub fn of_chapter(&self, place: usize, kind: &PageKind) -> ContentHash {
        let mut hasher = KeyHasher::default();
        hasher.write(self.keys.get(place).map_or(self.parts, |key| key.own).bytes());
        kind.hash(&mut hasher);
        hasher.key()
    }

    /// The key of a page of what has changed: the updates on it, and the face and the front matter of each edition that
    /// brought a change.
    pub fn amendments(&self, site: &Site, year: Option<i16>) -> ContentHash {
        let mut hasher = KeyHasher::default();
        hasher.write(self.parts.bytes());
        (year, years(&site.amendments), site.amendments.coming.len()).hash(&mut hasher);
        for group in groups_of(&site.amendments, year) {
            (&group.title, &group.anchor, group.date, group.named, &group.summary, group.amended.len())
                .hash(&mut hasher);
        }
        for amended in shown_changes(site, year) {
            amended.hash(&mut hasher);
            let Some(chapter) = site.chapters.get(amended.chapter as usize) else { continue };
            (&chapter.id, &chapter.number).hash(&mut hasher);
            if let Some(edition) = chapter.editions.get(amended.edition as usize) {
                (&edition.name, &edition.title, edition.state).hash(&mut hasher);
                put_documents(&edition.text.passage, &mut hasher);
            }
        }
        hasher.key()
    }

    /// The key of a page that shows some chapters in full: whatever changes the page of one of them changes it too.
    pub fn several(&self, kind: &PageKind, chapters: Range<usize>) -> ContentHash {
        let mut hasher = KeyHasher::default();
        (kind, &chapters).hash(&mut hasher);
        hasher.write(self.parts.bytes());
        for key in self.keys.get(chapters).unwrap_or_default() {
            hasher.write(key.page.bytes());
        }
        hasher.key()
    }
}

/// The hash of the pictures that some chapters show: a single file holds them. `picture` gives the hash of an attachment by its place.
pub fn pictures_key(
    site: &Site,
    chapters: Range<usize>,
    picture: &dyn Fn(usize) -> Option<ContentHash>,
) -> ContentHash {
    let mut hasher = KeyHasher::default();
    for edition in site.chapters.get(chapters).unwrap_or_default().iter().filter_map(|chapter| chapter.shown()) {
        put_pictures(&edition.text.passage, picture, &mut hasher);
    }
    hasher.key()
}

fn put_pictures(passage: &Passage, picture: &dyn Fn(usize) -> Option<ContentHash>, hasher: &mut KeyHasher) {
    for target in &passage.targets {
        if let Target::Attachment(place) = target
            && let Some(hash) = picture(*place as usize)
        {
            hasher.write(hash.bytes());
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        put_pictures(inner, picture, hasher);
    }
}

/// The faces of all chapters.
struct Faces(Vec<ContentHash>);

impl Faces {
    fn of(site: &Site) -> Self {
        Faces(site.chapters.par_iter().map(|chapter| face(chapter)).collect())
    }

    fn put(&self, place: usize, hasher: &mut KeyHasher) {
        match self.0.get(place) {
            Some(face) => hasher.write(face.bytes()),
            None => hasher.write(b"none"),
        }
    }
}

fn face(chapter: &Chapter) -> ContentHash {
    let mut hasher = KeyHasher::default();
    (&chapter.id, &chapter.number, chapter.state, chapter.shown).hash(&mut hasher);
    for edition in &chapter.editions {
        (&edition.title, edition.state, edition.visible, &edition.name).hash(&mut hasher);
        for section in edition.text.sections.iter() {
            (&section.anchor, &section.number, &section.title).hash(&mut hasher);
        }
    }
    hasher.key()
}

fn put_documents(passage: &Passage, hasher: &mut KeyHasher) {
    hasher.write(passage.document.hash.bytes());
    for include in &passage.includes {
        match include {
            Ok(inner) => put_documents(inner, hasher),
            Err(_) => hasher.write(b"missing"),
        }
    }
}

fn chapter_key(
    site: &Site,
    place: usize,
    faces: &Faces,
    shared: &ChapterSurroundings,
    common: ContentHash,
) -> ChapterKey {
    let own = own_key(site, place, faces, shared, common);
    let mut hasher = KeyHasher::default();
    hasher.write(own.bytes());
    let Some(chapter) = site.chapters.get(place) else { return ChapterKey { page: own, own } };
    if let Some(part) = chapter.part {
        shared.beside_key(site, part).hash(&mut hasher);
    }
    let listed = |chapter: &Arc<Chapter>| chapter.state != State::Withdrawn;
    let before = (0..place).rev().find(|other| site.chapters.get(*other).is_some_and(listed));
    let after = (place + 1..site.chapters.len()).find(|other| site.chapters.get(*other).is_some_and(listed));
    for neighbour in [before, after] {
        faces.put(neighbour.unwrap_or(usize::MAX), &mut hasher);
    }
    hasher.write_usize(chapter.referred_from.len());
    for referral in &chapter.referred_from {
        put_referral(site, referral, faces, &mut hasher);
    }
    ChapterKey { page: hasher.key(), own }
}

/// What a line of "Referred to from" shows: the text that refers to the page, and the section of it.
fn put_referral(site: &Site, referral: &Referral, faces: &Faces, hasher: &mut KeyHasher) {
    referral.hash(hasher);
    let part = |place: u32| site.parts.get(place as usize);
    let text = match referral.from {
        Referrer::Chapter(from) => {
            faces.put(from as usize, hasher);
            return;
        }
        Referrer::Part(from) => {
            part(from).map(|part| (&part.number, &part.title, &part.address)).hash(hasher);
            part(from).and_then(|part| part.text.as_ref())
        }
        Referrer::Home => site.home.as_ref().map(|(_, text)| text),
    };
    let section = text.and_then(|text| text.sections.get(referral.section? as usize));
    section.map(|section| (&section.anchor, &section.number, &section.title)).hash(hasher);
}

/// What a link to a section of an introduction takes as its text.
fn put_section(text: Option<&PageText>, anchor: Option<&str>, hasher: &mut KeyHasher) {
    let Some((text, anchor)) = text.zip(anchor) else { return };
    let section = text.sections.iter().find(|section| section.anchor.as_ref() == anchor);
    section.map(|section| (&section.number, &section.title)).hash(hasher);
}

/// What every page that shows the chapter depends on: its own texts, and the faces of those that they name.
fn own_key(site: &Site, place: usize, faces: &Faces, shared: &ChapterSurroundings, common: ContentHash) -> ContentHash {
    let mut hasher = KeyHasher::default();
    hasher.write(common.bytes());
    faces.put(place, &mut hasher);
    let Some(chapter) = site.chapters.get(place) else { return hasher.key() };
    if let Some(part) = chapter.part {
        shared.above_key(site, part).hash(&mut hasher);
    }
    // A page tells of withdrawals that are to come, too; what replaces the chapter then is named by any edition.
    for edition in &chapter.editions {
        put_documents(&edition.text.passage, &mut hasher);
        let front = edition.front();
        let replaced_by = front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.replaced_by.as_ref());
        for id in front.related.iter().chain(&front.supersedes).chain(replaced_by) {
            faces.put(site.places.get(id.as_str()).copied().unwrap_or(usize::MAX), &mut hasher);
        }
    }
    for edition in &chapter.editions {
        put_targets(site, &edition.text.passage, faces, &mut hasher);
    }
    chapter.timeline.hash(&mut hasher);
    hasher.key()
}

/// Where the links of a text lead. What a target says beyond this is in the common hash (registers, sister manuals) or in
/// a face.
fn put_targets(site: &Site, passage: &Passage, faces: &Faces, hasher: &mut KeyHasher) {
    passage.variables.hash(hasher);
    for target in &passage.targets {
        std::mem::discriminant(target).hash(hasher);
        match target {
            Target::Chapter(chapter, anchor) => {
                faces.put(*chapter as usize, hasher);
                anchor.hash(hasher);
            }
            Target::Edition(chapter, edition, anchor) => {
                faces.put(*chapter as usize, hasher);
                (edition, anchor).hash(hasher);
            }
            Target::Part(part, anchor) => {
                let part = site.parts.get(*part as usize);
                (part.map(|part| (&part.number, &part.title, &part.address)), anchor).hash(hasher);
                put_section(part.and_then(|part| part.text.as_ref()), anchor.as_deref(), hasher);
            }
            Target::Attachment(attachment) => {
                let file = site.attachments.get(*attachment as usize);
                file.map(|file| (&file.path, file.size)).hash(hasher);
            }
            Target::Home(anchor) => {
                anchor.hash(hasher);
                put_section(site.home.as_ref().map(|(_, text)| text), anchor.as_deref(), hasher);
            }
            Target::Here(anchor) => anchor.hash(hasher),
            Target::Reference(entry) | Target::Contact(entry) | Target::Term(entry) => entry.hash(hasher),
            Target::Sister(sister) => sister.hash(hasher),
            Target::Outside | Target::Broken(_) => {}
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        put_targets(site, inner, faces, hasher);
    }
}
