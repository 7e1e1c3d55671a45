//! Sister manuals: inventories that cannot be used, and links into them that lead nowhere or to what is not in force.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::suggest::nearest;
use crate::model::passage::{Passage, SisterLink, SisterNote, Target};
use crate::model::scope::Scope;
use crate::model::sisters::SisterFault;
use crate::model::site::Site;
use crate::parse::inventory::{FORMAT, Inventory, InventoryPage};

use super::link_mends::target_mend;
use super::links::Budget;

/// Reports inventories that cannot be used.
pub fn check_inventories(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (name, fault) in site.sisters.faults() {
        let Some(sister) = site.config.sisters.get(name) else { continue };
        let Some((path, place)) = &sister.inventory else { continue };
        let unchecked = format!("until then links into `{name}` are not checked");
        let (code, message, help) = match fault {
            SisterFault::Missing => (
                &codes::INVENTORY_MISSING,
                format!("nothing stands at `{path}`, where the inventory of the sister manual `{name}` should be"),
                format!(
                    "name its inventory.json, the folder that its site was built into, or the folder of its site.toml, as seen from this manual's folder; {unchecked}"
                ),
            ),
            SisterFault::Damaged(why) => (
                &codes::INVENTORY_DAMAGED,
                format!("`{path}` is no inventory that can be read: {why}"),
                format!("take inventory.json anew from the site of `{name}`; {unchecked}"),
            ),
            SisterFault::Newer(format) => (
                &codes::INVENTORY_NEWER,
                format!(
                    "`{path}` was written by a newer Chapterhouse: its format is {format}, this program reads {FORMAT}"
                ),
                format!("install the newer Chapterhouse; {unchecked}"),
            ),
        };
        diagnostics.push(Diagnostic::new(code, place.clone(), message).help(help));
    }
}

/// Reports links into sister manuals, in every text that readers have before them or will have.
pub fn check_sister_links(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let mut budget = Budget::default();
    for (text, _) in scope.living_texts(site) {
        check_passage(site, &text.passage, &mut budget, diagnostics);
    }
}

fn check_passage(site: &Site, passage: &Passage, budget: &mut Budget, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        let Target::Sister(sister) = target else { continue };
        let Some(note) = &sister.note else { continue };
        let place = document.place(link.span);
        let Some(mut fault) = diagnose(site, sister, note, place, budget) else { continue };
        if let SisterNote::Moved(id) = note {
            let rest = link.destination.find('#').and_then(|at| link.destination.get(at..)).unwrap_or("");
            let target = format!("sister:{}/{id}{rest}", sister.manual);
            fault = fault.maybe_mend(target_mend(document, link, |_| Some(target)));
        }
        diagnostics.push(fault);
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, budget, diagnostics);
    }
}

fn diagnose(
    site: &Site,
    link: &SisterLink,
    note: &SisterNote,
    place: Place,
    budget: &mut Budget,
) -> Option<Diagnostic> {
    let manual = &link.manual;
    if matches!(note, SisterNote::NoAddress) {
        let message = format!("nothing says under which address the sister manual `{manual}` stands");
        let help = format!("add `base_url` to [site.sisters.{manual}] in site.toml");
        return Some(Diagnostic::new(&codes::UNKNOWN_SISTER, place, message).help(help));
    }
    let inventory = site.sisters.inventory(manual)?;
    let broken = |message: String| Diagnostic::new(&codes::BROKEN_SISTER_LINK, place.clone(), message);
    Some(match note {
        SisterNote::NoAddress => return None,
        SisterNote::NoPage(name) => {
            let near = budget.spend().then(|| nearest(name, names(inventory))).flatten();
            let help = match near {
                Some(near) => format!("did you mean `sister:{manual}/{near}`?"),
                None => "write the id of one of its chapters, as the address of the chapter's page has it".to_owned(),
            };
            broken(format!("the sister manual `{manual}` has no chapter `{name}`")).help(help)
        }
        SisterNote::NoAnchor(name, anchor) => {
            let sections = inventory.page(name).map(|page| page.anchors.as_slice()).unwrap_or_default();
            let near =
                budget.spend().then(|| nearest(anchor, sections.iter().map(|one| one.anchor.as_str()))).flatten();
            let help = match near {
                Some(near) => format!("did you mean `sister:{manual}/{name}#{near}`?"),
                None if sections.is_empty() => "that page has no sections; link to the page".to_owned(),
                None => {
                    let some: Vec<String> = sections.iter().take(6).map(|one| format!("#{}", one.anchor)).collect();
                    format!("its sections are {}{}", some.join(", "), if sections.len() > 6 { " …" } else { "" })
                }
            };
            broken(format!("`{name}` of the sister manual `{manual}` has no section `#{anchor}`")).help(help)
        }
        SisterNote::Moved(id) => {
            let message = format!("this chapter of the sister manual `{manual}` has the id `{id}` now");
            broken(message).help(format!("write `sister:{manual}/{id}`"))
        }
        SisterNote::NotInForce(name) => {
            let page = inventory.page(name)?;
            let (message, help) = not_in_force(inventory, page, manual);
            Diagnostic::new(&codes::LINK_NOT_IN_FORCE, place, message).help(help)
        }
    })
}

/// What chapters go by, for the nearest match.
fn names(inventory: &Inventory) -> impl Iterator<Item = &str> {
    inventory
        .pages
        .iter()
        .map(|page| if page.id.is_empty() { page.path.trim_end_matches('/') } else { page.id.as_str() })
}

fn not_in_force(inventory: &Inventory, page: &InventoryPage, manual: &str) -> (String, String) {
    let title = &page.title;
    match page.state.as_str() {
        "future" => {
            let from = if page.effective_from.is_empty() { "later" } else { page.effective_from.as_str() };
            let message =
                format!("\"{title}\" of the sister manual `{manual}` is in force from {from}, and not before");
            (message, "say so in the text, or link to what is in force until then".to_owned())
        }
        "withdrawn" => {
            let help = match inventory.page(&page.replaced_by).filter(|_| !page.replaced_by.is_empty()) {
                Some(new) => format!(
                    "\"{}\" takes its place: check that it says what you need, then write `sister:{manual}/{}`",
                    new.title, new.id
                ),
                None => {
                    "nothing takes its place there: take the link out, or link to what readers should follow".to_owned()
                }
            };
            (format!("\"{title}\" of the sister manual `{manual}` is withdrawn"), help)
        }
        state => (
            format!("\"{title}\" of the sister manual `{manual}` is not in force ({state})"),
            "link to what is in force, or say in the text how it stands".to_owned(),
        ),
    }
}
