//! Ids in front matter and registers that no register and no chapter has, and chapters without an owner.

use super::first_names::{person_in, person_of_id};
use crate::data::certain::meant_id;
use crate::data::node::Step;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::suggest::Patience;
use crate::model::assemble_parts::FileName;
use crate::model::chapter::State;
use crate::model::site::Site;
use crate::parse::document::Document;

/// Checks the ids that front matter and registers name.
pub fn check_register_ids(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let patience = &Patience::default();
    for chapter in &site.chapters {
        for edition in &chapter.editions {
            let document = edition.document();
            check_owner(document, edition.state, diagnostics);
            Ids { site, chapter: &chapter.id, document, patience }.check(edition.state, diagnostics);
        }
    }
    check_registers(site, patience, diagnostics);
}

fn check_owner(document: &Document, state: State, diagnostics: &mut Vec<Diagnostic>) {
    // An owner that stands there and is no text was reported as that.
    let silent = document.front_matter.owner.is_none() && !document.has_key("owner");
    if state != State::Draft && document.understood && silent {
        let place = Place::file(&document.path);
        let help = "add `owner:` with an id from registers/contacts.yml: the role that answers for the text";
        diagnostics.push(Diagnostic::new(&codes::MISSING_KEY, place, "this chapter has no owner").help(help));
    }
}

struct Ids<'a> {
    site: &'a Site,
    /// The id of the document's own chapter.
    chapter: &'a str,
    document: &'a Document,
    patience: &'a Patience,
}

impl Ids<'_> {
    fn check(&self, state: State, diagnostics: &mut Vec<Diagnostic>) {
        let front = &self.document.front_matter;
        let key = |key: &str| vec![Step::Key(key.to_owned(), 0)];
        // Readers of a chapter that was withdrawn are led on.
        let replacement = front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.replaced_by.as_ref());
        if let Some(id) = replacement.filter(|_| state != State::Superseded) {
            let path = [key("withdrawn"), key("replaced_by")].concat();
            self.check_chapter(id, || self.document.place_of(&path), diagnostics);
        }
        // An edition that is out of force may name teams, law and chapters that are gone since.
        if state.is_past() {
            return;
        }
        for (name, id) in [("owner", &front.owner), ("author", &front.author), ("approved_by", &front.approved_by)] {
            self.check_contact(id.as_ref(), &key(name), diagnostics);
        }
        if let Some(extension) = &front.review_extension {
            self.check_contact(extension.by.as_ref(), &[key("review_extension"), key("by")].concat(), diagnostics);
        }
        for (index, amendment) in front.amendments.iter().enumerate() {
            let path = [key("amendments"), vec![Step::Item(index)], key("approved_by")].concat();
            self.check_contact(amendment.approved_by.as_ref(), &path, diagnostics);
        }
        let references = &self.site.registers.references;
        let lists = [("legislation", &front.legislation), ("guidance", &front.guidance), ("forms", &front.forms)];
        for (key, ids) in lists.into_iter().filter(|_| self.site.registers.is_readable("references")) {
            for (index, id) in ids.iter().enumerate().filter(|(_, id)| references.get(id).is_none()) {
                let near = self.patience.nearest(id, references.ids());
                let place = self.document.place_of_item(key, index);
                diagnostics.push(unknown(&codes::UNKNOWN_REFERENCE, place, id, "registers/references.yml", near));
            }
        }
        for (key, ids) in [("related", &front.related), ("supersedes", &front.supersedes)] {
            for (index, id) in ids.iter().enumerate() {
                self.check_chapter(id, || self.document.place_of_item(key, index), diagnostics);
            }
        }
    }

    fn check_contact(&self, id: Option<&String>, path: &[Step], diagnostics: &mut Vec<Diagnostic>) {
        let registers = &self.site.registers;
        let unknown_id = |id: &&String| registers.contacts.get(id).is_none() && registers.is_readable("contacts");
        if let Some(id) = id.filter(unknown_id) {
            let near = self.patience.nearest(id, registers.contacts.ids());
            let place = self.document.place_of(path);
            let mut fault = unknown(&codes::UNKNOWN_CONTACT, place, id, "registers/contacts.yml", near);
            let person = person_in(id).map(str::to_owned).or_else(|| person_of_id(id)).filter(|_| near.is_none());
            if let Some(person) = person {
                // Whoever writes a person here would put that person into the register next.
                fault = fault.help(format!(
                    "{person} seems to be a person: write the id of the role or team instead, as registers/contacts.yml has it; people move on, the role stays"
                ));
            }
            diagnostics.push(fault);
        }
    }

    fn check_chapter(&self, id: &str, place: impl FnOnce() -> Place, diagnostics: &mut Vec<Diagnostic>) {
        let site = self.site;
        if site.chapter(id).is_some() {
            return;
        }
        let place = place();
        if let Some(now) = site.redirects.chapter_of_old_id(id).and_then(|chapter| site.chapters.get(chapter)) {
            let message = format!("the chapter `{id}` has the id `{}` now", now.id);
            let fault = Diagnostic::new(&codes::UNKNOWN_CHAPTER, place.clone(), message);
            diagnostics.push(fault.help(format!("write `{}`", now.id)).mend(place, now.id.to_string()));
            return;
        }
        let own_id = |document: &Document| match &document.front_matter.id {
            Some(own) => own == id,
            None => FileName::of(document.path.rsplit('/').next().unwrap_or(""), &site.config.markdown).slug == id,
        };
        if let Some(left_out) = site.unpublished.iter().find(|document| own_id(document)) {
            let message = format!("the chapter `{id}` is a draft or not yet published, so readers cannot follow");
            let fault = Diagnostic::new(&codes::UNKNOWN_CHAPTER, place, message)
                .help("publish it first, or take it out of the list until then")
                .related(Place::file(&left_out.path), "the chapter");
            diagnostics.push(fault);
            return;
        }
        // Nobody means the chapter itself.
        let others = site.places.keys().map(AsRef::as_ref).filter(|other| *other != self.chapter);
        let near = self.patience.nearest(id, others);
        diagnostics.push(unknown(&codes::UNKNOWN_CHAPTER, place, id, "the manual", near));
    }
}

/// What to do about an entry that a register does not hold: most were there once.
pub fn missing_entry(code: &Code, id: &str, register: &str) -> String {
    if code == &codes::UNKNOWN_CONTACT {
        format!("name who does this now; or put `{id}` into {register}, if it should be there")
    } else {
        format!("add `{id}` to {register}")
    }
}

fn unknown(code: &'static Code, place: Place, id: &str, register: &str, near: Option<&str>) -> Diagnostic {
    // Written with capitals or spaces, nothing else can have been meant; quotation marks about it stay.
    let meant = near.filter(|near| meant_id(id, [*near]).is_some());
    let range = place.span.range();
    let marks = range.len().saturating_sub(id.len());
    let inner = Span::new(range.start + marks / 2..range.end.saturating_sub(marks / 2));
    let mend =
        meant.filter(|_| marks == 0 || marks == 2).map(|meant| (Place::new(&place.file, inner), meant.to_owned()));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if register == "the manual" => {
            "write a chapter's id: its file's name without number and ending".to_owned()
        }
        None => missing_entry(code, id, register),
    };
    let what = if register == "the manual" { "chapter" } else { "entry" };
    let fault = Diagnostic::new(code, place, format!("{register} has no {what} `{id}`")).help(help);
    match mend {
        Some((place, meant)) => fault.mend(place, meant),
        None => fault,
    }
}

fn check_registers(site: &Site, patience: &Patience, diagnostics: &mut Vec<Diagnostic>) {
    let registers = &site.registers;
    if let Some(file) = registers.file("contacts") {
        for contact in &registers.contacts.all {
            if let Some(id) = contact.out_of_hours.as_ref().filter(|id| registers.contacts.get(id).is_none()) {
                let others = registers.contacts.ids().filter(|other| *other != contact.id);
                let near = patience.nearest(id, others);
                let place = file.place_of(&contact.id, "out_of_hours");
                diagnostics.push(unknown(&codes::UNKNOWN_CONTACT, place, id, "registers/contacts.yml", near));
            }
        }
    }
    if let Some(file) = registers.file("references") {
        for reference in &registers.references.all {
            if let Some(id) = reference.replaced_by.as_ref().filter(|id| registers.references.get(id).is_none()) {
                let others = registers.references.ids().filter(|other| *other != reference.id);
                let near = patience.nearest(id, others);
                let place = file.place_of(&reference.id, "replaced_by");
                diagnostics.push(unknown(&codes::UNKNOWN_REFERENCE, place, id, "registers/references.yml", near));
            }
        }
    }
    let named = site.config.accessibility.contact.as_ref().filter(|_| registers.is_readable("contacts"));
    if let Some(id) = named.filter(|id| registers.contacts.get(id).is_none()) {
        let near = patience.nearest(id, registers.contacts.ids());
        let place = site.config.accessibility.contact_place.clone();
        let place = place.unwrap_or_else(|| Place::file(&site.config.file));
        diagnostics.push(unknown(&codes::UNKNOWN_CONTACT, place, id, "registers/contacts.yml", near));
    }
}
