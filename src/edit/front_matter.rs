//! Changes to front matter. Takes a file and one change, gives the file with the change made as a person would make it,
//! or the lines for making it by hand.
//!
//! Nothing is believed: the changed text is read with the same reader as every build, and must say exactly what it said
//! before but for the change.

use std::fmt;

use super::manuscript::{Manuscript, Splice};
use super::yaml_lines::{Entry, Form, entries, flow_end, line_at};
use super::yaml_values::{Item, Scalar, bare_or_quoted, flow_list, group_lines, node_of};
use crate::data::node::{Locate, Node, Step};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::front_matter::{FrontMatterRead, read_front_matter};
use crate::parse::yaml::YamlPlaces;

/// The keys in the order in which the specification lists them: a new key goes behind the nearest one before it.
const ORDER: &[&str] = &[
    "id",
    "title",
    "number",
    "order",
    "type",
    "scope",
    "owner",
    "author",
    "approved_by",
    "ratified_by",
    "approved_on",
    "ratified_on",
    "version",
    "draft",
    "prospective",
    "effective_from",
    "published_on",
    "retrospective",
    "last_reviewed_on",
    "review_in",
    "next_review_on",
    "review_extension",
    "expires_on",
    "withdrawn",
    "audience",
    "applies_to",
    "legislation",
    "guidance",
    "related",
    "forms",
    "supersedes",
    "keywords",
    "old_ids",
    "old_paths",
    "amendments",
    "equality_impact",
    "protective_marking",
    "extra",
];

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A key of the first level gets a value, whether or not it had one.
    Set(&'static str, Scalar),
    /// A new key with a group of values.
    SetGroup(&'static str, Vec<(&'static str, Scalar)>),
    /// A key goes, with its value.
    Remove(&'static str),
    /// A list gets an item, at its end (`true`) or at its beginning.
    AddItem(&'static str, Item, bool),
    /// A list gets one item in place of all that it holds, and stays where it is.
    OnlyItem(&'static str, Item),
    /// A word somewhere in the front matter becomes another.
    Replace(Vec<Step>, String),
}

impl Change {
    fn key(&self) -> &str {
        match self {
            Change::Set(key, _)
            | Change::SetGroup(key, _)
            | Change::Remove(key)
            | Change::AddItem(key, ..)
            | Change::OnlyItem(key, _) => key,
            Change::Replace(path, _) => match path.first() {
                Some(Step::Key(key, _)) => key,
                _ => "",
            },
        }
    }

    /// What a person would do.
    fn by_hand(&self) -> String {
        match self {
            Change::Set(key, value) => format!("write `{key}: {}` into its front matter", value.yaml()),
            Change::SetGroup(key, keys) => {
                format!("write these lines into its front matter:\n\n{key}:\n{}", group_lines(keys, "  "))
            }
            Change::Remove(key) => format!("take `{key}` out of its front matter"),
            Change::AddItem(key, item, _) => {
                format!("add this to the list `{key}` in its front matter:\n\n{}", item.block("  ", " "))
            }
            Change::OnlyItem(key, item) => {
                format!("let this alone stand in the list `{key}` of its front matter:\n\n{}", item.block("  ", " "))
            }
            Change::Replace(_, word) => format!("write `{word}` into `{}` of its front matter", self.key()),
        }
    }
}

/// That a change cannot be made safely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotEdit {
    /// In which file.
    pub path: String,
    /// Why.
    pub why: String,
    /// What a person can do.
    pub by_hand: String,
}

impl fmt::Display for CannotEdit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}; nothing was changed\nhelp: {}", self.path, self.why, self.by_hand.trim_end())
    }
}

/// Makes several changes, one after the other.
///
/// # Errors
/// When one of them cannot be made safely.
pub fn edit(file: &Manuscript, changes: &[Change]) -> Result<Manuscript, CannotEdit> {
    changes.iter().try_fold(file.clone(), |file, change| edit_once(&file, change))
}

/// Makes one change.
///
/// # Errors
/// When it cannot be made safely: the front matter cannot be read, is written in a way that this does not know, or would
/// say something else afterwards.
pub fn edit_once(file: &Manuscript, change: &Change) -> Result<Manuscript, CannotEdit> {
    let refuse =
        |why: &str| CannotEdit { path: file.path().to_owned(), why: why.to_owned(), by_hand: change.by_hand() };
    let (read, faults) = read(file);
    if !read.understood {
        return Err(refuse("its front matter cannot be read (chapterhouse check says why)"));
    }
    let Some(range) = read.yaml.clone() else {
        if matches!(change, Change::Remove(_)) {
            return Ok(file.clone());
        }
        let text = fresh(change).ok_or_else(|| refuse("it has no front matter"))?;
        let space = if file.text().is_empty() || file.text().starts_with('\n') { "" } else { "\n" };
        let changed = file.spliced(&[Splice::insert(0, format!("---\n{text}---\n{space}"))]);
        return verified(file, changed, change, &Node::Map(Vec::new()), faults).map_err(|why| refuse(&why));
    };
    let yaml = file.text().get(range.clone()).unwrap_or("");
    let before = match node_of(yaml) {
        Some(Node::Null) => Node::Map(Vec::new()),
        Some(node) => node,
        None => return Err(refuse("its front matter cannot be read")),
    };
    let found = entries(yaml).ok_or_else(|| refuse("its front matter is not written one key a line"))?;
    let splices = splices(file, &read, yaml, &found, change).map_err(|why| refuse(&why))?;
    let moved: Vec<Splice> = splices
        .into_iter()
        .map(|splice| Splice::new(splice.range.start + range.start..splice.range.end + range.start, splice.text))
        .collect();
    verified(file, file.spliced(&moved), change, &before, faults).map_err(|why| refuse(&why))
}

/// The front matter with how many errors there are in it.
fn read(file: &Manuscript) -> (FrontMatterRead, usize) {
    let mut faults = Vec::new();
    let read = read_front_matter(file.source(), &mut faults);
    (read, faults.iter().filter(|fault| fault.is_error()).map(Diagnostic::is_error).count())
}

/// The value of a key, of which there is at most one.
fn value_of<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Node::Map(keys) = node else { return None };
    keys.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

fn others<'a>(node: &'a Node, key: &str) -> Vec<&'a (String, Node)> {
    let Node::Map(keys) = node else { return Vec::new() };
    keys.iter().filter(|(name, _)| name != key).collect()
}

/// What the key of a change must say afterwards.
fn wanted(change: &Change, before: Option<&Node>) -> Option<Node> {
    match change {
        Change::Remove(_) => None,
        Change::Set(_, Scalar::Flag(flag)) => Some(Node::Flag(*flag)),
        Change::Set(_, value) => Some(Node::Text(value.words())),
        Change::SetGroup(_, keys) => node_of(&group_lines(keys, "")),
        Change::AddItem(_, item, at_end) => {
            let mut items = match before {
                Some(Node::List(items)) => items.clone(),
                _ => Vec::new(),
            };
            items.insert(if *at_end { items.len() } else { 0 }, item.node()?);
            Some(Node::List(items))
        }
        Change::OnlyItem(_, item) => Some(Node::List(vec![item.node()?])),
        Change::Replace(path, word) => {
            let mut node = before?.clone();
            let mut at = &mut node;
            for step in path.iter().skip(1) {
                at = match (at, step) {
                    (Node::List(list), Step::Item(index)) => list.get_mut(*index)?,
                    (Node::Map(keys), Step::Key(key, _)) => &mut keys.iter_mut().find(|(name, _)| name == key)?.1,
                    _ => return None,
                };
            }
            *at = Node::Text(word.clone());
            Some(node)
        }
    }
}

/// The changed file, if it says exactly what it should.
fn verified(
    file: &Manuscript,
    changed: Manuscript,
    change: &Change,
    before: &Node,
    faults: usize,
) -> Result<Manuscript, String> {
    let key = change.key();
    let sure = "the way in which its front matter is written leaves no sure place for the change".to_owned();
    let (read, faults_now) = read(&changed);
    let yaml = read.yaml.clone().and_then(|range| changed.text().get(range)).unwrap_or("");
    let after = match node_of(yaml) {
        Some(Node::Null) => Node::Map(Vec::new()),
        Some(node) => node,
        None => return Err(sure),
    };
    if others(before, key) != others(&after, key) {
        return Err(sure);
    }
    let now = value_of(&after, key);
    let same = match (change, now, wanted(change, value_of(before, key))) {
        // A bare label is read from the text: 2.10 is not 2.1.
        (Change::Set(_, Scalar::Label(words)), Some(Node::Integer(_) | Node::Decimal(_)), Some(_)) => {
            let places = YamlPlaces::new(yaml, 0..yaml.len());
            places.raw(&[Step::Key(key.to_owned(), 0)]).as_deref() == Some(words.as_str())
        }
        (_, now, wanted) => now == wanted.as_ref(),
    };
    let bodies = |file: &Manuscript, start: usize| file.text().get(start..).unwrap_or("").trim_start().to_owned();
    let old = self::read(file).0;
    let tail = if old.yaml.is_some() { old.body_start } else { 0 };
    if !same || bodies(file, tail) != bodies(&changed, read.body_start) {
        return Err(sure);
    }
    if faults_now > faults {
        return Err(format!("with this change `{key}` would be an error"));
    }
    Ok(changed)
}

/// The front matter of a file that had none.
fn fresh(change: &Change) -> Option<String> {
    match change {
        Change::Set(key, value) => Some(format!("{key}: {}\n", value.yaml())),
        Change::SetGroup(key, keys) => Some(format!("{key}:\n{}", group_lines(keys, "  "))),
        Change::AddItem(key, item, _) | Change::OnlyItem(key, item) => Some(new_list(key, item)),
        Change::Remove(_) | Change::Replace(..) => None,
    }
}

fn new_list(key: &str, item: &Item) -> String {
    match item {
        Item::Word(word) => format!("{key}: {}\n", flow_list(std::slice::from_ref(word))),
        Item::Group(_) => format!("{key}:\n{}", item.block("  ", " ")),
    }
}

/// Where a new key goes: behind the nearest one that the specification lists before it.
fn place_for(found: &[Entry<'_>], key: &str, yaml: &str) -> usize {
    let rank = |key: &str| ORDER.iter().position(|known| *known == key);
    let own = rank(key).unwrap_or(ORDER.len());
    let before = found.iter().filter_map(|entry| Some((rank(entry.key)?, entry))).filter(|(rank, _)| *rank < own);
    match before.max_by_key(|(rank, _)| *rank) {
        Some((_, entry)) => entry.end,
        None => found.first().map_or(yaml.len(), |first| first.line),
    }
}

fn splices(
    file: &Manuscript,
    read: &FrontMatterRead,
    yaml: &str,
    found: &[Entry<'_>],
    change: &Change,
) -> Result<Vec<Splice>, String> {
    let key = change.key();
    let mut named = found.iter().filter(|entry| entry.key == key);
    let entry = named.next();
    if named.next().is_some() {
        return Err(format!("`{key}` stands in its front matter twice"));
    }
    if let Change::Replace(path, word) = change {
        let span = YamlPlaces::new(file.text(), read.yaml.clone().unwrap_or_default()).value(path).range();
        let start = read.yaml.as_ref().map_or(0, |range| range.start);
        let old = file.text().get(span.clone()).unwrap_or("");
        let form = if old.starts_with(['"', '\'']) { Form::Quoted } else { Form::Plain };
        let new = match form {
            Form::Quoted => Scalar::Text(word.clone()).in_place_of(form, old),
            _ => bare_or_quoted(word),
        };
        let from = span.start.checked_sub(start).ok_or("its place was not found")?;
        return Ok(vec![Splice::new(from..from + old.len(), new)]);
    }
    let Some(entry) = entry else {
        let Some(text) = fresh(change) else { return Ok(Vec::new()) };
        return Ok(vec![Splice::insert(place_for(found, key, yaml), text)]);
    };
    match change {
        Change::Remove(_) => Ok(vec![Splice::new(entry.line..entry.end, "")]),
        Change::Set(_, value) => set(yaml, entry, value),
        Change::SetGroup(..) => Err(format!("`{key}` stands in its front matter already")),
        Change::AddItem(_, item, last) => add_item(yaml, entry, item, *last),
        Change::OnlyItem(key, item) => Ok(vec![Splice::new(entry.line..entry.end, new_list(key, item))]),
        Change::Replace(..) => Ok(Vec::new()),
    }
}

fn set(yaml: &str, entry: &Entry<'_>, value: &Scalar) -> Result<Vec<Splice>, String> {
    let old = yaml.get(entry.value.clone()).unwrap_or("");
    match entry.form {
        Form::Empty => Ok(vec![Splice::insert(entry.colon, format!(" {}", value.yaml()))]),
        Form::Plain | Form::Quoted | Form::Flow => {
            Ok(vec![Splice::new(entry.value.clone(), value.in_place_of(entry.form, old))])
        }
        _ if yaml.get(entry.colon..entry.end).is_some_and(|lines| lines.contains('#')) => {
            Err(format!("a comment stands in the value of `{}`", entry.key))
        }
        _ => Ok(vec![Splice::new(entry.colon..entry.end, format!(" {}\n", value.yaml()))]),
    }
}

fn add_item(yaml: &str, entry: &Entry<'_>, item: &Item, last: bool) -> Result<Vec<Splice>, String> {
    let old = yaml.get(entry.value.clone()).unwrap_or("");
    let nothing = match entry.form {
        Form::Empty => true,
        Form::Plain => matches!(old, "~" | "null" | "Null" | "NULL"),
        Form::Flow => {
            old.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|in_it| in_it.trim().is_empty())
        }
        _ => false,
    };
    if nothing {
        return Ok(match item {
            Item::Word(word) => {
                let written = format!(" {}", flow_list(std::slice::from_ref(word)));
                vec![Splice::new(entry.colon..entry.value.end.max(entry.colon), written)]
            }
            Item::Group(_) => {
                let value = if entry.form == Form::Empty { entry.colon } else { entry.value.end };
                vec![Splice::new(entry.colon..value, ""), Splice::insert(entry.end, item.block("  ", " "))]
            }
        });
    }
    match entry.form {
        Form::Flow => add_to_flow(old, entry.value.start, item, last).map(|splice| vec![splice]),
        Form::BlockList => Ok(vec![add_to_block(yaml, entry, item, last)]),
        _ => Err(format!("`{}` is not written as a list", entry.key)),
    }
}

fn add_to_flow(written: &str, start: usize, item: &Item, at_end: bool) -> Result<Splice, String> {
    let inside = written.strip_prefix('[').filter(|_| flow_end(written) == Some(written.len()));
    let inside = inside.and_then(|rest| rest.strip_suffix(']')).ok_or("it is not written as a list")?;
    if !at_end {
        let first = 1 + inside.len() - inside.trim_start().len();
        return Ok(Splice::insert(start + first, format!("{}, ", item.flow())));
    }
    let words = inside.trim_end();
    let comma = if words.ends_with(',') { " " } else { ", " };
    Ok(Splice::insert(start + 1 + words.len(), format!("{comma}{}", item.flow())))
}

fn add_to_block(yaml: &str, entry: &Entry<'_>, item: &Item, last: bool) -> Splice {
    let first = line_at(yaml, entry.value.start);
    let bare = first.trim_start();
    let indent = first.get(..first.len() - bare.len()).unwrap_or("");
    let after = bare.strip_prefix('-').unwrap_or(bare);
    let content = after.trim_start_matches(' ');
    let gap = match after.len() - content.len() {
        0 => " ",
        width => after.get(..width).unwrap_or(" "),
    };
    let gap = if content.trim().is_empty() { " " } else { gap };
    let text =
        if content.starts_with('{') { format!("{indent}-{gap}{}\n", item.flow()) } else { item.block(indent, gap) };
    Splice::insert(if last { entry.end } else { entry.value.start }, text)
}
