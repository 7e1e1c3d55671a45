//! What a comparison says: plain data, owned, in the order in which a reader meets it.

use serde::Serialize;

use super::summary::Summary;
use crate::parse::block::ContainerKind;

/// How an older edition became a newer one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The counts.
    pub summary: Summary,
    /// What front matter says otherwise.
    pub facts: Vec<FactChange>,
    /// Law and guidance cited newly or no longer, in the text or the front matter.
    pub references: Vec<ReferenceChange>,
    /// Every section of both, in the order of the newer edition; what was removed stands where it stood.
    pub sections: Vec<SectionChange>,
}

/// Something that readers know of a chapter besides its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// What it is: "Owner".
    pub name: String,
    /// What it was; empty if it was not said.
    pub older: String,
    /// What it is now; empty if it is no longer said.
    pub newer: String,
    /// The same by words.
    pub runs: Vec<Run>,
}

/// Law or guidance that one of the editions cites and the other does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ReferenceChange {
    /// Its title.
    pub name: String,
    /// Whether the newer edition is the one that cites it.
    pub added: bool,
}

/// What became of a section's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Nothing.
    Unchanged,
    /// Some of it is different.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A section's name in one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionName {
    /// Its anchor; empty for the text before the first heading.
    pub anchor: String,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Its level: 2 to 6.
    pub level: u8,
}

/// One section in both editions.
#[expect(clippy::struct_excessive_bools, reason = "each is said to readers for itself, whatever the others are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// What became of its text.
    pub kind: SectionKind,
    /// Whether it stands in another order among the sections that both editions have.
    pub moved: bool,
    /// Whether its title is in other words.
    pub renamed: bool,
    /// Whether its text differs in quotation marks, dashes, spaces or emphasis and in nothing else.
    pub typography: bool,
    /// Whether its text is in both, and its heading in the newer edition only (added) or the older only (removed): in the
    /// other, it stands before the first heading.
    pub heading: Option<Fate>,
    /// Whether words of it that are in both are set out differently: an item as a paragraph, a list within a list.
    pub set_out: bool,
    /// Its name in the older edition.
    pub older: Option<SectionName>,
    /// Its name in the newer edition.
    pub newer: Option<SectionName>,
    /// Its title by words.
    pub title: Vec<Run>,
    /// Its text; empty if that is unchanged.
    pub blocks: Vec<Change>,
    /// Links that lead elsewhere under the same words.
    pub links: Vec<LinkChange>,
    /// Changes that matter most.
    pub points: Vec<Point>,
}

/// What became of a block or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in both.
    Same,
    /// It is in both, with differences in it.
    Changed,
    /// It is in the newer edition only.
    Added,
    /// It was in the older edition only.
    Removed,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Running text.
    Paragraph,
    /// Code, line by line.
    Code,
    /// A list; its children are items.
    List {
        /// Whether its items are numbered.
        numbered: bool,
    },
    /// An item of a list.
    Item,
    /// A table; its children are a caption and rows.
    Table,
    /// The caption of a table.
    Caption,
    /// The names of a table's columns; its children are cells.
    HeadRow,
    /// A row; its children are cells, as many as in every other row of the comparison.
    Row,
    /// A cell.
    Cell,
    /// A quotation.
    Quote,
    /// A quotation that opens with its kind.
    Container(ContainerKind),
    /// What stands behind a container's kind: a time limit, areas.
    Argument,
    /// Terms with their descriptions.
    Definitions,
    /// A term with its descriptions.
    Definition,
    /// A term.
    Term,
    /// What a term means.
    Description,
    /// A footnote of the section.
    Note,
}

/// A block in both editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is; in the newer edition, if it is in both.
    pub role: Role,
    /// What it was, if its kind itself changed.
    pub was: Option<Role>,
    /// What became of it.
    pub fate: Fate,
    /// Its words, if it is running text.
    pub runs: Vec<Run>,
    /// The blocks in it.
    pub children: Vec<Change>,
}

/// Words that have one fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What became of them: same, added or removed.
    pub fate: Fate,
    /// Whether a space stands before them.
    pub space: bool,
    /// The words; those that are in both as the newer edition writes them.
    pub text: String,
    /// What makes them matter.
    pub matter: Option<Matter>,
}

/// Why a change matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// How soon or how often something is done.
    TimeLimit,
    /// How old somebody is.
    Age,
    /// What must, should or may be done.
    Duty,
    /// Any other number.
    Number,
}

impl Matter {
    /// All of them, what matters most first.
    pub const ALL: [Matter; 4] = [Matter::TimeLimit, Matter::Age, Matter::Duty, Matter::Number];

    /// What readers call it.
    pub fn word(self) -> &'static str {
        match self {
            Matter::TimeLimit => "time limit",
            Matter::Age => "age",
            Matter::Duty => "must or should",
            Matter::Number => "number",
        }
    }
}

/// A change that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Why.
    pub matter: Matter,
    /// The words as they were; nothing if they are new.
    pub older: Option<String>,
    /// The words as they are now; nothing if they were taken out.
    pub newer: Option<String>,
    /// The same with a few words before and behind, so that a reader knows what it is about; empty where it is told of
    /// several places at once.
    pub context: String,
    /// How many times the same came out otherwise in the section.
    pub count: usize,
}

/// A link that leads elsewhere under the same words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkChange {
    /// The words.
    pub words: String,
    /// Where it led; nothing if the words were no link.
    pub older: Option<String>,
    /// Where it leads now; nothing if the words are no link any more.
    pub newer: Option<String>,
}

impl SectionChange {
    /// The section's name as readers know it now, or knew it.
    pub fn name(&self) -> Option<&SectionName> {
        self.newer.as_ref().or(self.older.as_ref())
    }

    /// Whether a reader of one edition would find anything different in the other, order and title included.
    pub fn is_different(&self) -> bool {
        self.kind != SectionKind::Unchanged || self.moved || self.renamed || self.heading.is_some()
    }

    /// Whether one of the editions has nothing of it.
    pub fn is_whole(&self) -> bool {
        matches!(self.kind, SectionKind::Added | SectionKind::Removed)
    }

    /// What matters in a section that is in one edition only: "3 time limits and 2 duties"; `None` of other sections, and
    /// where there is nothing.
    pub fn holds(&self) -> Option<String> {
        if !self.is_whole() {
            return None;
        }
        let mut held = Vec::new();
        for matter in Matter::ALL {
            let count: usize = self.points.iter().filter(|point| point.matter == matter).map(|point| point.count).sum();
            let (one, many) = match matter {
                Matter::TimeLimit => ("time limit", "time limits"),
                Matter::Age => ("age", "ages"),
                Matter::Duty => ("“must”, “should” or “may”", "duties (“must”, “should” or “may”)"),
                Matter::Number => ("other number", "other numbers"),
            };
            match count {
                0 => {}
                1 => held.push(format!("1 {one}")),
                count => held.push(format!("{count} {many}")),
            }
        }
        let last = held.pop()?;
        Some(if held.is_empty() { last } else { format!("{} and {last}", held.join(", ")) })
    }
}

impl Comparison {
    /// Whether any words, headings or their order differ.
    pub fn is_different(&self) -> bool {
        self.sections.iter().any(SectionChange::is_different)
    }

    /// What is part of the text on record besides the text itself, and differs: the title, the scope, the areas.
    pub fn recorded_facts(&self) -> impl Iterator<Item = &FactChange> {
        self.facts.iter().filter(|fact| matches!(fact.name.as_str(), "Title" | "Scope" | "Applies to"))
    }

    /// Whether the section of the newer edition with this anchor was touched in any way, itself or in what stands under
    /// it; `None` if there is no such section.
    pub fn touched(&self, anchor: &str) -> Option<bool> {
        let named = |section: &SectionChange| section.newer.as_ref().is_some_and(|name| name.anchor == anchor);
        let at = self.sections.iter().position(named)?;
        let level = |section: &SectionChange| section.name().map_or(2, |name| name.level);
        let own = self.sections.get(at).map_or(2, level);
        let under = self.sections.iter().skip(at + 1).take_while(|section| level(section) > own);
        let mut all = self.sections.iter().skip(at).take(1).chain(under);
        Some(all.any(|section| {
            section.is_different() || section.typography || section.set_out || !section.links.is_empty()
        }))
    }
}
