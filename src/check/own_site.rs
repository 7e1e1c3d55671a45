//! What an address of the manual's own site means to its author: the file behind the page, or the entry of a register. And
//! the rule that finds links by such addresses, which no check follows and which break when the site moves.

use crate::config::page_files::without_index;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::chapter::Chapter;
use crate::model::passage::{Passage, Target};
use crate::model::redirects::Goal;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::link_places::write_target;

use super::link_mends::target_mend;
use super::links::{Budget, relative};

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The page of a file, by its path.
    File(String),
    /// An entry of a register, as a link names it: `contact:duty-team`.
    Entry(String),
    /// No chapter has this id.
    NoChapter(String),
}

/// What stands at a path below the site's root; nothing where that is no page of a file and no entry.
pub fn meaning(site: &Site, path: &str, anchor: Option<&str>) -> Option<Meaning> {
    let plain = path.trim_matches('/');
    let plain = without_index(plain).trim_end_matches('/');
    let file = |path: &str| Meaning::File(path.to_owned());
    let mut parts = plain.split('/');
    match (parts.next().unwrap_or(""), parts.next()) {
        ("", _) => return Some(file(home_file(site)?)),
        ("chapter", Some(id)) => {
            let old = || site.chapters.get(site.redirects.chapter_of_old_id(id)?).map(AsRef::as_ref);
            if let Some(chapter) = site.chapter(id).or_else(old) {
                return match (parts.next(), parts.next()) {
                    (None, _) => Some(file(file_of(chapter)?)),
                    (Some("edition"), Some(name)) => {
                        let edition = chapter.editions.iter().find(|edition| edition.name.as_ref() == name)?;
                        Some(file(&edition.document().path))
                    }
                    _ => None,
                };
            }
        }
        ("register", Some(register)) => {
            let (registers, id) = (&site.registers, anchor?);
            let (scheme, known) = match register {
                "contacts" => ("contact", registers.contacts.get(id).is_some()),
                "glossary" => ("term", registers.glossary.get(id).is_some()),
                "references" => ("ref", registers.references.get(id).is_some()),
                _ => return None,
            };
            return known.then(|| Meaning::Entry(format!("{scheme}:{id}")));
        }
        ("part", Some(_)) => {
            let part = site.parts.iter().find(|part| part.address.folder().trim_end_matches('/') == plain);
            if let Some(text) = part.and_then(|part| part.text.as_ref()) {
                return Some(file(&text.passage.document.path));
            }
        }
        ("files", Some(_)) => {
            let found = site.attachments.iter().find(|file| file.path.as_ref() == plain);
            return found.map(|found| file(&found.source));
        }
        _ => {}
    }
    match site.redirects.goal_of_old_path(path) {
        Some(Goal::Chapter(place)) => Some(file(file_of(site.chapters.get(place)?)?)),
        Some(Goal::Part(place)) => Some(file(&site.parts.get(place)?.text.as_ref()?.passage.document.path)),
        Some(Goal::Home) => Some(file(home_file(site)?)),
        None => {
            plain.strip_prefix("chapter/").map(|id| Meaning::NoChapter(id.split('/').next().unwrap_or("").to_owned()))
        }
    }
}

fn home_file(site: &Site) -> Option<&str> {
    site.home.as_ref().map(|(_, text)| text.passage.document.path.as_ref())
}

/// The file that stands for a chapter: the one without a date in its name.
pub fn file_of(chapter: &Chapter) -> Option<&str> {
    let paths = || chapter.editions.iter().map(|edition| edition.document().path.as_ref());
    let plain = |path: &&str| !path.rsplit('/').next().unwrap_or("").contains('@');
    paths().find(plain).or_else(|| paths().next_back())
}

/// A link's target that leads to what an address means, from a file; `rest` is its anchor with `#`, or empty.
pub fn target_for(meaning: &Meaning, from: &Document, rest: &str) -> Option<String> {
    match meaning {
        Meaning::File(path) => Some(format!("{}{rest}", write_target(&relative(path, &from.path)))),
        Meaning::Entry(entry) => Some(entry.clone()),
        Meaning::NoChapter(_) => None,
    }
}

/// Reports links by web address to the manual's own pages, in texts that authors still change.
pub fn check_own_site(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    if site.config.base_url.is_empty() {
        return;
    }
    let mut budget = Budget::default();
    for (text, _) in scope.living_texts(site) {
        check_passage(site, &text.passage, &mut budget, diagnostics);
    }
}

fn check_passage(site: &Site, passage: &Passage, budget: &mut Budget, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        if *target != Target::Outside || link.picture {
            continue;
        }
        let Some(path) = below(&link.destination, &site.config.base_url) else { continue };
        let (path, rest) = path.split_at(path.find(['#', '?']).unwrap_or(path.len()));
        let anchor = rest.strip_prefix('#');
        let Some(found) = meaning(site, path, anchor) else { continue };
        let place = document.place(link.span);
        let diagnostic = match (target_for(&found, document, rest), &found) {
            (Some(target), _) => {
                let message = "this is the web address of a page of this manual itself";
                let help = format!("write `{target}`: that is checked, and works wherever the manual is read");
                Diagnostic::new(&codes::LINK_TO_OWN_SITE, place, message).help(help).maybe_mend(target_mend(
                    document,
                    link,
                    |_| Some(target),
                ))
            }
            (None, Meaning::NoChapter(id)) => {
                let near =
                    budget.spend().then(|| nearest(id, site.chapters.iter().map(|one| one.id.as_ref()))).flatten();
                let file = near.and_then(|id| file_of(site.chapter(id)?)).map(|path| relative(path, &document.path));
                let help = match file {
                    Some(file) => format!("did you mean `{file}`?"),
                    None => "link to the chapter's file, or take the link out".to_owned(),
                };
                let message = format!("this is an address of this manual itself, which has no chapter `{id}`");
                Diagnostic::new(&codes::BROKEN_LINK, place, message).help(help)
            }
            (None, _) => continue,
        };
        diagnostics.push(diagnostic);
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, budget, diagnostics);
    }
}

/// What stands behind the site's own address, whether by http or https.
fn below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let base = base.split_once("://")?.1.trim_end_matches('/');
    let (scheme, named) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let (start, rest) = named.split_at_checked(base.len())?;
    let ends = rest.is_empty() || rest.starts_with(['/', '#', '?']);
    (start.eq_ignore_ascii_case(base) && ends).then(|| rest.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn knows_its_own_address() {
        let base = "https://x.example/procedures/";
        for (address, path) in [
            ("https://x.example/procedures/chapter/a/#b", Some("chapter/a/#b")),
            ("http://X.example/procedures", Some("")),
            ("https://x.example/procedures-old/chapter/a/", None),
            ("https://x.example/other/", None),
            ("https://x.example.evil/procedures/", None),
            ("mailto:a@x.example", None),
        ] {
            assert_eq!(below(address, base), path, "{address}");
        }
    }
}
