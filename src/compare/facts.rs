//! What readers know of a chapter besides its text, and the law that it cites: what of it is different.

use std::collections::BTreeSet;

use super::blocks::{Findings, compare_text};
use super::comparison::{FactChange, ReferenceChange};
use super::flatten::{Node, SectionText};
use super::names::{contact_name, reference_title};
use super::text::Text;
use crate::model::chapter::Edition;
use crate::model::site::Site;

/// The facts of an edition, in order, in words.
pub fn facts_of(site: &Site, edition: &Edition) -> Vec<(&'static str, String)> {
    let front = edition.front();
    let area = |id: &String| site.config.areas.get(id).unwrap_or(id).clone();
    let listed = |mut words: Vec<String>| {
        words.sort();
        words.join(", ")
    };
    vec![
        ("Title", edition.title.to_string()),
        ("Scope", front.scope.clone().unwrap_or_default()),
        ("Owner", front.owner.as_ref().map(|id| contact_name(site, id)).unwrap_or_default()),
        ("Applies to", listed(front.applies_to.iter().map(area).collect())),
        ("For", listed(front.audience.iter().map(|word| site.words.audience(word)).collect())),
        ("Forms", listed(front.forms.iter().map(|id| reference_title(site, id)).collect())),
    ]
}

/// The law and guidance that an edition's front matter names, by title.
pub fn named_law(site: &Site, edition: &Edition) -> Vec<String> {
    let front = edition.front();
    front.legislation.iter().chain(&front.guidance).map(|id| reference_title(site, id)).collect()
}

/// The facts that are different.
pub fn compare_facts(site: &Site, older: &Edition, newer: &Edition) -> Vec<FactChange> {
    let pairs = facts_of(site, older).into_iter().zip(facts_of(site, newer));
    let different = pairs.filter_map(|((name, before), (_, after))| {
        let (from, to) = (Text::plain(&before), Text::plain(&after));
        if from.keys() == to.keys() {
            return None;
        }
        let runs = compare_text(&from, &to, true, &mut Findings::default()).map(|(_, runs)| runs).unwrap_or_default();
        Some(FactChange { name: name.to_owned(), older: before, newer: after, runs })
    });
    different.collect()
}

/// Law and guidance that only one of the editions cites.
pub fn compare_references(
    site: &Site,
    older: (&Edition, &[SectionText]),
    newer: (&Edition, &[SectionText]),
) -> Vec<ReferenceChange> {
    let cited = |(edition, sections): (&Edition, &[SectionText])| {
        let mut cited: BTreeSet<String> = BTreeSet::new();
        cited.extend(named_law(site, edition));
        for section in sections {
            section.nodes.iter().for_each(|node| gather(node, &mut cited));
        }
        cited
    };
    let (before, after) = (cited(older), cited(newer));
    let gone = before.difference(&after);
    let come = after.difference(&before);
    let change = |name: &String, added: bool| ReferenceChange { name: name.clone(), added };
    gone.map(|name| change(name, false)).chain(come.map(|name| change(name, true))).collect()
}

fn gather(node: &Node, cited: &mut BTreeSet<String>) {
    let laws = node.text.links.iter().filter(|link| link.identity.starts_with("ref:"));
    cited.extend(laws.map(|link| link.name.clone()));
    node.nodes.iter().for_each(|child| gather(child, cited));
}
