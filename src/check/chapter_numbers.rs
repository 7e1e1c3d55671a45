//! The numbers of chapters and files: no two chapters of a part under one number, no two files under one prefix.
//!
//! A gap between prefixes is left alone: many number by tens, and a chapter that was withdrawn leaves one.

use std::collections::HashMap;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::site::Site;

/// Checks the numbers of chapters and the prefixes of their files.
pub fn check_chapter_numbers(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbers: HashMap<(Option<usize>, &str), usize> = HashMap::new();
    let mut prefixes: HashMap<(&str, u32), &str> = HashMap::new();
    let mut before: Option<(Option<usize>, Vec<u32>, &str)> = None;
    for (index, chapter) in site.chapters.iter().enumerate() {
        let Some(edition) = chapter.shown() else { continue };
        let document = edition.document();
        let front = edition.front();
        let number: &str = &chapter.number;
        let labelled = front.number.is_some();
        let first = *numbers.entry((chapter.part, number)).or_insert(index);
        let place = || if labelled { document.place_of_key("number") } else { Place::file(&document.path) };
        if first != index && !number.is_empty() {
            let other = site.chapters.get(first).map_or("", |chapter| chapter.title());
            let message = format!("\"{other}\" and this chapter both have the number {number}");
            let help = "give one of them another `number`, or take `number` out of all and they are counted";
            let related = site.chapters.get(first).and_then(|chapter| chapter.shown());
            let mut fault = Diagnostic::new(&codes::CHAPTER_NUMBERS, place(), message).help(help);
            if let Some(related) = related {
                fault = fault.related(Place::file(&related.document().path), "the first");
            }
            diagnostics.push(fault);
        } else if let (Some((part, last, last_number)), Some(figures), true) = (&before, figures_of(number), labelled)
            && *part == chapter.part
            && last.len() == figures.len()
            && figures < *last
        {
            let message = format!("chapter {number} stands behind chapter {last_number}");
            let help = "mend one of the two numbers, or the order: the numbers before the files' names, or `order`";
            diagnostics.push(Diagnostic::new(&codes::CHAPTER_NUMBERS, place(), message).help(help));
        }
        if let Some(figures) = figures_of(number) {
            before = Some((chapter.part, figures, number));
        }
        if let Some((folder, prefix, name)) = prefix_of(&document.path).filter(|_| front.order.is_none()) {
            let first = *prefixes.entry((folder, prefix)).or_insert(name);
            // Names that differ by their capitals alone are a fault of their own.
            if !first.eq_ignore_ascii_case(name) && !counts_on(first, name) {
                let message =
                    format!("{first} and {name} begin with the same number, so that chance decides which comes first");
                let help = format!("give one of them another number before its name: chapterhouse mv {} …", chapter.id);
                let fault = Diagnostic::new(&codes::DUPLICATE_PREFIX, Place::file(&document.path), message);
                diagnostics.push(fault.help(help));
            }
        }
    }
    check_parts(site, diagnostics);
}

/// Folders of one folder that begin with the same number.
fn check_parts(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut prefixes: HashMap<(&str, u32), &str> = HashMap::new();
    for part in &site.parts {
        let Some(text) = &part.text else { continue };
        let document = &text.passage.document;
        if document.front_matter.order.is_some() {
            continue;
        }
        let Some((folder, prefix, name)) = prefix_of(&part.folder) else { continue };
        let first = *prefixes.entry((folder, prefix)).or_insert(name);
        if first != name {
            let message = format!(
                "the folders {first} and {name} begin with the same number, so that chance decides which comes first"
            );
            let help = "give one of them another number before its name, or `order:` in its index.md";
            let fault = Diagnostic::new(&codes::DUPLICATE_PREFIX, Place::file(&document.path), message);
            diagnostics.push(fault.help(help));
        }
    }
}

fn figures_of(number: &str) -> Option<Vec<u32>> {
    number.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether two names that begin with the same number have a second number that tells them apart: "1103-AR-01".
fn counts_on(one: &str, other: &str) -> bool {
    let figures = |name: &str| name.split(['-', '_', ' ']).skip(1).any(|part| part.bytes().all(|b| b.is_ascii_digit()));
    figures(one) && figures(other)
}

/// The folder, the number before the name, and the name; nothing for an edition, which has the number of its chapter.
fn prefix_of(path: &str) -> Option<(&str, u32, &str)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let digits = name.find(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=4).contains(digits))?;
    let (prefix, rest) = name.split_at_checked(digits)?;
    let plain = rest.starts_with(['-', '_', ' ']) && !name.contains('@');
    plain.then_some((folder, prefix.parse().ok()?, name))
}
