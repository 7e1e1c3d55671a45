//! Takes everything that was read, gives the [`Site`]. The only constructor of a site.
//!
//! Faults that leave a hole in the site are reported here; everything that can be said of a finished site is said by
//! the checks.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::address::Address;
use super::amendments::AmendmentBook;
use super::assemble_links::{index_links, place_attachments};
use super::assemble_parts::{ChapterFiles, Outline, PartOutline, Seen, outline};
use super::chapter::{Chapter, Edition, Part, State, Withdrawal};
use super::editions::{Audience, EditionNames, EditionPlan, Vantage, is_visible, plan_editions};
use super::held_back::hold_back;
use super::lexicon::Lexicon;
use super::passage::PageText;
use super::proposals::Proposals;
use super::redirects::{Redirects, gather_redirects};
use super::referrals::refer_back;
use super::registers::Registers;
use super::resolve::{Entry, LinkIndex};
use super::review::ReviewPlan;
use super::review_register::ReviewRegister;
use super::sisters::Sisters;
use super::site::Site;
use crate::config::site_config::SiteConfig;
use crate::data::picture_size::PictureSize;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::reported::Reported;
use crate::language::words::Words;
use crate::memo::{ContentHash, Memo};
use crate::parse::block::{Block, Inline};
use crate::parse::document::Document;
use crate::parse::registers::RegisterFile;
use crate::parse::sections::Section;

/// A picture or attachment of the source: its path, and how large it is if it is a picture that says so.
pub type SourceFile = (Arc<str>, Option<PictureSize>);

/// Everything that a site is made from.
pub struct Parts {
    /// The content's Markdown files, by path.
    pub documents: Vec<Arc<Document>>,
    /// Shared passages.
    pub passages: Vec<Arc<Document>>,
    /// Registers.
    pub registers: Vec<RegisterFile>,
    /// Pictures and attachments.
    pub attachments: Vec<SourceFile>,
    /// The sister manuals.
    pub sisters: Sisters,
    /// The manual's settings.
    pub config: Arc<SiteConfig>,
    /// The words of its language.
    pub words: Arc<Words>,
    /// From when one looks, and at which day.
    pub vantage: Vantage,
    /// Who the site is for.
    pub audience: Audience,
    /// Whether it is for those who review what is to come.
    pub review: bool,
    /// The terms of the registers' glossary, ready to be found.
    pub lexicon: Arc<Lexicon>,
    /// The hash of the whole source.
    pub source: ContentHash,
    /// The hash of the registers, and of what is known of sister manuals.
    pub shared: ContentHash,
    /// Texts whose links were resolved before.
    pub texts: Arc<Memo<PageText>>,
}

/// Puts a manual together.
pub fn assemble_site(mut parts: Parts) -> Reported<Site> {
    let mut diagnostics = Vec::new();
    let config = Arc::clone(&parts.config);
    let numbers = parts.review.then(|| known_numbers(&parts));
    let registers = Registers::of(std::mem::take(&mut parts.registers));
    let plan = |documents: &[Arc<Document>]| plan_editions(documents.to_vec(), parts.vantage, parts.audience);
    let seen_from = |documents: &[Arc<Document>], from: Vantage| {
        documents.iter().any(|document| is_visible(document, from, parts.audience))
    };
    let seen = |documents: &[Arc<Document>]| match seen_from(documents, parts.vantage) {
        true => Seen::Yes,
        // A manual as it stood numbers its chapters as today's does: one chapter never goes under two numbers.
        false if parts.vantage.frozen && seen_from(documents, Vantage::on(parts.vantage.built_on)) => Seen::NotYet,
        false => Seen::No,
    };
    let mut outline = outline(&parts.documents, &config, &seen, &mut diagnostics);
    settle_ids(&mut outline, &mut diagnostics);
    let plans: Vec<EditionPlan> = outline.chapters.par_iter().map(|chapter| plan(&chapter.documents)).collect();
    let mut attachments = place_attachments(&parts.attachments, &config);
    let index = index_links(&parts, &registers, &outline, &plans, &attachments);
    let mut chapters: Vec<Chapter> = outline
        .chapters
        .par_iter()
        .zip(&plans)
        .enumerate()
        .map(|(place, (files, plan))| assemble_chapter(place, files, plan, &index))
        .collect();
    let mut part_list: Vec<Part> = outline
        .parts
        .iter()
        .enumerate()
        .map(|(place, part)| assemble_part(place, part, &index, &mut diagnostics))
        .collect();
    let home = outline.home.as_ref().map(|document| {
        let title = document.front_matter.title.as_deref().unwrap_or(&config.title);
        let own: &[Section] = index.home_sections.as_deref().unwrap_or_default();
        (Arc::from(title), index.page_text(document, own, None))
    });
    let mut paths: Vec<Arc<str>> = index.entries.keys().cloned().collect();
    paths.sort_unstable();
    let left_out = |document: &&Arc<Document>| index.entries.get(&document.path) == Some(&Entry::Unpublished);
    let unpublished = parts.documents.iter().filter(left_out).cloned().collect();
    let links_key = index.key;
    let home_text = home.as_ref().map(|(_, text)| text);
    hold_back(&mut attachments, &parts.documents, (&chapters, &part_list, home_text), &index);
    drop(index);
    settle_withdrawals(&mut chapters);
    if parts.vantage.frozen {
        for chapter in &mut chapters {
            chapter.review = chapter.review.clone().known_on(parts.vantage.day);
        }
    }
    let home_referred_from = refer_back(&mut chapters, &mut part_list, home.as_ref().map(|(_, text)| text));
    let redirects = if parts.vantage.frozen {
        Redirects::default()
    } else {
        gather_redirects(&chapters, &part_list, outline.home.as_ref(), &attachments, config.pages)
    };
    if chapters.is_empty() {
        let help = format!(
            "put one into {}/, make one with `chapterhouse new PART/NAME`, or take `draft: true` out of one",
            config.content
        );
        let place = config.content_asked.clone();
        let fault = Diagnostic::new(&codes::EMPTY_MANUAL, place, "the manual has no chapter for readers");
        diagnostics.push(fault.help(help));
    }
    let places = chapters.iter().enumerate().map(|(place, chapter)| (Arc::clone(&chapter.id), place)).collect();
    let Vantage { day, frozen, .. } = parts.vantage;
    let amendments = Arc::new(AmendmentBook::of(&chapters, &registers.updates.all, &parts.words, day, frozen));
    let proposals = numbers.map(|numbers| Arc::new(Proposals::of(&chapters, &numbers, day)));
    let site = Site {
        reviews: Arc::new(ReviewRegister::of(&chapters, &registers, parts.vantage.day, config.due_soon)),
        config,
        words: Arc::clone(&parts.words),
        today: parts.vantage.day,
        built_on: parts.vantage.built_on,
        frozen: parts.vantage.frozen,
        source: parts.source,
        home,
        home_referred_from: home_referred_from.into(),
        parts: part_list,
        chapters: chapters.into_iter().map(Arc::new).collect(),
        amendments,
        proposals,
        registers: Arc::new(registers),
        sisters: parts.sisters,
        redirects: Arc::new(redirects),
        lexicon: parts.lexicon,
        attachments: attachments.into(),
        paths: paths.into(),
        shared: parts.passages.iter().map(|passage| Arc::clone(&passage.path)).collect(),
        unpublished,
        links_key,
        places: Arc::new(places),
    };
    Reported::new(site, diagnostics)
}

/// The numbers by which readers know the chapters today, by their ids; none where they see every chapter.
fn known_numbers(parts: &Parts) -> HashMap<Arc<str>, Arc<str>> {
    let published = |document: &Arc<Document>| is_visible(document, parts.vantage, Audience::default());
    if parts.documents.iter().all(published) {
        return HashMap::new();
    }
    let known = |documents: &[Arc<Document>]| if documents.iter().any(published) { Seen::Yes } else { Seen::No };
    let outline = outline(&parts.documents, &parts.config, &known, &mut Vec::new());
    outline.chapters.into_iter().map(|chapter| (chapter.id, chapter.number)).collect()
}

/// Makes sure that every chapter and part has an address of its own; a chapter whose id is taken keeps on under another,
/// so that its other faults are found too.
fn settle_ids(outline: &mut Outline, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: HashMap<Arc<str>, (Arc<str>, bool)> = HashMap::new();
    let mut again: HashMap<Arc<str>, usize> = HashMap::new();
    for chapter in &mut outline.chapters {
        let Some(document) = chapter.documents.first() else { continue };
        for edition in chapter.documents.iter().skip(1) {
            if let Some(other) = edition.front_matter.id.as_deref().filter(|id| *id != chapter.id.as_ref()) {
                let message = format!("this edition's id is \"{other}\", its chapter's is \"{}\"", chapter.id);
                let place = edition.place_of_key("id");
                diagnostics.push(
                    Diagnostic::new(&codes::CONFLICTING_KEYS, place, message)
                        .help("all editions of a chapter have its id"),
                );
            }
        }
        if let Some((first, sure)) = taken.get(&chapter.id) {
            let place = if document.front_matter.id.is_some() {
                document.place_of_key("id")
            } else {
                Place::file(&document.path)
            };
            let message = format!("the id \"{}\" belongs to {first} already", chapter.id);
            let fault = Diagnostic::new(&codes::DUPLICATE_ID, place, message)
                .help("give this chapter an `id:` of its own")
                .related(Place::file(first), "the other chapter");
            // Front matter that cannot be read yet may name another id.
            diagnostics.extend((*sure && document.understood).then_some(fault));
            let count = again.entry(Arc::clone(&chapter.id)).or_insert(1);
            let free = std::iter::repeat_with(|| {
                *count += 1;
                format!("{}-{count}", chapter.id)
            });
            let free = free.take(taken.len() + 2).find(|id| !taken.contains_key(id.as_str()));
            chapter.id = Arc::from(free.unwrap_or_default());
        }
        taken.insert(Arc::clone(&chapter.id), (Arc::clone(&document.path), document.understood));
    }
    let mut addresses: HashMap<String, String> = HashMap::new();
    for part in &mut outline.parts {
        let folder = part.folder.clone();
        if let Some(first) = addresses.get(&part.slug) {
            let place: Arc<str> =
                part.index.as_ref().map_or_else(|| Arc::from(folder.as_str()), |index| Arc::clone(&index.path));
            let message = format!("the parts `{first}` and `{folder}` would both have the address part/{}/", part.slug);
            diagnostics.push(
                Diagnostic::new(&codes::DUPLICATE_ADDRESS, Place::file(&place), message)
                    .help("rename one of the folders"),
            );
            part.slug = format!("{}-{}", part.slug, addresses.len());
        }
        addresses.insert(part.slug.clone(), folder);
    }
}

fn assemble_chapter(place: usize, files: &ChapterFiles, plan: &EditionPlan, index: &LinkIndex<'_>) -> Chapter {
    let address = Address::chapter(&files.id);
    let sections = index.chapter_sections.get(place);
    let mut names = EditionNames::default();
    let editions: Vec<Edition> = plan
        .documents
        .iter()
        .enumerate()
        .map(|(edition, document)| {
            let own: &[Section] = sections.and_then(|all| all.get(edition)).map(AsRef::as_ref).unwrap_or_default();
            let name = names.next(document);
            // An edition that is not the chapter's page shows the manual as it was on its first day.
            let viewed = document.front_matter.effective_from.filter(|_| edition != plan.shown);
            Edition {
                text: index.page_text(document, own, viewed),
                title: title_of(document),
                state: plan.states.get(edition).copied().unwrap_or(State::Draft),
                address: Address::edition(&files.id, &name),
                name: Arc::from(name),
                visible: plan.visible.get(edition).copied().unwrap_or(false),
            }
        })
        .collect();
    let withdrawal = plan.withdrawal.and_then(|(edition, on)| {
        let entry = plan.documents.get(edition)?.front_matter.withdrawn.as_ref()?;
        Some(Withdrawal { on, edition, reason: entry.reason.clone().unwrap_or_default(), replaced_by: None })
    });
    let review = plan.documents.get(plan.shown).map(|document| ReviewPlan::of(&document.front_matter, index.config));
    Chapter {
        id: Arc::clone(&files.id),
        number: Arc::clone(&files.number),
        part: files.part,
        editions,
        timeline: plan.timeline.clone(),
        shown: plan.shown,
        state: plan.state,
        withdrawal,
        review: review
            .unwrap_or_else(|| ReviewPlan::of(&crate::parse::front_matter::FrontMatter::default(), index.config)),
        address,
        referred_from: Vec::new(),
    }
}

/// A document's title; where front matter has none, its first heading or its file's name stands in, so that the other
/// pages can still name it.
pub fn title_of(document: &Document) -> Arc<str> {
    if let Some(title) = &document.front_matter.title {
        return Arc::from(title.as_str());
    }
    let heading = document.body.blocks.iter().find_map(|block| match block {
        Block::Heading(heading) if !heading.text.is_empty() => Some(heading.text.as_ref()),
        _ => None,
    });
    let file = || document.path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("");
    Arc::from(heading.unwrap_or_else(file))
}

fn assemble_part(place: usize, part: &PartOutline, index: &LinkIndex<'_>, diagnostics: &mut Vec<Diagnostic>) -> Part {
    let own: &[Section] = index.part_sections.get(place).and_then(|own| own.as_deref()).unwrap_or_default();
    let text = part.index.as_ref().map(|document| index.page_text(document, own, None));
    let name = part.folder.rsplit('/').next().unwrap_or("");
    let plain = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_').replace(['-', '_'], " ");
    let title = if let Some(document) = &part.index {
        title_of(document)
    } else {
        let file: Arc<str> =
            Arc::from(format!("{}/{}/index.md", index.config.content, part.folder).trim_start_matches('/'));
        let mut letters = plain.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let title = format!("{first}{}", letters.as_str());
        let help =
            format!("make the file, with `title:` in its front matter; until then the part is called \"{title}\"");
        diagnostics.push(
            Diagnostic::new(&codes::MISSING_PART_INDEX, Place::file(&file), "this part has no index.md").help(help),
        );
        Arc::from(title)
    };
    Part {
        folder: part.folder.clone(),
        title,
        number: Arc::clone(&part.number),
        parent: part.parent,
        parts: part.parts.clone(),
        chapters: part.chapters.clone(),
        all_chapters: part.all_chapters.clone(),
        text,
        address: Address::new(&format!("part/{}", part.slug)),
        referred_from: Vec::new(),
    }
}

/// Points withdrawn chapters to those that replace them.
fn settle_withdrawals(chapters: &mut [Chapter]) {
    let places: HashMap<Arc<str>, usize> =
        chapters.iter().enumerate().map(|(place, chapter)| (Arc::clone(&chapter.id), place)).collect();
    for chapter in chapters.iter_mut() {
        let Chapter { editions, withdrawal, .. } = chapter;
        if let Some(withdrawal) = withdrawal.as_mut() {
            let entry = editions.get(withdrawal.edition).and_then(|edition| edition.front().withdrawn.as_ref());
            let named = entry.and_then(|entry| entry.replaced_by.clone());
            withdrawal.replaced_by = named.and_then(|id| places.get(id.as_str()).copied());
        }
    }
}

/// Calls `visit` with every piece of running text below some blocks, outermost first.
pub fn visit_inlines(blocks: &[Block], visit: &mut impl FnMut(&Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => visit_marks(inlines, visit),
            Block::Heading(heading) => visit_marks(&heading.content, visit),
            Block::List(list) => list.items.iter().for_each(|item| visit_inlines(&item.blocks, visit)),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                table.caption.iter().chain(cells).for_each(|cell| visit_marks(cell, visit));
            }
            Block::Quote(inner) => visit_inlines(inner, visit),
            Block::Container(container) => visit_inlines(&container.blocks, visit),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    visit_marks(&definition.term, visit);
                    definition.descriptions.iter().for_each(|blocks| visit_inlines(blocks, visit));
                }
            }
            Block::Code { .. } | Block::Html(_) | Block::Rule | Block::Include(_) => {}
        }
    }
}

fn visit_marks(inlines: &[Inline], visit: &mut impl FnMut(&Inline)) {
    for inline in inlines {
        visit(inline);
        if let Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link(_, inner) =
            inline
        {
            visit_marks(inner, visit);
        }
    }
}
