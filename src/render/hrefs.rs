//! Where links lead from one page: targets of the model as addresses that work from that page, from a web server, a
//! sub-path or a folder alike; and the text of links whose text the author left to Chapterhouse.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::data::telephone::{home_of, read_telephone};
use crate::model::address::Address;
use crate::model::chapter::Chapter;
use crate::model::passage::{LinkFault, PageText, Passage, Target};
use crate::model::site::Site;
use crate::parse::document::LinkUse;
use crate::parse::registers::Contact;
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
    /// Of a link to a contact: how to reach it at once.
    pub reach: Option<Reach>,
}

/// How a contact is reached: by telephone, or where it has none by e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reach {
    /// The number or address as people read it.
    pub text: String,
    /// What rings or writes to it; empty for a number that cannot be dialled.
    pub address: String,
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

    /// The links of a passage. `own` are the sections of the text that it belongs to.
    pub fn table(&self, passage: &Passage, own: &[Section]) -> HrefTable {
        let links = passage.document.body.links.iter().zip(&passage.targets);
        HrefTable {
            hrefs: links.map(|(link, target)| self.href(link, target, own)).collect(),
            includes: passage
                .includes
                .iter()
                .map(|include| include.as_ref().map(|inner| self.table(inner, own)).unwrap_or_default())
                .collect(),
        }
    }

    fn href(&self, link: &LinkUse, target: &Target, own: &[Section]) -> Href {
        // The text is worked out only where the author left it to us: this runs for every link of every build.
        let text = |make: &dyn Fn() -> String| link.automatic.then(make);
        let inside = |address: String, make: &dyn Fn() -> String| Href {
            address,
            text: text(make),
            outside: false,
            reach: None,
        };
        let outside = |address: &str, make: &dyn Fn() -> String| Href {
            address: address.to_owned(),
            text: text(make),
            outside: true,
            reach: None,
        };
        let entry = |register: &str, found: Option<(&str, &str)>| match found {
            Some((id, name)) => inside(self.register(register, id), &|| name.to_owned()),
            None => nowhere(),
        };
        let registers = &self.site.registers;
        match target {
            Target::Chapter(place, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                let here = self.same_page.is_some_and(|range| range.contains(&(*place as usize)));
                let address = if here {
                    with_anchor("#".to_owned() + &chapter.id, anchor.as_deref(), "--")
                } else {
                    with_anchor(self.page(&chapter.address), anchor.as_deref(), "#")
                };
                inside(address, &|| chapter_text(chapter, chapter.shown, anchor.as_deref()))
            }
            Target::Edition(place, edition, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                let Some(found) = chapter.editions.get(*edition as usize) else { return nowhere() };
                let address = with_anchor(self.page(&found.address), anchor.as_deref(), "#");
                inside(address, &|| chapter_text(chapter, *edition as usize, anchor.as_deref()))
            }
            Target::Part(place, anchor) => {
                let Some(part) = self.site.parts.get(*place as usize) else { return nowhere() };
                let address = with_anchor(self.page(&part.address), anchor.as_deref(), "#");
                inside(address, &|| page_text(&part.number, &part.title, part.text.as_ref(), anchor.as_deref()))
            }
            Target::Home(anchor) => {
                let address = with_anchor(self.page(&Address::new("")), anchor.as_deref(), "#");
                let text = self.site.home.as_ref().map(|(_, text)| text);
                inside(address, &|| page_text("", &self.site.config.title, text, anchor.as_deref()))
            }
            Target::Here(anchor) => inside(format!("#{}{anchor}", self.prefix), &|| {
                let section = own.iter().find(|section| section.anchor == *anchor);
                section.map_or(format!("#{anchor}"), section_text)
            }),
            Target::Attachment(place) => {
                let Some(file) = self.site.attachments.get(*place as usize) else { return nowhere() };
                let address = format!("{}{}", self.root, utf8_percent_encode(&file.path, PATH));
                inside(address, &|| file.path.rsplit('/').next().unwrap_or("").to_owned())
            }
            Target::Reference(place) => {
                let found = registers.references.all.get(*place as usize);
                entry("references", found.map(|found| (found.id.as_str(), found.title.as_str())))
            }
            Target::Contact(place) => {
                let Some(contact) = registers.contacts.all.get(*place as usize) else { return nowhere() };
                let language = &self.site.config.language;
                // A link to the number or address alone is what it shows.
                let alone = match link.destination.rsplit_once('#') {
                    Some((_, "telephone")) => reach_by_telephone(contact, language),
                    Some((_, "email")) => reach_by_email(contact),
                    _ => {
                        let reach = reach_by_telephone(contact, language).or_else(|| reach_by_email(contact));
                        let named = entry("contacts", Some((&contact.id, &contact.name)));
                        return Href { reach, ..named };
                    }
                };
                alone.map_or_else(nowhere, |reach| inside(reach.address, &|| reach.text.clone()))
            }
            Target::Term(place) => {
                let found = registers.glossary.all.get(*place as usize);
                entry("glossary", found.map(|found| (found.id.as_str(), found.term.as_str())))
            }
            Target::Sister(sister) => outside(&sister.address, &|| sister.text.to_string()),
            Target::Outside => outside(&link.destination, &|| link.destination.to_string()),
            Target::Broken(LinkFault::NoAnchor(..) | LinkFault::NoFile(_) | LinkFault::Case(_)) => {
                inside(String::new(), &|| link.destination.to_string())
            }
            // A team that was there when the edition was in force keeps its name, so far as its id tells it.
            Target::Broken(LinkFault::NoEntry(_, id)) => inside(String::new(), &|| words_of(id)),
            Target::Broken(_) => nowhere(),
        }
    }

    /// The address of an entry on a register's page.
    pub fn register(&self, register: &str, id: &str) -> String {
        format!("{}#{id}", self.page(&Address::new(&format!("register/{register}"))))
    }
}

/// How a contact is rung, if it has a number.
pub fn reach_by_telephone(contact: &Contact, language: &str) -> Option<Reach> {
    let text = contact.telephone.clone()?;
    let address = read_telephone(&text, home_of(language)).map(|number| number.address()).unwrap_or_default();
    Some(Reach { text, address })
}

/// How a contact is written to, if it has an address.
pub fn reach_by_email(contact: &Contact) -> Option<Reach> {
    let text = contact.email.clone()?;
    Some(Reach { address: format!("mailto:{text}"), text })
}

/// The words of an id: "duty team".
fn words_of(id: &str) -> String {
    id.split('#').next().unwrap_or(id).replace('-', " ")
}

fn nowhere() -> Href {
    Href { address: String::new(), text: None, outside: false, reach: None }
}

/// An address with an anchor behind it.
fn with_anchor(mut address: String, anchor: Option<&str>, sign: &str) -> String {
    if let Some(anchor) = anchor {
        address.reserve(sign.len() + anchor.len());
        address.push_str(sign);
        address.push_str(anchor);
    }
    address
}

/// The address of a page from a page whose way to the root is `root`.
pub fn page_address(root: &str, address: &Address, file_urls: bool) -> String {
    let folder = address.folder();
    if !file_urls && folder.is_empty() {
        return root.to_owned();
    }
    let (root, file) = (if root == "./" { "" } else { root }, if file_urls { "index.html" } else { "" });
    [root, folder, file].concat()
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

/// "2 First contact", or "2 First contact, section 1, Who this is for".
fn page_text(number: &str, title: &str, text: Option<&PageText>, anchor: Option<&str>) -> String {
    let sections = text.map(|text| text.sections.as_ref()).unwrap_or_default();
    let section = anchor.and_then(|anchor| sections.iter().find(|section| section.anchor.as_ref() == anchor));
    let section = section.map(|section| format!(", {}", section_text(section))).unwrap_or_default();
    format!("{number} {title}{section}").trim_start().to_owned()
}

/// "section 3, Timescales".
pub fn section_text(section: &Section) -> String {
    match &section.number {
        Some(number) => format!("section {number}, {}", section.title),
        None => format!("\"{}\"", section.title),
    }
}
