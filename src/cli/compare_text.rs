//! A comparison as lines of text: what was taken out in `[-…-]`, what was put in in `{+…+}`, so that it can be read without
//! colour, and in colour where there is some.

use crate::compare::comparison::{Change, Comparison, Fate, Role, Run, SectionChange, SectionKind, SectionName};
use crate::language::words::Words;
use crate::parse::block::ContainerKind;

/// What is compared, in words.
pub struct Comparing<'a> {
    /// The chapter's number and title.
    pub chapter: &'a str,
    /// The older edition.
    pub older: &'a str,
    /// The newer edition.
    pub newer: &'a str,
    /// Who changed what, and why: a line each.
    pub why: &'a [String],
}

/// How a piece of text is coloured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colour {
    Plain,
    Bold,
    Dim,
    Out,
    In,
}

impl Colour {
    fn code(self) -> &'static str {
        match self {
            Colour::Plain => "",
            Colour::Bold => "\u{1b}[1m",
            Colour::Dim => "\u{1b}[2m",
            Colour::Out => "\u{1b}[31m",
            Colour::In => "\u{1b}[32m",
        }
    }
}

/// So many words of what did not change are shown on each side of what did.
const AROUND: usize = 8;

/// The whole comparison.
pub fn comparison_text(comparing: &Comparing<'_>, comparison: &Comparison, width: usize, colour: bool) -> String {
    let mut lines = Lines { text: String::new(), width, colour, lead: None };
    lines.put("", &[(Colour::Bold, comparing.chapter.to_owned())]);
    lines.put("", &[(Colour::Plain, format!("{} → {}", comparing.older, comparing.newer))]);
    lines.put("", &[(Colour::Plain, comparison.sentence(Words::english()))]);
    put_points(comparison, &mut lines);
    for why in comparing.why {
        lines.put("  ", &[(Colour::Plain, why.clone())]);
    }
    if !comparison.facts.is_empty() || !comparison.references.is_empty() {
        lines.text.push('\n');
    }
    for fact in &comparison.facts {
        let mut pieces = vec![(Colour::Plain, format!("{}: ", fact.name))];
        runs(&fact.runs, &mut pieces);
        lines.put("", &pieces);
    }
    for reference in &comparison.references {
        let what = if reference.added { "cited newly" } else { "no longer cited" };
        lines.put("", &[(Colour::Plain, format!("Law and guidance {what}: {}", reference.name))]);
    }
    for section in &comparison.sections {
        if section.is_different() || !section.links.is_empty() {
            lines.text.push('\n');
            put_section(section, &mut lines);
        }
    }
    lines.text
}

/// What matters most first; a section that is new or gone as one line.
fn put_points(comparison: &Comparison, lines: &mut Lines) {
    for matter in comparison.summary.order() {
        for section in comparison.sections.iter().filter(|section| !section.is_whole()) {
            for point in section.points.iter().filter(|point| point.matter == matter) {
                let place = section.name().map(name_of).unwrap_or_default();
                let times = if point.count > 1 { format!("{} times", point.count) } else { String::new() };
                let words = match (&point.older, &point.newer) {
                    (Some(older), Some(newer)) if times.is_empty() => format!("{older} → {newer}"),
                    (Some(older), Some(newer)) => format!("{older} → {newer} ({times})"),
                    (Some(older), None) => format!("{older} ({})", joined("taken out", &times)),
                    (None, newer) => format!("{} ({})", newer.as_deref().unwrap_or(""), joined("new", &times)),
                };
                lines.put(
                    "  ",
                    &[(Colour::Plain, format!("{}: {words}", matter.word())), (Colour::Dim, format!(" · {place}"))],
                );
            }
        }
    }
    for section in &comparison.sections {
        if let (Some(held), Some(name)) = (section.holds(), section.name()) {
            let said = if section.kind == SectionKind::Added {
                format!("is new: it holds {held}")
            } else {
                format!("is taken out: it held {held}")
            };
            let section = if name.number.is_some() { "section " } else { "" };
            lines.put("  ", &[(Colour::Plain, format!("{section}{} {said}", name_of(name)))]);
        }
    }
}

fn joined(said: &str, times: &str) -> String {
    if times.is_empty() { said.to_owned() } else { format!("{said}, {times}") }
}

fn name_of(name: &SectionName) -> String {
    match &name.number {
        Some(number) => format!("{number} {}", name.title),
        None => name.title.clone(),
    }
}

fn put_section(section: &SectionChange, lines: &mut Lines) {
    let mut what = Vec::new();
    match section.kind {
        SectionKind::Unchanged => {}
        SectionKind::Changed => what.push("changed".to_owned()),
        SectionKind::Added => what.push("added".to_owned()),
        SectionKind::Removed => what.push("removed".to_owned()),
    }
    match section.heading {
        Some(Fate::Added) => what.push("heading put in".to_owned()),
        Some(_) => {
            let title = section.older.as_ref().map(name_of).unwrap_or_default();
            what.push(format!("heading “{title}” taken out"));
        }
        None => {}
    }
    if section.set_out && section.kind == SectionKind::Changed {
        what.push("set out differently".to_owned());
    }
    if section.renamed {
        what.push(format!("renamed from “{}”", section.older.as_ref().map_or("", |name| &name.title)));
    }
    if section.moved {
        let number = |name: &Option<SectionName>| name.as_ref().and_then(|name| name.number.clone());
        what.push(match (number(&section.older), number(&section.newer)) {
            (Some(from), Some(to)) if from != to => format!("moved from {from} to {to}"),
            _ => "moved".to_owned(),
        });
    }
    let name = section.name().map(name_of).unwrap_or_default();
    let what = if what.is_empty() { String::new() } else { format!(" ({})", what.join(", ")) };
    lines.put("", &[(Colour::Bold, name), (Colour::Dim, what)]);
    put_blocks(&section.blocks, "  ", lines);
    for link in &section.links {
        let to = match (&link.older, &link.newer) {
            (Some(older), Some(newer)) => format!("now leads to {newer}, before to {older}"),
            (None, newer) => format!("is now a link to {}", newer.as_deref().unwrap_or("")),
            (Some(older), None) => format!("is no longer a link; it led to {older}"),
        };
        lines.put("  ", &[(Colour::Plain, format!("“{}” {to}", link.words))]);
    }
}

/// Blocks; of those that did not change there is one sign for as many as stand together.
fn put_blocks(blocks: &[Change], indent: &str, lines: &mut Lines) {
    let mut silent = false;
    for block in blocks {
        // The names of the columns say what a changed cell is.
        if block.fate == Fate::Same && block.role != Role::HeadRow {
            if !silent && block.role != Role::Caption {
                lines.put(indent, &[(Colour::Dim, "…".to_owned())]);
            }
            silent |= block.role != Role::Caption;
            continue;
        }
        silent = false;
        put_block(block, indent, lines);
    }
}

fn put_block(block: &Change, indent: &str, lines: &mut Lines) {
    match block.role {
        Role::Row | Role::HeadRow => put_row(block, indent, lines),
        Role::Item => {
            lines.lead = Some("- ".to_owned());
            put_blocks(&block.children, &format!("{indent}  "), lines);
            lines.lead = None;
        }
        Role::Container(kind) => {
            let word = format!("[{}]", container_word(kind));
            let was = match block.was {
                Some(Role::Container(was)) => format!(" (before: {})", container_word(was)),
                Some(Role::Paragraph) => " (before: plain text)".to_owned(),
                Some(_) => " (before: a quotation)".to_owned(),
                None => String::new(),
            };
            lines.put(indent, &[(Colour::Dim, format!("{word}{was}"))]);
            put_blocks(&block.children, &format!("{indent}  "), lines);
        }
        Role::Quote | Role::Note | Role::Definition | Role::Description => {
            put_blocks(&block.children, &format!("{indent}  "), lines);
        }
        Role::Table | Role::List { .. } | Role::Definitions => put_blocks(&block.children, indent, lines),
        _ => {
            let mut pieces = Vec::new();
            runs(&block.runs, &mut pieces);
            lines.put(indent, &pieces);
        }
    }
}

fn put_row(row: &Change, indent: &str, lines: &mut Lines) {
    let mut pieces = vec![(Colour::Dim, "| ".to_owned())];
    for cell in &row.children {
        runs(&cell.runs, &mut pieces);
        pieces.push((Colour::Dim, " | ".to_owned()));
    }
    lines.put(indent, &pieces);
}

fn container_word(kind: ContainerKind) -> String {
    format!("{kind:?}").to_uppercase()
}

/// Words with their signs; long stretches of what did not change are left out.
fn runs(runs: &[Run], pieces: &mut Vec<(Colour, String)>) {
    let last = runs.len().saturating_sub(1);
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        let space = if run.space { " " } else { "" };
        // Runs of one fate that stand together were parted by what they matter for only.
        let mut text = run.text.clone();
        let first = index;
        while let Some(next) = runs.get(index + 1).filter(|next| next.fate == run.fate) {
            text.push_str(if next.space { " " } else { "" });
            text.push_str(&next.text);
            index += 1;
        }
        let piece = match run.fate {
            Fate::Removed => (Colour::Out, format!("{space}[-{text}-]")),
            Fate::Added => (Colour::In, format!("{space}{{+{text}+}}")),
            Fate::Same | Fate::Changed => {
                (Colour::Plain, format!("{space}{}", shortened(&text, first == 0, index == last)))
            }
        };
        pieces.push(piece);
        index += 1;
    }
}

fn shortened(text: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= 2 * AROUND + 2 || (first && last) {
        return text.to_owned();
    }
    let head = words.get(..AROUND).unwrap_or_default().join(" ");
    let tail = words.get(words.len() - AROUND..).unwrap_or_default().join(" ");
    match (first, last) {
        (true, _) => format!("… {tail}"),
        (_, true) => format!("{head} …"),
        _ => format!("{head} … {tail}"),
    }
}

/// Lines of a width.
struct Lines {
    text: String,
    width: usize,
    colour: bool,
    /// What stands before the next line, in the last places of its indent.
    lead: Option<String>,
}

impl Lines {
    /// Puts pieces of text down, wrapped.
    fn put(&mut self, indent: &str, pieces: &[(Colour, String)]) {
        let lead = self.lead.take();
        let start = match &lead {
            Some(lead) => format!("{}{lead}", indent.get(lead.len()..).unwrap_or("")),
            None => indent.to_owned(),
        };
        self.text.push_str(&start);
        let mut column = start.chars().count();
        let mut open = Colour::Plain;
        let mut fresh = true;
        for (colour, word, space) in words_of(pieces) {
            let length = word.chars().count();
            if !fresh && space && column + 1 + length > self.width {
                self.paint(&mut open, Colour::Plain);
                self.text.push('\n');
                self.text.push_str(indent);
                column = indent.chars().count();
            } else if space && !fresh {
                if open != colour {
                    self.paint(&mut open, Colour::Plain);
                }
                self.text.push(' ');
                column += 1;
            }
            self.paint(&mut open, colour);
            self.text.push_str(&word);
            column += length;
            fresh = false;
        }
        self.paint(&mut open, Colour::Plain);
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\n');
    }

    fn paint(&mut self, open: &mut Colour, colour: Colour) {
        if *open == colour || !self.colour {
            return;
        }
        if *open != Colour::Plain {
            self.text.push_str("\u{1b}[0m");
        }
        self.text.push_str(colour.code());
        *open = colour;
    }
}

/// The words of some pieces, and whether a space stands before each.
fn words_of(pieces: &[(Colour, String)]) -> Vec<(Colour, String, bool)> {
    let mut words = Vec::new();
    let mut space = false;
    for (colour, text) in pieces {
        for (index, word) in text.split([' ', '\n']).enumerate() {
            space |= index > 0;
            if !word.is_empty() {
                words.push((*colour, word.to_owned(), std::mem::take(&mut space)));
            }
        }
    }
    words
}
