//! The registers: takes the text of one register file, gives its entries and everything wrong with them. Whether the ids
//! that entries name exist is for the model to say, which sees all registers.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::editions_lock::{self, EditionsLock, parse_editions_lock};
use super::front_matter::{bad_id, yaml_diagnostic};
use super::yaml::{YamlPlaces, read_yaml};
use crate::data::fields::Fields;
use crate::data::node::{Locate, Node, Step};
use crate::data::reading::Reading;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::reported::Reported;
use crate::source::source_tree::SourceText;

/// The most that a register may hold, in bytes: some twenty thousand entries.
const LARGEST: usize = 4 * 1024 * 1024;

/// What kind of thing a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// An Act of Parliament.
    Act,
    /// A regulation.
    Regulation,
    /// Guidance that must be followed unless there is good reason not to.
    StatutoryGuidance,
    /// Other guidance.
    Guidance,
    /// A judgement.
    Case,
    /// A standard.
    Standard,
    /// A form.
    Form,
}

/// The words for the kinds of reference.
pub const REFERENCE_KINDS: &[(&str, ReferenceKind)] = &[
    ("act", ReferenceKind::Act),
    ("regulation", ReferenceKind::Regulation),
    ("statutory guidance", ReferenceKind::StatutoryGuidance),
    ("guidance", ReferenceKind::Guidance),
    ("case", ReferenceKind::Case),
    ("standard", ReferenceKind::Standard),
    ("form", ReferenceKind::Form),
];

/// Law, guidance, a standard, a form.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is the register's key of its name")]
pub struct Reference {
    pub id: String,
    pub title: String,
    pub kind: ReferenceKind,
    pub date: Option<Date>,
    pub url: Option<String>,
    pub in_force_from: Option<Date>,
    pub in_force_until: Option<Date>,
    pub replaced_by: Option<String>,
}

/// A role or team that readers turn to.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is the register's key of its name")]
pub struct Contact {
    pub id: String,
    pub name: String,
    pub telephone: Option<String>,
    pub email: Option<String>,
    pub hours: Option<String>,
    pub out_of_hours: Option<String>,
}

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is the register's key of its name")]
pub struct Term {
    pub id: String,
    pub term: String,
    pub abbreviation: Option<String>,
    pub definition: String,
    pub aliases: Vec<String>,
    pub deprecated: Vec<DeprecatedTerm>,
}

/// A term that is no longer to be used.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is the register's key of its name")]
pub struct DeprecatedTerm {
    pub term: String,
    pub since: Option<Date>,
    pub note: Option<String>,
}

/// A named batch of amendments; the entry `next` is the one that is planned.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is the register's key of its name")]
pub struct Update {
    pub id: String,
    pub title: Option<String>,
    pub date: Date,
    pub summary: Option<String>,
}

/// The entries of one register file.
#[derive(Clone, Debug, PartialEq)]
pub enum Register {
    /// `references.yml`.
    References(Vec<Reference>),
    /// `contacts.yml`.
    Contacts(Vec<Contact>),
    /// `glossary.yml`.
    Glossary(Vec<Term>),
    /// `updates.yml`.
    Updates(Vec<Update>),
    /// `editions.lock`: the record of editions; `None` if it cannot be trusted.
    Editions(Option<EditionsLock>),
    /// A file of another name: nothing is read from it.
    Other,
}

/// A register, read, with its text for finding places again.
#[derive(Clone, Debug)]
pub struct RegisterFile {
    /// The file's path.
    pub path: Arc<str>,
    /// The file's text.
    pub text: Arc<str>,
    /// Its entries.
    pub register: Register,
    /// Whether it could be read; if not, nothing is said of entries that seem to be missing.
    pub understood: bool,
}

impl RegisterFile {
    /// The place of one key of one entry, for a fault found later.
    pub fn place_of(&self, id: &str, key: &str) -> Place {
        self.place_at(&[Step::Key(id.to_owned(), 0), Step::Key(key.to_owned(), 0)])
    }

    /// The place of a value, for a fault found later.
    pub fn place_at(&self, path: &[Step]) -> Place {
        Place::new(&self.path, YamlPlaces::new(&self.text, 0..self.text.len()).value(path))
    }
}

impl RegisterFile {
    /// The places of its entries, for many faults found later: the text is looked through once.
    pub fn places(&self) -> RegisterPlaces<'_> {
        RegisterPlaces { path: &self.path, yaml: YamlPlaces::new(&self.text, 0..self.text.len()) }
    }
}

/// Where the entries of a register stand.
pub struct RegisterPlaces<'a> {
    path: &'a Arc<str>,
    yaml: YamlPlaces<'a>,
}

impl RegisterPlaces<'_> {
    /// The place of an entry's id.
    pub fn entry(&self, id: &str) -> Place {
        Place::new(self.path, self.yaml.key(&[Step::Key(id.to_owned(), 0)]))
    }

    /// The place of the value of one key of an entry.
    pub fn value(&self, id: &str, key: &str) -> Place {
        Place::new(self.path, self.yaml.value(&[Step::Key(id.to_owned(), 0), Step::Key(key.to_owned(), 0)]))
    }
}

/// Reads one register; which one, its file's name says.
pub fn parse_register(source: &SourceText) -> Reported<RegisterFile> {
    let mut diagnostics = Vec::new();
    let name = source.path.rsplit('/').next().unwrap_or("");
    let stem = name.trim_end_matches(".yml").trim_end_matches(".yaml");
    let file = |register, understood| RegisterFile {
        path: Arc::clone(&source.path),
        text: Arc::clone(&source.text),
        register,
        understood,
    };
    if source.whole && name == editions_lock::FILE {
        let lock = parse_editions_lock(source);
        let understood = lock.diagnostics.is_empty();
        let register = Register::Editions(understood.then_some(lock.value));
        return Reported::new(file(register, understood), lock.diagnostics);
    }
    if !source.whole || !matches!(stem, "references" | "contacts" | "glossary" | "updates") {
        if source.whole {
            let message = format!("`{name}` is not a register that Chapterhouse reads");
            let help = "the registers are references.yml, glossary.yml, contacts.yml and updates.yml";
            diagnostics.push(Diagnostic::new(&codes::UNPUBLISHED_FILE, Place::file(&source.path), message).help(help));
        }
        return Reported::new(file(Register::Other, source.whole), diagnostics);
    }
    let mut understood = true;
    let node = match read_yaml(&source.text, LARGEST) {
        Ok(Node::Null) => Node::Map(Vec::new()),
        Ok(node) => node,
        Err(fault) => {
            diagnostics.push(yaml_diagnostic(source, 0..source.text.len(), fault));
            understood = false;
            Node::Map(Vec::new())
        }
    };
    let places = YamlPlaces::new(&source.text, 0..source.text.len());
    let reading = Reading::of_yaml(&source.path, &places);
    let root = Fields::of(&reading, &node, Vec::new());
    let register = match stem {
        "references" => Register::References(entries(&root, read_reference)),
        "contacts" => Register::Contacts(entries(&root, read_contact)),
        "glossary" => Register::Glossary(entries(&root, read_term)),
        _ => Register::Updates(entries(&root, read_update)),
    };
    diagnostics.extend(reading.into_faults());
    Reported::new(file(register, understood), diagnostics)
}

fn entries<T>(root: &Fields<'_>, read: impl Fn(&str, &mut Fields<'_>) -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for (id, node, path) in root.entries() {
        if let Some(why) = bad_id(id) {
            let help = Some("write lower-case letters, digits and hyphens, as in `duty-team`".to_owned());
            root.reading().key_fault(&codes::BAD_ID, &path, format!("\"{id}\" cannot be an id: {why}"), help);
        }
        let Some(mut fields) = Fields::of_map(root.reading(), node, path) else { continue };
        let entry = read(id, &mut fields);
        fields.finish();
        if seen.insert(id) {
            all.extend(entry);
        }
    }
    all
}

fn read_reference(id: &str, fields: &mut Fields<'_>) -> Option<Reference> {
    let title = fields.required_text("title", "give the title as it stands on the document");
    let kind = fields.choice("kind", REFERENCE_KINDS);
    if !fields.has("kind") {
        let path = fields.path_of("kind");
        let parent = path.get(..1).unwrap_or_default();
        fields.reading().key_fault(
            &codes::MISSING_KEY,
            parent,
            format!("`{id}` has no `kind`"),
            Some("add `kind: act` or another kind".to_owned()),
        );
    }
    let reference = Reference {
        id: id.to_owned(),
        title: title.clone().unwrap_or_default(),
        kind: kind.unwrap_or(ReferenceKind::Guidance),
        date: fields.date("date"),
        url: read_web_address(fields),
        in_force_from: fields.date("in_force_from"),
        in_force_until: fields.date("in_force_until"),
        replaced_by: fields.text("replaced_by"),
    };
    title.map(|_| reference)
}

fn read_web_address(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("url")?;
    match url::Url::parse(&text) {
        Ok(address) if matches!(address.scheme(), "http" | "https") => Some(address.to_string()),
        _ => {
            let help = Some("write a whole web address: https://…".to_owned());
            fields.reading().fault(
                &codes::UNSAFE_LINK,
                &fields.path_of("url"),
                format!("\"{text}\" is not a web address"),
                help,
            );
            None
        }
    }
}

fn read_contact(id: &str, fields: &mut Fields<'_>) -> Option<Contact> {
    let name = fields.required_text("name", "give the role or team its name");
    let contact = Contact {
        id: id.to_owned(),
        name: name.clone().unwrap_or_default(),
        telephone: fields.text("telephone"),
        email: fields.text("email"),
        hours: fields.text("hours"),
        out_of_hours: fields.text("out_of_hours"),
    };
    name.map(|_| contact)
}

fn read_term(id: &str, fields: &mut Fields<'_>) -> Option<Term> {
    let term = fields.required_text("term", "give the term as it is to be written");
    let definition = fields.required_text("definition", "say what the term means, in a sentence");
    let mut deprecated = Vec::new();
    let abbreviation = fields.text("abbreviation");
    let aliases = fields.texts("aliases");
    for mut group in fields.groups("deprecated") {
        let old = group.required_text("term", "give the term that is no longer used");
        let (since, note) = (group.date("since"), group.text("note"));
        group.finish();
        deprecated.extend(old.map(|term| DeprecatedTerm { term, since, note }));
    }
    let (term, definition) = (term?, definition.unwrap_or_default());
    Some(Term { id: id.to_owned(), term, abbreviation, definition, aliases, deprecated })
}

fn read_update(id: &str, fields: &mut Fields<'_>) -> Option<Update> {
    let (title, date, summary) = (fields.text("title"), fields.date("date"), fields.text("summary"));
    if !fields.has("date") {
        let path = fields.path_of("date");
        let parent = path.get(..1).unwrap_or_default();
        fields.reading().key_fault(
            &codes::MISSING_KEY,
            parent,
            format!("`{id}` has no `date`"),
            Some("add it, as in `date: 2026-11-04`".to_owned()),
        );
    }
    Some(Update { id: id.to_owned(), title, date: date?, summary })
}
