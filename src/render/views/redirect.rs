//! The page at an old address, and the model's redirect as what it shows.

use serde::Serialize;

use super::make_page::Surroundings;
use super::page::{LinkView, PageView};
use crate::config::page_files::without_index;
use crate::model::redirects::{Goal, RedirectPage};
use crate::render::key::Shared;

/// `redirect.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct RedirectView {
    /// Head and surroundings; its canonical address is where it leads.
    pub page: PageView,
    /// Where it leads.
    pub to: LinkView,
}

/// The view of a page that leads on.
pub fn redirect_view(around: &Surroundings<'_>, redirect: &RedirectPage) -> RedirectView {
    let site = around.site;
    let named = match redirect.goal {
        Goal::Chapter(place) => site.chapters.get(place).map(|chapter| around.chapter_link(chapter)),
        Goal::Part(place) => site.parts.get(place).map(|part| around.part_link(part)),
        Goal::Home => Some(LinkView { title: site.config.title.clone(), ..LinkView::default() }),
    };
    // A part of a chapter, such as one of its editions, goes by the chapter's name and has an address of its own.
    let to = LinkView { url: around.standpoint().page(&redirect.to), here: false, ..named.unwrap_or_default() };
    let mut page = around.page(around.words().say("page_has_moved"));
    let old = without_index(&redirect.file);
    page.head_title = format!("{} - {}", around.words().tell("moved_from", &[("old", old.into())]), site.config.title);
    page.canonical = around.canonical(&redirect.to);
    page.noindex = true;
    page.breadcrumbs = Shared::default();
    RedirectView { page, to }
}
