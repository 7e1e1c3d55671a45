//! What refers to a page, as its block "Referred to from" lists it: what refers to the whole page first, then to each of its
//! sections.

use serde::Serialize;

use super::make_page::Surroundings;
use super::page::LinkView;
use crate::model::address::Address;
use crate::model::link_words::section_words;
use crate::model::passage::PageText;
use crate::model::referrals::{Referral, Referrer};
use crate::parse::sections::Section;

/// What refers to one section of a page, or to the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReferredView {
    /// The section: "Section 3, Timescales"; empty for the whole page.
    pub section: String,
    /// Its anchor with `#`, or empty.
    pub url: String,
    /// What refers to it.
    pub from: Vec<ReferrerView>,
}

/// A page that refers to another, or a section of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReferrerView {
    /// The page; its address is that of the section.
    pub link: LinkView,
    /// The section: "section 2, Aims"; empty for what stands before the first heading.
    pub section: String,
}

/// The list for a page, from what the model says; `sections` are the page's own.
pub fn referred_views(around: &Surroundings<'_>, referrals: &[Referral], sections: &[Section]) -> Vec<ReferredView> {
    let groups = referrals.chunk_by(|one, other| one.to == other.to);
    let view = |group: &[Referral]| {
        let section = group.first().and_then(|referral| sections.get(referral.to? as usize));
        ReferredView {
            section: section.map(|section| capitalised(&section_words(around.words(), section))).unwrap_or_default(),
            url: section.map(|section| format!("#{}", section.anchor)).unwrap_or_default(),
            from: group.iter().filter_map(|referral| referrer(around, referral)).collect(),
        }
    };
    groups.map(view).collect()
}

fn referrer(around: &Surroundings<'_>, referral: &Referral) -> Option<ReferrerView> {
    let site = around.site;
    let (mut link, text): (LinkView, Option<&PageText>) = match referral.from {
        Referrer::Chapter(place) => {
            let chapter = site.chapters.get(place as usize)?;
            (around.chapter_link(chapter), chapter.shown().map(|edition| &edition.text))
        }
        Referrer::Part(place) => {
            let part = site.parts.get(place as usize)?;
            (around.part_link(part), part.text.as_ref())
        }
        Referrer::Home => {
            let (title, text) = site.home.as_ref()?;
            let url = around.standpoint().page(&Address::new(""));
            (LinkView { title: title.to_string(), url, ..LinkView::default() }, Some(text))
        }
    };
    let section = text.and_then(|text| text.sections.get(referral.section? as usize));
    if let Some(section) = section {
        link.url.push('#');
        link.url.push_str(&section.anchor);
    }
    Some(ReferrerView {
        link,
        section: section.map(|section| section_words(around.words(), section)).unwrap_or_default(),
    })
}

/// A text as it stands at the beginning of a line.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
