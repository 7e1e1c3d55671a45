//! Links that lead nowhere, each with the nearest thing that an author may have meant.

use std::sync::Arc;

use super::link_mends::{target_mend, with_case_of};
use crate::data::certain::meant_id;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::passage::{LinkFault, PageText, Passage, Target};
use crate::model::site::Site;
use crate::parse::document::{Document, LinkUse};
use crate::parse::sections::Section;
use crate::source::file_names::is_picture;

/// After so many broken links, only cheap suggestions are looked for: the cost must not grow with links times files.
const SEARCHED: usize = 200;

/// Checks every link of the site.
pub fn check_links(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut search = Search { site, left: SEARCHED };
    for text in site.texts() {
        check_passage(&mut search, &text.passage, text, diagnostics);
    }
}

struct Search<'a> {
    site: &'a Site,
    left: usize,
}

fn check_passage(search: &mut Search<'_>, passage: &Passage, page: &PageText, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        if let Target::Broken(fault) = target {
            diagnostics.extend(diagnose(search, document, link, fault, &page.sections));
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
) -> Option<Diagnostic> {
    let place = document.place(link.span);
    let registers = &search.site.registers;
    let meant = |nearest: Option<&str>, scheme: &str| nearest.map(|near| format!("did you mean `{scheme}:{near}`?"));
    let diagnostic = match fault {
        LinkFault::Refused => return None,
        LinkFault::Empty => Diagnostic::new(&codes::EMPTY_LINK, place, "this link leads nowhere")
            .help("write where it goes between the round brackets, or take the link out"),
        LinkFault::NoFile(path) => {
            let (code, what) =
                if link.picture { (&codes::BROKEN_IMAGE, "picture") } else { (&codes::BROKEN_LINK, "file") };
            let message = format!("there is no {what} `{}`", shown(path, document));
            Diagnostic::new(code, place, message).help(search.nearest_file(path, document).unwrap_or_else(|| {
                "check the name; a link starts from the folder of the file that it stands in".to_owned()
            }))
        }
        LinkFault::Case(actual) => Diagnostic::new(
            &codes::LINK_CASE,
            place,
            format!("`{}` is written with other capital letters", link.destination),
        )
        .help(format!(
            "write `{}`: most web servers tell capitals from small letters",
            relative(actual, &document.path)
        ))
        .maybe_mend(target_mend(document, link, |target| with_case_of(target, actual))),
        LinkFault::LeadsOut => Diagnostic::new(
            &codes::LINK_OUTSIDE,
            place,
            format!("`{}` leads out of the content folder", link.destination),
        )
        .help("link to a file in the content folder, or to a web address"),
        LinkFault::NoAnchor(path, anchor) => {
            let sections = search.sections_of(path, document, own);
            let near = nearest(anchor, sections.iter().map(|section| section.anchor.as_ref()));
            let help = match near {
                Some(near) => format!("did you mean `#{near}`?"),
                None if sections.is_empty() && path.as_ref() == document.path.as_ref() => {
                    "this page has no sections; take the link out".to_owned()
                }
                None if sections.is_empty() => "that page has no sections; link to the page".to_owned(),
                None => {
                    let some: Vec<String> =
                        sections.iter().take(6).map(|section| format!("#{}", section.anchor)).collect();
                    format!("its sections are {}{}", some.join(", "), if sections.len() > 6 { " …" } else { "" })
                }
            };
            let message = format!("`{}` has no section `#{anchor}`", shown(path, document));
            Diagnostic::new(&codes::BROKEN_ANCHOR, place, message).help(help)
        }
        LinkFault::NotPublished(path) => Diagnostic::new(
            &codes::BROKEN_LINK,
            place,
            format!("`{}` is not in the site that is being built", shown(path, document)),
        )
        .help("it is a draft or not yet published; publish it first, or build with --drafts or --future to preview"),
        LinkFault::NoEntry(scheme, id) => {
            // `contact:ID#telephone` names a detail of the entry.
            let (id, detail) = match id.split_at_checked(id.find('#').unwrap_or(id.len())) {
                Some((id, detail)) if *scheme == "contact" => (id, detail),
                _ => (id.as_ref(), ""),
            };
            let (code, near, register) = match *scheme {
                "ref" => (&codes::UNKNOWN_REFERENCE, nearest(id, registers.references.ids()), "references.yml"),
                "contact" => (&codes::UNKNOWN_CONTACT, nearest(id, registers.contacts.ids()), "contacts.yml"),
                _ => (&codes::UNKNOWN_TERM, nearest(id, registers.glossary.ids()), "glossary.yml"),
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
                let message = format!("the contact `{id}` has no `{detail}`");
                return Some(Diagnostic::new(code, place, message).help(help));
            }
            let certain = near.filter(|near| meant_id(id, [*near]).is_some());
            let mended = certain.map(|near| format!("{scheme}:{near}{detail}"));
            Diagnostic::new(code, place, format!("registers/{register} has no entry `{id}`"))
                .maybe_mend(target_mend(document, link, |_| mended))
                .help(meant(near, scheme).unwrap_or_else(|| format!("add `{id}` to registers/{register}")))
        }
        LinkFault::NoSister(name) => {
            let near = nearest(name, search.site.config.sisters.keys().map(String::as_str));
            Diagnostic::new(&codes::UNKNOWN_SISTER, place, format!("site.toml names no sister manual `{name}`")).help(
                meant(near, "sister")
                    .unwrap_or_else(|| format!("add [site.sisters.{name}] with its title and base_url to site.toml")),
            )
        }
    };
    Some(diagnostic)
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
        let same_name = self.site.paths.iter().filter(|other| other.rsplit('/').next() == Some(name));
        let stem = name.split('.').next().unwrap_or(name);
        let found = same_name.min_by_key(|other| other.len()).map(AsRef::as_ref).or_else(|| {
            self.left = self.left.checked_sub(1)?;
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
