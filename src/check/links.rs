//! Links that lead nowhere, each with the nearest thing that an author may have meant.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::link_mends::{Definitions, defined_target, target_mend, with_case_of};
use super::named_files::{NamedFiles, page_named};
use super::own_site::{file_of, meaning, target_for};
use super::register_ids::missing_entry;
use crate::config::page_files::without_index;
use crate::data::certain::meant_id;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::{Diagnostic, Mend};
use crate::diagnostics::suggest::{Patience, nearest};
use crate::model::assemble_parts::{FileName, inside_content};
use crate::model::passage::{LinkFault, PageText, Passage, Target};
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::{Document, LinkUse};
use crate::parse::link_places::write_target;
use crate::parse::sections::Section;
use crate::source::file_names::{is_picture, is_published};

/// After so many broken links, only cheap suggestions are looked for: the cost must not grow with links times files.
const SEARCHED: usize = 200;

/// How many more times something near may be looked for.
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Budget(SEARCHED)
    }
}

impl Budget {
    /// Takes one, if any is left.
    pub fn spend(&mut self) -> bool {
        let left = self.0.checked_sub(1);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// Checks every link of the texts that are looked at.
pub fn check_links(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let mut search = Search {
        site,
        budget: Budget::default(),
        patience: Patience::default(),
        files: NamedFiles::of(site),
        past: false,
    };
    for text in scope.introductions(site) {
        check_passage(&mut search, &text.passage, text, diagnostics);
    }
    for edition in scope.editions(site) {
        search.past = edition.state.is_past();
        check_passage(&mut search, &edition.text.passage, &edition.text, diagnostics);
    }
}

struct Search<'a> {
    site: &'a Site,
    budget: Budget,
    patience: Patience,
    /// Whether the text is out of force: a team that it names may be gone since.
    past: bool,
    files: NamedFiles<'a>,
}

/// A fault with the target that mends it, where that is certain.
type Found = (Diagnostic, Option<String>);

fn check_passage(search: &mut Search<'_>, passage: &Passage, page: &PageText, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    let definitions = Definitions::new();
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        if let Target::Broken(fault) = target {
            let Some((found, target)) = diagnose(search, document, link, fault, &page.sections) else { continue };
            diagnostics.push(match defined_target(document, link, &definitions) {
                Some(place) => {
                    let mend = target.map(|text| Mend { place: place.clone(), text });
                    found.related(place, "where it leads is written here").maybe_mend(mend)
                }
                None => found.maybe_mend(target_mend(document, link, |_| target)),
            });
        } else if link.picture && !shows_picture(search.site, target) {
            let message = format!("`{}` is not a picture", link.destination);
            let help = "to link to it, take the exclamation mark before the bracket out";
            let fault = Diagnostic::new(&codes::BROKEN_IMAGE, document.place(link.span), message).help(help);
            diagnostics.push(fault);
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(search, inner, page, diagnostics);
    }
}

fn shows_picture(site: &Site, target: &Target) -> bool {
    match target {
        Target::Attachment(place) => site.attachments.get(*place as usize).is_some_and(|file| is_picture(&file.path)),
        _ => false,
    }
}

fn diagnose(
    search: &mut Search<'_>,
    document: &Document,
    link: &LinkUse,
    fault: &LinkFault,
    own: &[Section],
) -> Option<Found> {
    let place = document.place(link.span);
    let say = |code: &'static Code, message: String| Diagnostic::new(code, place.clone(), message);
    // What stands behind the path stays as it is.
    let (written, rest) =
        link.destination.split_at(link.destination.find(['#', '?']).unwrap_or(link.destination.len()));
    let found = match fault {
        LinkFault::Refused => return None,
        LinkFault::Empty => {
            let help = "write where it goes between the round brackets, or take the link out";
            (say(&codes::EMPTY_LINK, "this link leads nowhere".to_owned()).help(help), None)
        }
        LinkFault::NoFile(path) => {
            let (code, what) =
                if link.picture { (&codes::BROKEN_IMAGE, "picture") } else { (&codes::BROKEN_LINK, "file") };
            let fault = say(code, format!("there is no {what} `{}`", shown(path, document)));
            if let Some((message, help)) = misread(link, path, &search.site.config.markdown) {
                return Some((say(code, message).help(help), None));
            }
            let certain = by_address(search.site, document, written, rest)
                .or_else(|| by_name(search, document, (path, written), rest));
            if let Some((help, target)) = certain {
                (fault.help(help), Some(target))
            } else {
                let near = search.nearest_file(path, document);
                let none = "check the name; a link starts from the folder of the file that it stands in";
                (fault.help(near.unwrap_or_else(|| none.to_owned())), None)
            }
        }
        LinkFault::Case(actual) => {
            let path = relative(actual, &document.path);
            let fault = say(&codes::LINK_CASE, format!("`{}` is written with other capital letters", link.destination))
                .help(format!("write `{path}`: most web servers tell capitals from small letters"));
            (fault, with_case_of(&link.destination, actual))
        }
        LinkFault::LeadsOut => {
            let fault = say(&codes::LINK_OUTSIDE, format!("`{}` leads out of the content folder", link.destination));
            match by_address(search.site, document, written, rest) {
                Some((help, target)) => (fault.help(help), Some(target)),
                None => (fault.help("link to a file in the content folder, or to a web address"), None),
            }
        }
        LinkFault::NoAnchor(path, anchor) => {
            let fault = say(&codes::BROKEN_ANCHOR, format!("`{}` has no section `#{anchor}`", shown(path, document)));
            let (help, same) = search.nearest_anchor(path, anchor, document, own);
            (fault.help(help), same.map(|same| format!("{written}#{same}")))
        }
        LinkFault::NotPublished(path) => {
            let message = format!("`{}` is not in the site that is being built", shown(path, document));
            let help =
                "it is a draft or not yet published; publish it first, or build with --drafts or --future to preview";
            (say(&codes::BROKEN_LINK, message).help(help), None)
        }
        LinkFault::NoEntry(..) if search.past => return None,
        LinkFault::NoEntry(scheme, id) => {
            // `contact:ID#telephone` names a detail of the entry.
            let (id, detail) = match id.split_at_checked(id.find('#').unwrap_or(id.len())) {
                Some((id, detail)) if *scheme == "contact" => (id, detail),
                _ => (id.as_ref(), ""),
            };
            let registers = &search.site.registers;
            let patience = &search.patience;
            let (code, near, register) = match *scheme {
                "ref" => {
                    (&codes::UNKNOWN_REFERENCE, patience.nearest(id, registers.references.ids()), "references.yml")
                }
                "contact" => (&codes::UNKNOWN_CONTACT, patience.nearest(id, registers.contacts.ids()), "contacts.yml"),
                _ => (&codes::UNKNOWN_TERM, patience.nearest(id, registers.glossary.ids()), "glossary.yml"),
            };
            if !registers.is_readable(register.trim_end_matches(".yml")) {
                return None;
            }
            if registers.contacts.get(id).is_some() && *scheme == "contact" {
                let detail = detail.trim_start_matches('#');
                let help = match detail {
                    "telephone" | "email" => {
                        format!("add it to registers/{register}, or link to the contact itself: `contact:{id}`")
                    }
                    _ => format!("write `contact:{id}`, `contact:{id}#telephone` or `contact:{id}#email`"),
                };
                return Some((say(code, format!("the contact `{id}` has no `{detail}`")).help(help), None));
            }
            let help = match near {
                Some(near) => format!("did you mean `{scheme}:{near}`?"),
                None => missing_entry(code, id, &format!("registers/{register}")),
            };
            let certain = near.filter(|near| meant_id(id, [*near]).is_some());
            let mended = certain.map(|near| format!("{scheme}:{near}{detail}"));
            (say(code, format!("registers/{register} has no entry `{id}`")).help(help), mended)
        }
        LinkFault::NoSister(name) => {
            let near = nearest(name, search.site.config.sisters.keys().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `sister:{near}`?"),
                None => format!("add [site.sisters.{name}] with its title and base_url to site.toml"),
            };
            (say(&codes::UNKNOWN_SISTER, format!("site.toml names no sister manual `{name}`")).help(help), None)
        }
    };
    Some(found)
}

/// What a link means that was read as the name of a file: an address whose beginning is missing, or a file whose name ends as that
/// of a chapter would in small letters. Gives what is wrong, and what to do.
fn misread(link: &LinkUse, path: &str, endings: &[String]) -> Option<(String, String)> {
    let written = link.destination.as_ref();
    if let Some((name, host)) = written.split_once('@')
        && !name.is_empty()
        && host.contains('.')
        && !written.contains(['/', ' '])
        && !endings.iter().any(|ending| written.ends_with(ending.as_str()))
        && !is_published(written)
    {
        let message = format!("`{written}` is an e-mail address, and would be taken for the name of a file");
        return Some((message, format!("write mailto: before it: `mailto:{written}`")));
    }
    if written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        let message = format!("`{written}` is a web address, and would be taken for the name of a file");
        return Some((message, format!("write https:// before it: `https://{written}`")));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = endings.iter().find(|ending| {
        name.to_lowercase().ends_with(ending.as_str()) && !name.ends_with(ending.as_str()) && name.len() > ending.len()
    })?;
    let bare = name.get(..name.len() - ending.len())?;
    let message = format!("`{name}` is not read as a chapter: its ending is not in small letters");
    Some((message, format!("rename the file to `{bare}{ending}`, and write that here")))
}

/// What a link that names no file means as an address of the manual's own site, now or before: the help, and the target.
fn by_address(site: &Site, document: &Document, written: &str, rest: &str) -> Option<(String, String)> {
    let path = percent_decode_str(written).decode_utf8_lossy();
    let mut path = path.as_ref();
    while let Some(inner) = ["../", "./", "/"].iter().find_map(|start| path.strip_prefix(start)) {
        path = inner;
    }
    // A way that is nothing but steps means a folder of the source.
    if matches!(without_index(path), "" | ".." | ".") {
        return None;
    }
    let found = meaning(site, path, rest.strip_prefix('#'))?;
    let target = target_for(&found, document, rest)?;
    Some((format!("this is an address of the site; write `{target}`, which is the file behind it"), target))
}

/// Where the file is that a link means, if only one can be meant: the only one of this name, or the chapter whose id this
/// is or was. A file that was moved or renumbered is found by it.
fn by_name(
    search: &Search<'_>,
    document: &Document,
    (path, written): (&str, &str),
    rest: &str,
) -> Option<(String, String)> {
    let site = search.site;
    let page = page_named(site, path).or_else(|| search.files.page_below(written));
    if let Some(found) = page {
        let target = written_as(written, found, site, document);
        let help = format!("write `{target}`: a link names the file, and not the page that is made of it");
        return Some((help, format!("{target}{rest}")));
    }
    let name = path.rsplit('/').next()?;
    let file = FileName::of(name, &site.config.markdown);
    if matches!(file.slug.as_str(), "index" | "readme") || !name.contains('.') {
        return None;
    }
    let found = match search.files.of_name(name) {
        Some((only, 1)) => only,
        Some(_) => return None,
        None => {
            let markdown = site.config.markdown.iter().any(|ending| name.ends_with(ending.as_str()));
            let old = || site.chapters.get(site.redirects.chapter_of_old_id(&file.slug)?).map(AsRef::as_ref);
            let chapter = site.chapter(&file.slug).or_else(old).filter(|_| markdown && file.edition.is_none())?;
            file_of(chapter)?
        }
    };
    let target = written_as(written, found, site, document);
    Some((format!("it is at `{}` now", relative(found, &document.path)), format!("{target}{rest}")))
}

/// The target of a link to a file, from the root of the content where the author wrote it so.
fn written_as(written: &str, path: &str, site: &Site, document: &Document) -> String {
    if written.starts_with('/') {
        return write_target(&format!("/{}", inside_content(path, &site.config)));
    }
    write_target(&relative(path, &document.path))
}

/// A path as an author knows it: from the folder of the file that names it.
fn shown<'a>(path: &'a str, document: &Document) -> &'a str {
    let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    path.strip_prefix(folder).map_or(path, |rest| rest.trim_start_matches('/'))
}

/// The path whose last part is nearest to that of a path that is not there: folders alike must not make names seem so.
pub fn nearest_by_name<'a>(path: &str, paths: &'a [Arc<str>]) -> Option<&'a str> {
    let name_of = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let near = nearest(path.rsplit('/').next()?, paths.iter().map(|path| name_of(path)))?;
    paths.iter().map(AsRef::as_ref).filter(|path| name_of(path) == near).min_by_key(|path| path.len())
}

/// The way from a file to another, both from the site's root.
pub fn relative(to: &str, from: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().saturating_sub(1);
    let common =
        from.iter().take(folders).zip(to.iter().take(to.len().saturating_sub(1))).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folders - common];
    parts.extend(to.iter().skip(common));
    parts.join("/")
}

impl Search<'_> {
    fn nearest_file(&mut self, path: &str, document: &Document) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.split('.').next().unwrap_or(name);
        let found = self.files.of_name(name).map(|(path, _)| path).or_else(|| {
            if !self.budget.spend() {
                return None;
            }
            // A file that was moved or renumbered keeps the rest of its name.
            let bare = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_');
            let same_stem = self.site.paths.iter().find(|other| {
                let other = other.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("");
                other.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_') == bare
                    && !bare.is_empty()
            });
            same_stem.map(AsRef::as_ref).or_else(|| nearest_by_name(path, &self.site.paths))
        })?;
        Some(format!("did you mean `{}`?", relative(found, &document.path)))
    }

    /// What an author may have meant by an anchor; and the anchor itself where only its capitals differ.
    fn nearest_anchor(
        &self,
        path: &str,
        anchor: &str,
        document: &Document,
        own: &[Section],
    ) -> (String, Option<String>) {
        let sections = self.sections_of(path, document, own);
        let near = self.patience.nearest(anchor, sections.iter().map(|section| section.anchor.as_ref()));
        let help = match near {
            Some(near) => format!("did you mean `#{near}`?"),
            None if sections.is_empty() && path == document.path.as_ref() => {
                "this page has no sections; take the link out".to_owned()
            }
            None if sections.is_empty() => "that page has no sections; link to the page".to_owned(),
            None => {
                let some: Vec<String> = sections.iter().take(6).map(|section| format!("#{}", section.anchor)).collect();
                format!("its sections are {}{}", some.join(", "), if sections.len() > 6 { " …" } else { "" })
            }
        };
        (help, near.filter(|near| near.eq_ignore_ascii_case(anchor)).map(str::to_owned))
    }

    /// The sections of the page whose file is at a path.
    fn sections_of<'b>(&'b self, path: &str, document: &Document, own: &'b [Section]) -> &'b [Section] {
        if path == document.path.as_ref() {
            return own;
        }
        let text = self.site.chapters.iter().find_map(|chapter| {
            let found = chapter.editions.iter().any(|edition| edition.document().path.as_ref() == path);
            found.then(|| chapter.shown()).flatten().map(|edition| &edition.text)
        });
        let text = text.or_else(|| self.site.texts().find(|text| text.passage.document.path.as_ref() == path));
        text.map_or(&[], |text| &text.sections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_way_between_files() {
        assert_eq!(relative("content/b/x.md", "content/a/y.md"), "../b/x.md");
        assert_eq!(relative("content/a/x.md", "content/a/y.md"), "x.md");
        assert_eq!(relative("x.md", "a/b/y.md"), "../../x.md");
    }
}
