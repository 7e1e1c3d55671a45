//! Areas that local passages and `applies_to` name and `site.toml` does not, and local passages that name none. A site
//! that names no areas at all may use any words.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::suggest::nearest;
use crate::model::passage::Passage;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::block::{Block, ContainerKind};

/// Checks the areas named in texts and front matter.
pub fn check_areas(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    for text in scope.texts(site) {
        let document = &text.passage.document;
        for (index, area) in document.front_matter.applies_to.iter().enumerate() {
            check_area(site, area, || document.place_of_item("applies_to", index), diagnostics);
        }
        check_passage(site, &text.passage, diagnostics);
    }
}

fn check_area(site: &Site, area: &str, place: impl FnOnce() -> Place, diagnostics: &mut Vec<Diagnostic>) {
    if site.config.areas.is_empty() || site.config.areas.contains_key(area) {
        return;
    }
    let near = nearest(area, site.config.areas.keys().map(String::as_str));
    let known: Vec<&str> = site.config.areas.keys().map(String::as_str).collect();
    let help =
        near.map_or_else(|| format!("the areas are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    diagnostics
        .push(Diagnostic::new(&codes::UNKNOWN_AREA, place(), format!("site.toml names no area `{area}`")).help(help));
}

fn check_passage(site: &Site, passage: &Passage, diagnostics: &mut Vec<Diagnostic>) {
    if passage.document.hints.local {
        check_blocks(site, passage, &passage.document.body.blocks, diagnostics);
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, diagnostics);
    }
}

fn check_blocks(site: &Site, passage: &Passage, blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) {
    for block in blocks {
        match block {
            Block::Container(container) => {
                let local = container.kind == ContainerKind::Local;
                if local && container.argument.is_empty() {
                    let place = passage.document.place(container.span);
                    let fault = Diagnostic::new(&codes::UNKNOWN_AREA, place, "this local passage names no area");
                    diagnostics.push(fault.help("write the areas behind the word, as in [!LOCAL coast, vale]"));
                } else if local {
                    for area in container.argument.split(',').map(str::trim) {
                        check_area(site, area, || passage.document.place(container.span), diagnostics);
                    }
                }
                check_blocks(site, passage, &container.blocks, diagnostics);
            }
            Block::Quote(inner) => check_blocks(site, passage, inner, diagnostics),
            Block::List(list) => {
                list.items.iter().for_each(|item| check_blocks(site, passage, &item.blocks, diagnostics));
            }
            _ => {}
        }
    }
}
