//! A comparison as HTML: what was taken out in `<del>`, what was put in in `<ins>`, each with words that a screen reader
//! says and nobody sees, because few of them say these elements themselves.

use crate::compare::comparison::{Change, Comparison, Fate, LinkChange, Matter, Role, Run, SectionChange, SectionName};
use crate::parse::block::ContainerKind;

use super::compare_words::{history, labels, said, section_title};
use super::escape::{escaped, push_href, push_text};
use super::html::container_words;
use crate::language::words::Words;

/// The id of a section on the page; `there` says whether the newer edition has it.
pub fn section_id(name: &SectionName, there: bool) -> String {
    let anchor = if name.anchor.is_empty() { "-introduction" } else { &name.anchor };
    if there { format!("section-{anchor}") } else { format!("removed-{anchor}") }
}

/// Words with what was taken out and put in.
pub fn write_runs_alone(words: &Words, runs: &[Run]) -> String {
    let mut writer = Writer { words, out: String::new() };
    writer.runs(runs, false);
    writer.out
}

/// Some blocks with what was taken out and put in.
pub fn write_blocks_alone(words: &Words, blocks: &[Change]) -> String {
    let mut writer = Writer { words, out: String::new() };
    writer.blocks(blocks);
    writer.out
}

/// What stands over a container: its kind, what that was, and what stands behind it.
pub fn write_container_label(words: &Words, container: &Change, kind: ContainerKind) -> String {
    let mut writer = Writer { words, out: String::new() };
    writer.container_label(container, kind);
    writer.out
}

/// What the changed words of a line matter for.
pub fn write_matters(words: &Words, runs: &[Run]) -> String {
    let mut writer = Writer { words, out: String::new() };
    writer.labels(runs.iter().filter(|run| run.fate != Fate::Same).filter_map(|run| run.matter).collect());
    writer.out
}

/// A link that leads elsewhere, in a sentence.
pub fn write_link_alone(words: &Words, link: &LinkChange) -> String {
    let mut writer = Writer { words, out: String::new() };
    writer.link(link);
    writer.out
}

/// All sections. The two addresses are those of the editions' own pages.
pub fn write_sections(words: &Words, comparison: &Comparison, older_page: &str, newer_page: &str) -> String {
    let mut writer = Writer { words, out: String::new() };
    let mut listing = false;
    for section in &comparison.sections {
        let quiet = !section.is_different() && section.links.is_empty();
        if quiet != listing {
            writer.out.push_str(if quiet { "<ul class=\"plain unchanged\">\n" } else { "</ul>\n" });
            listing = quiet;
        }
        if quiet {
            writer.unchanged(section, newer_page);
        } else {
            writer.section(section, older_page, newer_page);
        }
    }
    if listing {
        writer.out.push_str("</ul>\n");
    }
    writer.out
}

struct Writer<'a> {
    words: &'a Words,
    out: String,
}

impl Writer<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    fn href(&mut self, page: &str, name: &SectionName) {
        self.push("<a href=\"");
        push_href(&mut self.out, page);
        if !name.anchor.is_empty() {
            self.push("#");
            push_href(&mut self.out, &name.anchor);
        }
        self.push("\">");
    }

    fn id(&mut self, name: &SectionName, there: bool) {
        self.push(" id=\"");
        self.text(&section_id(name, there));
        self.push("\"");
    }

    fn number(&mut self, name: &SectionName) {
        if let Some(number) = &name.number {
            self.push("<span class=\"number\">");
            self.text(number);
            self.push("</span> ");
        }
    }

    fn unchanged(&mut self, section: &SectionChange, page: &str) {
        let Some(name) = section.name() else { return };
        self.push("<li");
        self.id(name, true);
        self.push(">");
        self.href(page, name);
        self.number(name);
        self.text(section_title(self.words, name));
        self.push("</a>: ");
        self.text(self.words.say(if section.set_out { "unchanged_set_out" } else { "unchanged" }));
        self.push("</li>\n");
    }

    fn section(&mut self, section: &SectionChange, older_page: &str, newer_page: &str) {
        let Some(name) = section.name() else { return };
        let there = section.newer.is_some();
        self.push("<section class=\"compared\">\n<h3");
        self.id(name, there);
        self.push(">");
        self.number(name);
        if section.title.is_empty() {
            self.text(section_title(self.words, name));
        } else {
            self.runs(&section.title, false);
        }
        for label in labels(section) {
            self.push(" <span class=\"badge\">");
            self.text(self.words.say(label));
            self.push("</span>");
        }
        self.push("</h3>\n");
        self.history(section);
        self.blocks(&section.blocks);
        for link in &section.links {
            self.link(link);
        }
        self.push("<p class=\"quiet screen-only\">");
        self.href(if there { newer_page } else { older_page }, name);
        self.text(self.words.say(if there { "section_in_newer" } else { "section_in_older" }));
        self.push("</a></p>\n</section>\n");
    }

    fn history(&mut self, section: &SectionChange) {
        let said = history(self.words, section);
        if !said.is_empty() {
            self.push("<p class=\"quiet\">");
            self.text(&said.join(" "));
            self.push("</p>\n");
        }
    }

    fn link(&mut self, link: &LinkChange) {
        let name = match (&link.older, &link.newer) {
            (Some(_), Some(_)) => "link_leads_elsewhere",
            (None, _) => "link_is_new",
            (Some(_), None) => "link_is_gone",
        };
        let (older, newer) = (link.older.as_deref().unwrap_or(""), link.newer.as_deref().unwrap_or(""));
        let given = [("link", (&link.words).into()), ("older", older.into()), ("newer", newer.into())];
        self.push("<p class=\"quiet\">");
        self.text(&self.words.tell(name, &given));
        self.push("</p>\n");
    }

    fn blocks(&mut self, blocks: &[Change]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn wrapped(&mut self, open: &str, block: &Change, close: &str) {
        self.push(open);
        self.runs(&block.runs, block.fate == Fate::Changed);
        self.push(close);
    }

    fn group(&mut self, open: &str, block: &Change, close: &str) {
        self.push(open);
        self.blocks(&block.children);
        self.push(close);
    }

    fn block(&mut self, block: &Change) {
        match block.role {
            Role::Paragraph | Role::Argument | Role::Caption | Role::Cell => self.wrapped("<p>", block, "</p>\n"),
            Role::Code => self.wrapped("<pre><code>", block, "</code></pre>\n"),
            Role::List { numbered } => self.list(block, numbered),
            Role::Item => self.group("<li>", block, "</li>\n"),
            Role::Table => self.table(block),
            Role::HeadRow | Role::Row | Role::Definition => self.blocks(&block.children),
            Role::Quote => self.group("<blockquote>\n", block, "</blockquote>\n"),
            Role::Container(kind) => self.container(block, kind),
            Role::Definitions => self.group("<dl>\n", block, "</dl>\n"),
            Role::Term => self.wrapped("<dt>", block, "</dt>\n"),
            Role::Description => self.group("<dd>\n", block, "</dd>\n"),
            Role::Note => {
                let name = escaped(self.words.say("note"));
                let open = format!("<div class=\"compared-note\">\n<p class=\"quiet\">{name}</p>\n");
                self.group(&open, block, "</div>\n");
            }
        }
    }

    /// Items that were taken out keep the number that they had, so that the rest have the numbers that they have.
    fn list(&mut self, list: &Change, numbered: bool) {
        self.push(if numbered { "<ol>\n" } else { "<ul>\n" });
        let (mut before, mut after) = (0, 0);
        for item in &list.children {
            before += usize::from(item.fate != Fate::Added);
            after += usize::from(item.fate != Fate::Removed);
            let number = if item.fate == Fate::Removed { before } else { after };
            let open = if numbered { format!("<li value=\"{number}\">") } else { "<li>".to_owned() };
            self.group(&open, item, "</li>\n");
        }
        self.push(if numbered { "</ol>\n" } else { "</ul>\n" });
    }

    fn container(&mut self, container: &Change, kind: ContainerKind) {
        self.push("<div class=\"callout ");
        self.push(kind.word());
        self.push("\">\n<p class=\"callout-label\">");
        self.container_label(container, kind);
        self.push("</p>\n");
        for block in container.children.iter().filter(|child| child.role != Role::Argument) {
            self.block(block);
        }
        self.push("</div>\n");
    }

    fn container_label(&mut self, container: &Change, kind: ContainerKind) {
        let run = |fate: Fate, text: &str| Run { fate, space: false, text: text.to_owned(), matter: None };
        let mut arguments = container.children.iter().filter(|child| child.role == Role::Argument).peekable();
        // What stands in the box and is whole new or gone takes its name along.
        let whole = container.was.is_none() && matches!(container.fate, Fate::Added | Fate::Removed);
        let colon = if whole && arguments.peek().is_some() { ":" } else { "" };
        let mut shown = match container.was {
            Some(Role::Container(was)) => vec![run(Fate::Removed, &container_words(self.words, was))],
            Some(Role::Quote) => vec![run(Fate::Removed, self.words.say("quotation"))],
            _ => Vec::new(),
        };
        let fate = if whole || container.was.is_none() { container.fate } else { Fate::Added };
        shown.push(run(fate, &format!("{}{colon}", container_words(self.words, kind))));
        self.runs(&shown, false);
        for (index, argument) in arguments.enumerate() {
            self.push(if index == 0 && !whole { ": " } else { " " });
            self.runs(&argument.runs, argument.fate == Fate::Changed);
        }
    }

    fn table(&mut self, table: &Change) {
        self.push("<table>\n");
        if let Some(caption) = table.children.iter().find(|row| row.role == Role::Caption) {
            self.wrapped("<caption>", caption, "</caption>\n");
        }
        let head = table.children.iter().find(|row| row.role == Role::HeadRow);
        let cells = head.map(|head| head.children.as_slice()).unwrap_or_default();
        self.push("<thead>\n<tr>");
        for cell in cells {
            self.wrapped("<th scope=\"col\">", cell, "</th>");
        }
        self.push("</tr>\n</thead>\n");
        let labels: Vec<String> = cells.iter().map(label_of).collect();
        let rows: Vec<&Change> = table.children.iter().filter(|row| row.role == Role::Row).collect();
        if !rows.is_empty() {
            self.push("<tbody>\n");
            for row in rows {
                self.row(row, &labels);
            }
            self.push("</tbody>\n");
        }
        self.push("</table>\n");
    }

    fn row(&mut self, row: &Change, labels: &[String]) {
        let whole = match row.fate {
            Fate::Added => self.words.say("row_new"),
            Fate::Removed => self.words.say("row_taken_out"),
            Fate::Same | Fate::Changed => "",
        };
        self.push("<tr>");
        for (index, cell) in row.children.iter().enumerate() {
            self.push("<td");
            if let Some(label) = labels.get(index).filter(|label| !label.is_empty()) {
                self.push(" data-label=\"");
                self.text(label);
                self.push("\"");
            }
            self.push(">");
            if index == 0 && !whole.is_empty() {
                self.push("<span class=\"badge\">");
                self.text(whole);
                self.push("</span> ");
            }
            self.runs(&cell.runs, cell.fate == Fate::Changed);
            self.push("</td>");
        }
        self.push("</tr>\n");
    }

    /// Words. With `labelled`, what their changes matter for is said at their end, where it does not part them.
    fn runs(&mut self, runs: &[Run], labelled: bool) {
        let mut index = 0;
        let mut matters: Vec<Matter> = Vec::new();
        while let Some(run) = runs.get(index) {
            if matches!(run.fate, Fate::Same | Fate::Changed) {
                self.space(run, index);
                self.text(&run.text);
                index += 1;
                continue;
            }
            let stretch = runs.iter().skip(index).take_while(|next| next.fate == run.fate).count();
            let words = runs.get(index..index + stretch).unwrap_or_default();
            self.space(run, index);
            self.exchange(words, run.fate);
            matters.extend(words.iter().filter_map(|word| word.matter));
            index += stretch;
            // What was put in for it must not stick to what was taken out.
            if run.fate == Fate::Removed && runs.get(index).is_some_and(|next| next.fate == Fate::Added && !next.space)
            {
                self.push(" ");
            }
        }
        if labelled {
            self.labels(matters);
        }
    }

    fn space(&mut self, run: &Run, index: usize) {
        if run.space && index > 0 {
            self.push(" ");
        }
    }

    fn exchange(&mut self, words: &[Run], fate: Fate) {
        let tag = if fate == Fate::Added { "ins" } else { "del" };
        let (before, behind) = said(self.words, fate);
        self.push("<");
        self.push(tag);
        self.push("><span class=\"said\"> [");
        self.text(before);
        self.push(": </span>");
        for (index, word) in words.iter().enumerate() {
            self.space(word, index);
            match word.matter {
                Some(_) => {
                    self.push("<mark>");
                    self.text(&word.text);
                    self.push("</mark>");
                }
                None => self.text(&word.text),
            }
        }
        self.push("<span class=\"said\"> ");
        self.text(behind);
        self.push("] </span></");
        self.push(tag);
        self.push(">");
    }

    fn labels(&mut self, mut matters: Vec<Matter>) {
        matters.sort_unstable();
        matters.dedup();
        for matter in matters {
            let name = match matter {
                Matter::TimeLimit => "time_limit_changed",
                Matter::Age => "age_changed",
                Matter::Duty => "duty_changed",
                Matter::Number => continue,
            };
            self.push(" <span class=\"badge\">");
            self.text(self.words.say(name));
            self.push("</span>");
        }
    }
}

/// The name of a column, for the cells of a stacked row: the newer one, else the older.
pub fn label_of(cell: &Change) -> String {
    let newer: Vec<&str> = words_of(cell, Fate::Removed);
    let words = if newer.is_empty() { words_of(cell, Fate::Added) } else { newer };
    words.join(" ")
}

fn words_of(cell: &Change, without: Fate) -> Vec<&str> {
    cell.runs.iter().filter(|run| run.fate != without).map(|run| run.text.as_str()).collect()
}
