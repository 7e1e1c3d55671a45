//! Takes the front matter of a manual that is not ours, gives what of it is certainly ours too, and the rest as it is
//! written. What is not certain is not guessed: it stays under the free key `extra`.

use jiff::civil::Date;

use crate::data::dates::{parse_date, parse_duration};
use crate::data::node::Node;
use crate::parse::front_matter::CHAPTER_KINDS;
use crate::parse::yaml::read_yaml;
use crate::parse::yaml_entries::YamlEntries;

/// The most front matter that is read, in bytes: what is longer is kept as one text.
const LARGEST: usize = 32 * 1024;

/// Keys that hold a document's own number, the surest first.
const NUMBER_KEYS: &[&str] = &["number", "code", "policy_number", "policy_code", "document_number", "policy"];

/// Keys that say on which day the text was last reviewed.
const REVIEWED_KEYS: &[&str] = &["last_reviewed_on", "last_reviewed", "reviewed_on", "reviewed"];

/// Ids that the manual's registers hold: only these can be named.
#[derive(Clone, Debug, Default)]
pub struct KnownIds {
    /// Of `contacts.yml`.
    pub contacts: Vec<String>,
    /// Of `references.yml`.
    pub references: Vec<String>,
}

/// One key as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Its lines with their line ends; nothing where they could not be told from others.
    pub lines: Option<String>,
    /// Its value.
    pub value: Node,
}

/// What front matter from elsewhere says.
#[derive(Clone, Debug, Default)]
pub struct ForeignFront {
    /// `title`.
    pub title: Option<String>,
    /// `name`, which may be a title; it stays under `extra` too.
    pub name: Option<String>,
    /// `id`, where it can be one here.
    pub id: Option<String>,
    /// The document's own number, and the key that held it.
    pub number: Option<(String, String)>,
    /// Whether it was no more than a draft.
    pub draft: bool,
    /// Lines of our own front matter, taken over.
    pub ours: Vec<String>,
    /// Keys that stay as they are, under `extra`.
    pub extra: Vec<Entry>,
    /// Comments that stood before keys that were taken over.
    pub comments: Vec<String>,
    /// Front matter that could not be read, whole.
    pub unread: Option<String>,
}

/// Reads the YAML between the `---` lines of a file of `day`'s manual.
pub fn read_foreign_front(yaml: &str, day: Date, known: &KnownIds) -> ForeignFront {
    let mut front = ForeignFront::default();
    let map = match read_yaml(yaml, LARGEST) {
        Ok(Node::Map(map)) => map,
        Ok(Node::Null) if !yaml.contains('#') => Vec::new(),
        _ => {
            front.unread = Some(yaml.to_owned());
            return front;
        }
    };
    let lines = YamlEntries::of(yaml);
    let mut nth: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut entries: Vec<Entry> = Vec::with_capacity(map.len());
    let mut first = yaml.len();
    for (key, value) in map {
        let count = nth.entry(key.clone()).or_insert(0);
        let range = lines.range(&key, *count);
        *count += 1;
        first = range.as_ref().map_or(first, |range| first.min(range.start));
        let text = range.and_then(|range| yaml.get(range)).map(str::to_owned);
        entries.push(Entry { key, lines: text, value });
    }
    front.comments.extend(comments_in(yaml.get(..first).unwrap_or("")));
    let number_key = NUMBER_KEYS.iter().find(|key| entries.iter().any(|entry| entry.key == **key && is_label(entry)));
    let mut reviewed =
        entries.iter().filter(|entry| REVIEWED_KEYS.contains(&entry.key.as_str())).map(|entry| entry.key.clone());
    let reviewed_key = reviewed.next().filter(|_| reviewed.next().is_none());
    drop(reviewed);
    let mut ours: std::collections::HashSet<String> = std::collections::HashSet::new();
    for entry in entries {
        let taken = match entry.key.as_str() {
            "title" if front.title.is_none() => {
                front.title = label(&entry).filter(|title| !title.is_empty());
                front.title.is_some()
            }
            "id" if front.id.is_none() => {
                front.id = label(&entry).filter(|id| crate::parse::front_matter::bad_id(id).is_none());
                front.id.is_some()
            }
            "draft" if entry.value == Node::Flag(true) => {
                front.draft = true;
                true
            }
            "prospective" if entry.value == Node::Flag(true) => {
                front.draft = true;
                false
            }
            key if Some(&key) == number_key && front.number.is_none() => {
                front.number = label(&entry).map(|number| (number, key.to_owned()));
                // The policy that a document belongs to need not be the document's own number.
                key != "policy"
            }
            key if Some(key) == reviewed_key.as_deref() => match date(&entry).filter(|on| *on <= day) {
                Some(on) => {
                    front.ours.push(format!("last_reviewed_on: {on}\n"));
                    true
                }
                None => false,
            },
            "name" => {
                front.name = label(&entry).filter(|name| !name.is_empty());
                false
            }
            key if is_ours(&entry, known) && !ours.contains(key) => {
                ours.insert(key.to_owned());
                front.ours.extend(entry.lines.clone().map(|lines| without_comments(&lines)));
                true
            }
            _ => false,
        };
        if taken {
            front.comments.extend(comments_in(entry.lines.as_deref().unwrap_or("")));
        } else {
            front.extra.push(entry);
        }
    }
    front
}

/// Whether a key means here what it means there, so far as its value can tell.
fn is_ours(entry: &Entry, known: &KnownIds) -> bool {
    let listed = |ids: &[String]| match &entry.value {
        Node::List(items) => items.iter().all(|item| matches!(item, Node::Text(id) if ids.contains(id))),
        Node::Text(id) => ids.contains(id),
        _ => false,
    };
    let text = matches!(&entry.value, Node::Text(_));
    stands_alone(entry)
        && match entry.key.as_str() {
            "scope" | "equality_impact" | "protective_marking" => text,
            "type" => matches!(&entry.value, Node::Text(kind) if CHAPTER_KINDS.iter().any(|(word, _)| word == kind)),
            "order" => matches!(entry.value, Node::Integer(_)),
            "keywords" | "old_ids" | "old_paths" => {
                matches!(&entry.value, Node::List(items) if items.iter().all(|item| matches!(item, Node::Text(_))))
            }
            "approved_on" | "ratified_on" | "next_review_on" | "expires_on" => date(entry).is_some(),
            "review_in" => matches!(&entry.value, Node::Text(length) if parse_duration(length).is_ok()),
            "owner" | "author" | "approved_by" | "ratified_by" => text && listed(&known.contacts),
            "legislation" | "guidance" => listed(&known.references),
            _ => false,
        }
}

/// Whether an entry's lines hold it and nothing else: a key that is no key at first sight ("?:") may stand below it.
fn stands_alone(entry: &Entry) -> bool {
    let read = entry.lines.as_deref().and_then(|lines| read_yaml(lines, LARGEST).ok());
    matches!(read, Some(Node::Map(map)) if matches!(map.as_slice(), [(key, value)] if *key == entry.key && *value == entry.value))
}

fn is_label(entry: &Entry) -> bool {
    let number = |text: &str| text.len() <= 60 && text.contains(|c: char| c.is_ascii_digit());
    label(entry).is_some_and(|label| label.starts_with(|c: char| c.is_ascii_alphanumeric()) && number(&label))
}

/// A value of one line as it is written: `0601.20` is not the number 601.2.
fn label(entry: &Entry) -> Option<String> {
    let text = match &entry.value {
        Node::Text(text) => text.clone(),
        Node::Integer(_) | Node::Decimal(_) => {
            let written = entry.lines.as_deref()?.lines().next()?.split_once(':')?.1;
            written.split(" #").next()?.trim().to_owned()
        }
        _ => return None,
    };
    let plain = text.trim().trim_matches(['“', '”', '‘', '’']).trim();
    (!plain.contains('\n')).then(|| plain.to_owned())
}

fn date(entry: &Entry) -> Option<Date> {
    match &entry.value {
        Node::Text(text) => parse_date(text).ok(),
        _ => None,
    }
}

fn comments_in(lines: &str) -> impl Iterator<Item = String> {
    lines.lines().filter(|line| line.trim_start().starts_with('#')).map(|line| line.trim().to_owned())
}

fn without_comments(lines: &str) -> String {
    lines.split_inclusive('\n').filter(|line| !line.trim_start().starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> ForeignFront {
        read_foreign_front(yaml, jiff::civil::date(2025, 3, 12), &KnownIds::default())
    }

    fn extra(front: &ForeignFront) -> Vec<&str> {
        front.extra.iter().map(|entry| entry.key.as_str()).collect()
    }

    #[test]
    fn takes_over_what_is_certain_and_keeps_the_rest() {
        let front = read(
            "# ours\ntitle: 0601.20 Closures # x\ncode: 0601.20\nkind: AR\nreviewed: 2023-12-11\nadopted: 2020-01-01\nowner: Jo\ntype: policy\n",
        );
        assert_eq!(front.title.as_deref(), Some("0601.20 Closures"));
        assert_eq!(front.number, Some(("0601.20".to_owned(), "code".to_owned())));
        assert_eq!(front.ours, ["last_reviewed_on: 2023-12-11\n", "type: policy\n"]);
        assert_eq!(extra(&front), ["kind", "adopted", "owner"]);
        assert_eq!(front.comments, ["# ours"]);
    }

    #[test]
    fn a_review_date_that_can_mean_two_things_stays() {
        let front = read("reviewed: 2023-12-11\nlast_reviewed: 2024-01-01\n");
        assert_eq!(extra(&front), ["reviewed", "last_reviewed"]);
        assert_eq!(extra(&read("keywords: [a, b]\n?:\n")), ["keywords", "?"], "the lines of one key hold another");
        assert_eq!(extra(&read("reviewed: 2025-03-13\n")), ["reviewed"]);
        assert_eq!(extra(&read("effective_from: 2024-01-01\nversion: 7\n")), ["effective_from", "version"]);
    }

    #[test]
    fn what_cannot_be_read_is_kept_whole() {
        assert_eq!(read("a: [b\n").unread.as_deref(), Some("a: [b\n"));
        assert_eq!(read("just words\n").unread.as_deref(), Some("just words\n"));
    }
}
