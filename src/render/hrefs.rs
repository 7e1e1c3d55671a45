//! Where links lead from one page: targets of the model as addresses that work from that page, from a web server, a
//! sub-path or a folder alike. What they are called where the author left that to us, the model says.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::page_files::PageFiles;
use crate::data::picture_size::PictureSize;
use crate::data::telephone::{home_of, read_telephone};
use crate::model::address::Address;
use crate::model::link_words::{Detail, link_words, one_detail};
use crate::model::passage::{Passage, Target};
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
    /// Of a picture: how large it is, if that is known.
    pub size: Option<PictureSize>,
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
        page_address(self.root, address, self.site.config.pages)
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
        let text = || if link.automatic { link_words(self.site, link, target, own) } else { None };
        let inside = |address: String| Href { address, text: text(), outside: false, reach: None, size: None };
        let outside =
            |address: &str| Href { address: address.to_owned(), text: text(), outside: true, reach: None, size: None };
        let entry =
            |register: &str, id: Option<&str>| id.map_or_else(nowhere, |id| inside(self.register(register, id)));
        let registers = &self.site.registers;
        match target {
            Target::Chapter(place, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                // The sections of a chapter whose text is left out stand on its own page alone.
                let there = !chapter.has_ended() || anchor.is_none();
                let here = there && self.same_page.is_some_and(|range| range.contains(&(*place as usize)));
                inside(if here {
                    with_anchor("#".to_owned() + &chapter.id, anchor.as_deref(), "--")
                } else {
                    with_anchor(self.page(&chapter.address), anchor.as_deref(), "#")
                })
            }
            Target::Edition(place, edition, anchor) => {
                let Some(chapter) = self.site.chapters.get(*place as usize) else { return nowhere() };
                let Some(found) = chapter.editions.get(*edition as usize) else { return nowhere() };
                inside(with_anchor(self.page(&found.address), anchor.as_deref(), "#"))
            }
            Target::Part(place, anchor) => {
                let Some(part) = self.site.parts.get(*place as usize) else { return nowhere() };
                inside(with_anchor(self.page(&part.address), anchor.as_deref(), "#"))
            }
            Target::Home(anchor) => inside(with_anchor(self.page(&Address::new("")), anchor.as_deref(), "#")),
            Target::Here(anchor) => inside(format!("#{}{anchor}", self.prefix)),
            Target::Attachment(place) => {
                let Some(file) = self.site.attachments.get(*place as usize) else { return nowhere() };
                Href { size: file.size, ..inside(format!("{}{}", self.root, file_address(&file.path))) }
            }
            Target::Reference(place) => {
                entry("references", registers.references.all.get(*place as usize).map(|found| found.id.as_str()))
            }
            Target::Contact(place) => {
                let Some(contact) = registers.contacts.all.get(*place as usize) else { return nowhere() };
                let language = &self.site.config.language;
                // A link to the number or address alone is what it shows.
                let alone = match one_detail(link) {
                    Some(Detail::Telephone) => reach_by_telephone(contact, language),
                    Some(Detail::Email) => reach_by_email(contact),
                    None => {
                        let reach = reach_by_telephone(contact, language).or_else(|| reach_by_email(contact));
                        return Href { reach, ..entry("contacts", Some(&contact.id)) };
                    }
                };
                alone.map_or_else(nowhere, |reach| inside(reach.address))
            }
            Target::Term(place) => {
                entry("glossary", registers.glossary.all.get(*place as usize).map(|found| found.id.as_str()))
            }
            Target::Sister(sister) => outside(&sister.address),
            Target::Outside => outside(&link.destination),
            Target::Broken(_) => inside(String::new()),
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

fn nowhere() -> Href {
    Href { address: String::new(), text: None, outside: false, reach: None, size: None }
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

/// The address of a file from the site's root.
pub fn file_address(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The address of a page from a page whose way to the root is `root`.
pub fn page_address(root: &str, address: &Address, pages: PageFiles) -> String {
    let folder = address.folder();
    if !pages.named && folder.is_empty() {
        return root.to_owned();
    }
    let (root, file) = (if root == "./" { "" } else { root }, pages.behind_folder());
    [root, folder, file].concat()
}

/// The anchor of a section where several chapters share a page.
pub fn joined_anchor(id: &str, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{id}--{anchor}"),
        None => id.to_owned(),
    }
}
