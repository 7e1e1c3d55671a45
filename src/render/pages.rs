//! Takes a planned page and a site, gives the page's view with everything its making depends on; and makes it.
//!
//! Making is pure: a [`PageRecipe`] holds all that the page shows, and its key is the hash of it.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::downloads::{self, Inside, enclose};
use super::faults::ToldFaults;
use super::hrefs::{HrefTable, Standpoint, joined_anchor};
use super::html::{Manner, write_explained};
use super::plan::{PageKind, PlannedPage, file_of};
use super::term_marks::TermTable;
use super::theme::Theme;
use super::views::amendments::AmendmentsView;
use super::views::as_at::AsAtView;
use super::views::changes::ChangesView;
use super::views::chapter::{BodyView, ChapterView};
use super::views::compare::CompareView;
use super::views::duties::{DutyView, duty_views};
use super::views::forms::{FormsView, forms_view};
use super::views::going_live::GoingLiveView;
use super::views::history::HistoryView;
use super::views::keep::{KeepView, keep_view};
use super::views::lists::{
    AToZView, AccessibilityView, ContactsView, GlossaryView, HomeView, NotFoundView, PartView, PrintView,
    ReferencesView,
};
use super::views::make_amendments::amendments_view;
use super::views::make_as_at::as_at_view;
use super::views::make_changes::changes_view;
use super::views::make_chapter::chapter_view;
use super::views::make_compare::compare_view;
use super::views::make_going_live::going_live_view;
use super::views::make_history::history_view;
use super::views::make_lists::{a_to_z_view, accessibility_view, glossary_view, home_view, not_found_view, part_view};
use super::views::make_page::{ChapterSurroundings, Surroundings};
use super::views::make_print::{is_printed, print_view};
use super::views::make_registers::{contacts_view, references_view};
use super::views::make_reviews::reviews_view;
use super::views::make_search::search_view;
use super::views::redirect::{RedirectView, redirect_view};
use super::views::reviews::ReviewsView;
use super::views::search::SearchView;
use super::views::words::{WordView, word_views};
use crate::compare::comparison::Comparison;
use crate::data::telephone::home_of;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memo::{ContentHash, KeyHasher};
use crate::model::address::Address;
use crate::model::passage::{PageText, Passage};
use crate::model::site::Site;

/// The view of a page, of whichever kind.
enum View {
    Home(HomeView),
    Part(PartView),
    Chapter(Box<ChapterView>),
    History(HistoryView),
    Amendments(AmendmentsView),
    Compare(Box<CompareView>),
    GoingLive(Box<GoingLiveView>),
    Changes(Box<ChangesView>),
    AsAt(AsAtView),
    Search(SearchView),
    AToZ(AToZView),
    Print(PrintView),
    ChapterFile(Box<ChapterView>),
    ManualFile(PrintView),
    Keep(KeepView),
    References(ReferencesView),
    Forms(FormsView),
    Contacts(ContactsView),
    Glossary(GlossaryView),
    Reviews(ReviewsView),
    Accessibility(AccessibilityView),
    NotFound(NotFoundView),
    Redirect(RedirectView),
}

/// A text that a page shows, with its links as they lead from that page.
struct TextRecipe<'a> {
    text: &'a PageText,
    hrefs: HrefTable,
    prefix: String,
    title: &'a str,
}

/// Everything that a page is made from.
pub struct PageRecipe<'a> {
    site: &'a Site,
    view: View,
    texts: Vec<TextRecipe<'a>>,
    /// The glossary's address from the page.
    glossary: String,
    /// The hash of what all pages share.
    common: ContentHash,
    /// The file that the page is written to.
    pub file: String,
}

/// The way from a page to the site's root. Links of the page for addresses that are not there start from the site's own address.
fn root_of(site: &Site, planned: &PlannedPage) -> String {
    match planned.kind {
        PageKind::NotFound => {}
        PageKind::ChapterFile(_) | PageKind::ManualFile(_) => return downloads::ROOT.to_owned(),
        _ => return planned.address.root(),
    }
    if site.config.base_url.is_empty() { "/".to_owned() } else { site.config.base_url.clone() }
}

/// What a page is made from. `common` is the hash of what all pages share: the theme, the settings, the site's own view; `shared` is what was
/// made once for all chapters; `compared` gives the comparison of two editions of a chapter, by their places; `faults` are
/// those that reviewers are told of.
pub fn plan_recipe<'a>(
    site: &'a Site,
    planned: &PlannedPage,
    common: ContentHash,
    shared: &ChapterSurroundings,
    compared: &dyn Fn(usize, usize, usize) -> Option<Arc<Comparison>>,
    faults: &ToldFaults,
) -> PageRecipe<'a> {
    let root = root_of(site, planned);
    let of_chapter = matches!(
        planned.kind,
        PageKind::Chapter(_)
            | PageKind::Edition(..)
            | PageKind::History(_)
            | PageKind::Compare(..)
            | PageKind::Changes(..)
            | PageKind::ChapterFile(_)
    );
    let shared = if of_chapter { shared.seen_from(&root) } else { None };
    let around = Surroundings { site, address: &planned.address, root: &root, shared };
    let own = |text: Option<&'a PageText>, title: &'a str| {
        text.map(|text| text_recipe(text, &around.standpoint(), title)).into_iter().collect::<Vec<_>>()
    };
    let (view, texts) = match planned.kind {
        PageKind::Home => {
            let home = site.home.as_ref();
            (View::Home(home_view(&around)), own(home.map(|(_, text)| text), home.map_or("", |(title, _)| title)))
        }
        PageKind::Part(place) => match site.parts.get(place) {
            Some(part) => (View::Part(part_view(&around, part)), own(part.text.as_ref(), &part.title)),
            None => (View::NotFound(not_found_view(&around)), Vec::new()),
        },
        PageKind::Chapter(place) | PageKind::ChapterFile(place) | PageKind::Edition(place, _) => {
            match site.chapters.get(place) {
                Some(chapter) => {
                    let edition =
                        if let PageKind::Edition(_, edition) = planned.kind { edition } else { chapter.shown };
                    let found = chapter.editions.get(edition);
                    let view = Box::new(chapter_view(&around, place, chapter, edition));
                    let is_file = matches!(planned.kind, PageKind::ChapterFile(_));
                    (
                        if is_file { View::ChapterFile(view) } else { View::Chapter(view) },
                        own(found.map(|found| &found.text), found.map_or("", |found| &found.title)),
                    )
                }
                None => (View::NotFound(not_found_view(&around)), Vec::new()),
            }
        }
        PageKind::History(place) => match site.chapters.get(place) {
            Some(chapter) => (View::History(history_view(&around, chapter)), Vec::new()),
            None => (View::NotFound(not_found_view(&around)), Vec::new()),
        },
        PageKind::Amendments(year) => (View::Amendments(amendments_view(&around, year)), Vec::new()),
        PageKind::Compare(place, older, newer) => match (site.chapters.get(place), compared(place, older, newer)) {
            (Some(chapter), Some(comparison)) => {
                let view = compare_view(&around, chapter, (older, newer), &comparison);
                (View::Compare(Box::new(view)), Vec::new())
            }
            _ => (View::NotFound(not_found_view(&around)), Vec::new()),
        },
        PageKind::Changes(place, older, newer) => match (site.chapters.get(place), compared(place, older, newer)) {
            (Some(chapter), Some(comparison)) => {
                (View::Changes(Box::new(changes_view(&around, chapter, (older, newer), &comparison))), Vec::new())
            }
            _ => (View::NotFound(not_found_view(&around)), Vec::new()),
        },
        PageKind::GoingLive => (View::GoingLive(Box::new(going_live_view(&around, compared, faults))), Vec::new()),
        PageKind::AsAt => (View::AsAt(as_at_view(&around)), Vec::new()),
        PageKind::Search => (View::Search(search_view(&around)), Vec::new()),
        PageKind::AToZ => (View::AToZ(a_to_z_view(&around)), Vec::new()),
        PageKind::Print(part) => {
            let (view, texts) = print_recipe(site, &around, part, true);
            (View::Print(view), texts)
        }
        PageKind::ManualFile(part) => {
            let (view, texts) = print_recipe(site, &around, part, false);
            (View::ManualFile(view), texts)
        }
        PageKind::Keep => (View::Keep(keep_view(&around)), Vec::new()),
        PageKind::References => (View::References(references_view(&around)), Vec::new()),
        PageKind::Forms => (View::Forms(forms_view(&around)), Vec::new()),
        PageKind::Contacts => (View::Contacts(contacts_view(&around)), Vec::new()),
        PageKind::Glossary => (View::Glossary(glossary_view(&around)), Vec::new()),
        PageKind::Reviews(owner) => (View::Reviews(reviews_view(&around, owner)), Vec::new()),
        PageKind::Accessibility => (View::Accessibility(accessibility_view(&around)), Vec::new()),
        PageKind::NotFound => (View::NotFound(not_found_view(&around)), Vec::new()),
        PageKind::Redirect(place) => match site.redirects.pages.get(place) {
            Some(redirect) => (View::Redirect(redirect_view(&around, redirect)), Vec::new()),
            None => (View::NotFound(not_found_view(&around)), Vec::new()),
        },
    };
    let file = file_of(site, planned);
    let glossary = around.standpoint().page(&Address::new("register/glossary"));
    PageRecipe { site, view, texts, glossary, common, file }
}

fn text_recipe<'a>(text: &'a PageText, from: &Standpoint<'_>, title: &'a str) -> TextRecipe<'a> {
    TextRecipe { text, hrefs: from.table(&text.passage, &text.sections), prefix: from.prefix.to_owned(), title }
}

fn print_recipe<'a>(
    site: &'a Site,
    around: &Surroundings<'_>,
    part: Option<usize>,
    for_printing: bool,
) -> (PrintView, Vec<TextRecipe<'a>>) {
    let part = part.and_then(|part| site.parts.get(part));
    let view = print_view(around, part, for_printing);
    let range = part.map_or(0..site.chapters.len(), |part| part.all_chapters.clone());
    let mut texts = Vec::with_capacity(view.chapters.len());
    if !view.chapters.is_empty() {
        for chapter in site.chapters.get(range.clone()).unwrap_or_default() {
            let printed = is_printed(chapter, !view.parts.is_empty());
            let Some(edition) = chapter.shown().filter(|_| printed) else { continue };
            let prefix = joined_anchor(&chapter.id, Some(""));
            // Where other chapters are left to the parts' own pages, a link to a chapter leads to its page.
            let same_page = view.parts.is_empty().then_some(&range);
            let from = Standpoint { prefix: &prefix, same_page, ..around.standpoint() };
            if !chapter.has_ended() {
                texts.push(text_recipe(&edition.text, &from, &edition.title));
            }
        }
    }
    (view, texts)
}

fn recipe_key(site: &Site, view: &View, texts: &[TextRecipe<'_>], common: ContentHash, file: &str) -> ContentHash {
    let mut hasher = KeyHasher::default();
    hasher.write(common.bytes());
    hasher.write(file.as_bytes());
    // What the terms in a text mean is said on its page.
    if let Some(glossary) = site.lexicon.hash.filter(|_| !texts.is_empty()) {
        hasher.write(glossary.bytes());
    }
    match view {
        View::Home(view) => (0_u8, view).hash(&mut hasher),
        View::Part(view) => (1_u8, view).hash(&mut hasher),
        View::Chapter(view) => (2_u8, view).hash(&mut hasher),
        View::AToZ(view) => (3_u8, view).hash(&mut hasher),
        View::Print(view) => (4_u8, view).hash(&mut hasher),
        View::References(view) => (5_u8, view).hash(&mut hasher),
        View::Contacts(view) => (6_u8, view).hash(&mut hasher),
        View::Glossary(view) => (7_u8, view).hash(&mut hasher),
        View::Accessibility(view) => (8_u8, view).hash(&mut hasher),
        View::NotFound(view) => (9_u8, view).hash(&mut hasher),
        View::Reviews(view) => (10_u8, view).hash(&mut hasher),
        View::History(view) => (11_u8, view).hash(&mut hasher),
        View::Amendments(view) => (12_u8, view).hash(&mut hasher),
        View::Compare(view) => (13_u8, view).hash(&mut hasher),
        View::AsAt(view) => (14_u8, view).hash(&mut hasher),
        View::Redirect(view) => (15_u8, view).hash(&mut hasher),
        View::Search(view) => (16_u8, view).hash(&mut hasher),
        View::GoingLive(view) => (17_u8, view).hash(&mut hasher),
        View::Changes(view) => (18_u8, view).hash(&mut hasher),
        View::Forms(view) => (19_u8, view).hash(&mut hasher),
        View::ChapterFile(view) => (20_u8, view).hash(&mut hasher),
        View::ManualFile(view) => (21_u8, view).hash(&mut hasher),
        View::Keep(view) => (22_u8, view).hash(&mut hasher),
    }
    for text in texts {
        hash_passage(&text.text.passage, &mut hasher);
        text.hrefs.hash(&mut hasher);
        text.prefix.hash(&mut hasher);
    }
    hasher.key()
}

fn hash_passage(passage: &Passage, hasher: &mut KeyHasher) {
    hasher.write(passage.document.hash.bytes());
    passage.variables.hash(hasher);
    for include in &passage.includes {
        match include {
            Ok(inner) => hash_passage(inner, hasher),
            Err(_) => hasher.write(b"missing"),
        }
    }
}

impl PageRecipe<'_> {
    /// The hash of everything that the page is made from: pages with one key have the same bytes.
    pub fn key(&self) -> ContentHash {
        // Two old addresses in one folder, one as a file, lead to one place from equal views.
        let named = if matches!(self.view, View::Redirect(_)) { self.file.as_str() } else { "" };
        recipe_key(self.site, &self.view, &self.texts, self.common, named)
    }

    /// Makes the page. `file` gives what a file of the site is inside of a page, for one that holds what others load.
    ///
    /// # Errors
    /// A fault of the template, at its place.
    pub fn make<'f>(self, theme: &Theme, file: &dyn Fn(&str) -> Option<Inside<'f>>) -> Result<String, Box<Diagnostic>> {
        let site = self.site;
        let is_file = matches!(self.view, View::ChapterFile(_) | View::ManualFile(_));
        let html = self.write(theme)?;
        Ok(if is_file { enclose(&html, &site.config.base_url, file) } else { html })
    }

    fn write(self, theme: &Theme) -> Result<String, Box<Diagnostic>> {
        let site = self.site;
        let printed = matches!(self.view, View::Print(_) | View::ManualFile(_));
        let glossary = &site.registers.glossary.all;
        let mut entries = Vec::new();
        let bodies = self.texts.into_iter().map(|text| {
            let manner = Manner {
                prefix: &text.prefix,
                lower_headings: u8::from(printed),
                // Elsewhere a press on one copies what to cite, which needs a script.
                heading_links: !printed && !matches!(self.view, View::ChapterFile(_)),
                areas: &site.config.areas,
                words: &site.words,
                home: home_of(&site.config.language),
                title: text.title,
            };
            let terms = TermTable::of(&text.text.passage, &site.lexicon);
            let written = write_explained(text.text, &text.hrefs, &terms, glossary, manner);
            entries.extend(written.words);
            (BodyView(written.html), duty_views(&site.words, written.duties))
        });
        let bodies: Vec<(BodyView, Vec<DutyView>)> = bodies.collect();
        let words: Vec<WordView> = word_views(site, &entries, &self.glossary);
        let mut bodies = bodies.into_iter();
        match self.view {
            View::Home(view) => {
                theme.render("home.html", &HomeView { body: bodies.next().unwrap_or_default().0, words, ..view })
            }
            View::Part(view) => {
                theme.render("part.html", &PartView { body: bodies.next().unwrap_or_default().0, words, ..view })
            }
            View::Chapter(view) => {
                let (body, duties) = bodies.next().unwrap_or_default();
                theme.render("chapter.html", &ChapterView { duties, body, words, ..*view })
            }
            View::ChapterFile(view) => {
                let (body, duties) = bodies.next().unwrap_or_default();
                theme.render("chapter-file.html", &ChapterView { duties, body, words, ..*view })
            }
            View::Print(view) => theme.render("print.html", &printed_view(view, bodies, words)),
            View::ManualFile(view) => theme.render("manual-file.html", &printed_view(view, bodies, words)),
            View::Keep(view) => theme.render("keep.html", &view),
            View::History(view) => theme.render("history.html", &view),
            View::Amendments(view) => theme.render("amendments.html", &view),
            View::Compare(view) => theme.render("compare.html", view.as_ref()),
            View::GoingLive(view) => theme.render("going-live.html", view.as_ref()),
            View::Changes(view) => theme.render("changes.html", view.as_ref()),
            View::AsAt(view) => theme.render("as-at.html", &view),
            View::Search(view) => theme.render("search.html", &view),
            View::AToZ(view) => theme.render("a-to-z.html", &view),
            View::References(view) => theme.render("references.html", &view),
            View::Forms(view) => theme.render("forms.html", &view),
            View::Contacts(view) => theme.render("contacts.html", &view),
            View::Glossary(view) => theme.render("glossary.html", &view),
            View::Reviews(view) => theme.render("reviews.html", &view),
            View::Accessibility(view) => theme.render("accessibility.html", &view),
            View::NotFound(view) => theme.render("not-found.html", &view),
            View::Redirect(view) => theme.render("redirect.html", &view),
        }
    }
}

/// The view of several chapters, with their texts and what these ask for.
fn printed_view(
    mut view: PrintView,
    texts: impl Iterator<Item = (BodyView, Vec<DutyView>)>,
    words: Vec<WordView>,
) -> PrintView {
    for (chapter, text) in view.chapters.iter_mut().filter(|chapter| !chapter.left_out).zip(texts) {
        (chapter.body, chapter.duties) = text;
    }
    PrintView { words, ..view }
}
