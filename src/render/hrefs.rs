//! Where links lead from one page: targets of the model as addresses that work from that page, from a web server, a
//! sub-path or a folder alike; and the text of links whose text the author left to Chapterhouse.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::address::Address;
use crate::model::chapter::Chapter;
use crate::model::passage::{LinkFault, Passage, Target};
use crate::model::site::Site;
use crate::parse::sections::Section;

/// What must be encoded in the path of a file so that it stays a path.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'`')
    .add(b'\\')
    .add(b'^')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A link, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Href {
    /// The address; empty where there is none.
    pub address: String,
    /// The text to show where the author gave none.
    pub text: Option<String>,
    /// Whether it leads to another site.
    pub outside: bool,
}

/// The links of a passage and of those that it includes, side by side with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HrefTable {
    /// One for each link.
    pub hrefs: Vec<Href>,
    /// One for each included passage; empty where it is missing.
    pub includes: Vec<HrefTable>,
}

/// The page that links start from.
#[derive(Clone, Copy)]
pub struct Standpoint<'a> {
    /// The site.
    pub site: &'a Site,
    /// The way from the page to the site's root: `../../`.
    pub root: &'a str,
    /// What stands before every anchor of the text, where several texts share a page: `first-contact--`.
    pub prefix: &'a str,
    /// Which chapters stand on the same page: for printing.
    pub same_page: Option<&'a std::ops::Range<usize>>,
}

impl Standpoint<'_> {
    /// The address of a page.
    pub fn page(&self, address: &Address) -> String {
        page_address(self.root, address, self.site.config.file_urls)
    }

    /// The links of a passage.
    pub fn table(&self, passage: &Passage) -> HrefTable {
        let links = passage.document.body.links.iter().zip(&passage.targets);
        HrefTable {
            hrefs: links.map(|(link, target)| self.href(&link.destination, target)).collect(),
            includes: passage
                .includes
                .iter()
                .map(|include| include.as_ref().map(|inner| self.table(inner)).unwrap_or_default())
                .collect(),
        }
    }

    fn href(&self, written: &str, target: &Target) -> Href {
        let inside = |address: String, text: String| Href { address, text: Some(text), outside: false };
        let with_anchor = |page: String, anchor: Option<&str>| match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        };
        match target {
            Target::Chapter(place, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                let here = self.same_page.is_some_and(|range| range.contains(&(*place as usize)));
                let address = if here {
                    format!("#{}", joined_anchor(&chapter.id, anchor.as_deref()))
                } else {
                    with_anchor(self.page(&chapter.address), anchor.as_deref())
                };
                inside(address, chapter_text(chapter, chapter.shown, anchor.as_deref()))
            }
            Target::Edition(place, edition, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                let Some(found) = chapter.editions.get(*edition as usize) else { return nowhere() };
                let text = chapter_text(chapter, *edition as usize, anchor.as_deref());
                inside(with_anchor(self.page(&found.address), anchor.as_deref()), text)
            }
            Target::Part(place, anchor) => {
                let Some(part) = self.site.parts.get(*place as usize) else { return nowhere() };
                inside(
                    with_anchor(self.page(&part.address), anchor.as_deref()),
                    format!("{} {}", part.number, part.title),
                )
            }
            Target::Home(anchor) => {
                inside(with_anchor(self.page(&Address::new("")), anchor.as_deref()), self.site.config.title.clone())
            }
            Target::Here(anchor) => inside(format!("#{}{anchor}", self.prefix), format!("#{anchor}")),
            Target::Attachment(place) => {
                let Some(file) = self.site.attachments.get(*place as usize) else { return nowhere() };
                let name = file.path.rsplit('/').next().unwrap_or("").to_owned();
                inside(format!("{}{}", self.root, utf8_percent_encode(&file.path, PATH)), name)
            }
            Target::Reference(place) => match self.site.registers.references.all.get(*place as usize) {
                Some(entry) => inside(self.register("references", &entry.id), entry.title.clone()),
                None => nowhere(),
            },
            Target::Contact(place) => match self.site.registers.contacts.all.get(*place as usize) {
                Some(entry) => inside(self.register("contacts", &entry.id), entry.name.clone()),
                None => nowhere(),
            },
            Target::Term(place) => match self.site.registers.glossary.all.get(*place as usize) {
                Some(entry) => inside(self.register("glossary", &entry.id), entry.term.clone()),
                None => nowhere(),
            },
            Target::Sister(address, title) => {
                Href { address: address.to_string(), text: Some(title.to_string()), outside: true }
            }
            Target::Outside => Href { address: written.to_owned(), text: Some(written.to_owned()), outside: true },
            Target::Broken(LinkFault::NoAnchor(..) | LinkFault::NoFile(_) | LinkFault::Case(_)) => {
                Href { address: String::new(), text: Some(written.to_owned()), outside: false }
            }
            Target::Broken(_) => nowhere(),
        }
    }

    /// The address of an entry on a register's page.
    pub fn register(&self, register: &str, id: &str) -> String {
        format!("{}#{id}", self.page(&Address::new(&format!("register/{register}"))))
    }
}

fn nowhere() -> Href {
    Href { address: String::new(), text: None, outside: false }
}

/// The address of a page from a page whose way to the root is `root`.
pub fn page_address(root: &str, address: &Address, file_urls: bool) -> String {
    let folder = address.folder();
    if file_urls {
        let root = if root == "./" { "" } else { root };
        return format!("{root}{folder}index.html");
    }
    if folder.is_empty() { root.to_owned() } else { format!("{}{folder}", if root == "./" { "" } else { root }) }
}

/// The anchor of a section where several chapters share a page.
pub fn joined_anchor(id: &str, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{id}--{anchor}"),
        None => id.to_owned(),
    }
}

/// "2.2 section 3, Timescales", or "2.2 Deciding the level of help".
fn chapter_text(chapter: &Chapter, edition: usize, anchor: Option<&str>) -> String {
    let shown = chapter.editions.get(edition);
    let section =
        anchor.and_then(|anchor| shown?.text.sections.iter().find(|section| section.anchor.as_ref() == anchor));
    match section {
        Some(section) => format!("{} {}", chapter.number, section_text(section)),
        None => format!("{} {}", chapter.number, shown.map_or("", |edition| &edition.title)),
    }
}

/// "section 3, Timescales".
pub fn section_text(section: &Section) -> String {
    match &section.number {
        Some(number) => format!("section {number}, {}", section.title),
        None => format!("\"{}\"", section.title),
    }
}
