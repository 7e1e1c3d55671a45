//! Lists, tables and definitions with the changes in them. The other half of [`super::changes_html`], whose writer it extends.

use super::changes_html::ChangeWriter;
use super::compare_html::{label_of, write_runs_alone};
use super::escape::push_text;
use super::html::{Here, Writer};
use crate::compare::comparison::{Change, Fate, Role};
use crate::parse::block::{Definition, List, Table};

/// How many of some changes are in the newer text.
fn kept(changes: &[Change]) -> usize {
    changes.iter().filter(|change| change.fate != Fate::Removed).count()
}

impl<'a> ChangeWriter<'a> {
    /// Items that were taken out keep the number that they had, so that the rest have the numbers that they have.
    pub(super) fn list(&mut self, list: &'a List, here: Here<'a>, change: &'a Change) {
        if kept(&change.children) != list.items.len() {
            return self.removed(change);
        }
        let tasks = list.items.iter().any(|item| item.task.is_some());
        self.push(match list.start {
            Some(_) => "<ol>\n",
            None if tasks => "<ul class=\"tasks\">\n",
            None => "<ul>\n",
        });
        let (mut before, mut after) = (list.start.unwrap_or(1), list.start.unwrap_or(1));
        let mut items = list.items.iter();
        for child in &change.children {
            let number = if child.fate == Fate::Removed { before } else { after };
            before = before.saturating_add(u64::from(child.fate != Fate::Added));
            after = after.saturating_add(u64::from(child.fate != Fate::Removed));
            match list.start {
                Some(_) => self.writer.push(format_args!("<li value=\"{number}\">")),
                None => self.push("<li>"),
            }
            let item = if child.fate == Fate::Removed { None } else { items.next() };
            if let Some(item) = item {
                self.push(match item.task {
                    Some(true) => "<span class=\"box\" aria-hidden=\"true\">☑</span> ",
                    Some(false) => "<span class=\"box\" aria-hidden=\"true\">☐</span> ",
                    None => "",
                });
                self.nested(&item.blocks, here, &child.children);
            } else {
                child.children.iter().for_each(|block| self.removed(block));
            }
            self.push("</li>\n");
        }
        self.push(if list.start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// A table with the columns and rows of both editions.
    pub(super) fn table(&mut self, table: &'a Table, here: Here<'a>, change: &'a Change) {
        let of = |role: Role| change.children.iter().filter(move |row| row.role == role);
        let head = of(Role::HeadRow).next().map(|head| head.children.as_slice()).unwrap_or_default();
        let rows: Vec<&'a Change> = of(Role::Row).collect();
        let in_newer = rows.iter().filter(|row| row.fate != Fate::Removed).count();
        if kept(head) != table.head.len() || in_newer != table.rows.len() {
            return self.removed(change);
        }
        // Where each column of both stands in the newer table.
        let mut next = 0..table.head.len();
        let columns: Vec<Option<usize>> =
            head.iter().map(|cell| if cell.fate == Fate::Removed { None } else { next.next() }).collect();
        self.push("<table>\n");
        if let Some(caption) = of(Role::Caption).next() {
            self.push("<caption>");
            match &table.caption {
                Some(inlines) => self.line(inlines, here, caption),
                None => self.push(&write_runs_alone(self.words(), &caption.runs)),
            }
            self.push("</caption>\n");
        }
        self.push("<thead>\n<tr>");
        for (cell, column) in head.iter().zip(&columns) {
            self.push("<th scope=\"col\"");
            self.cell(table, here, (cell, *column, column.and_then(|column| table.head.get(column))), None, "");
            self.push("</th>");
        }
        self.push("</tr>\n</thead>\n");
        if !rows.is_empty() {
            self.push("<tbody>\n");
            let labels: Vec<String> = head.iter().map(label_of).collect();
            let mut newer = table.rows.iter();
            for row in rows {
                let (cells, whole) = match row.fate {
                    Fate::Removed => (None, self.words().say("row_taken_out")),
                    Fate::Added => (newer.next(), self.words().say("row_new")),
                    Fate::Same | Fate::Changed => (newer.next(), ""),
                };
                self.push("<tr>");
                for (index, (cell, column)) in row.children.iter().zip(&columns).enumerate() {
                    self.push("<td");
                    let inlines = column.and_then(|column| cells.and_then(|cells| cells.get(column)));
                    let whole = if index == 0 { whole } else { "" };
                    self.cell(table, here, (cell, *column, inlines), labels.get(index), whole);
                    self.push("</td>");
                }
                self.push("</tr>\n");
            }
            self.push("</tbody>\n");
        }
        self.push("</table>\n");
    }

    /// The rest of a cell's tag, and what stands in it; `whole` says what became of its row.
    fn cell(
        &mut self,
        table: &Table,
        here: Here<'a>,
        (change, column, inlines): (&'a Change, Option<usize>, Option<&'a Vec<crate::parse::block::Inline>>),
        label: Option<&String>,
        whole: &str,
    ) {
        if let Some(column) = column {
            self.writer.cell_class(table, column, false);
        }
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            self.push(" data-label=\"");
            push_text(&mut self.writer.out, label);
            self.push("\"");
        }
        self.push(">");
        if !whole.is_empty() {
            self.push("<span class=\"badge\">");
            push_text(&mut self.writer.out, whole);
            self.push("</span> ");
        }
        match inlines {
            Some(inlines) => self.line(inlines, here, change),
            None => self.push(&write_runs_alone(self.words(), &change.runs)),
        }
    }

    /// Terms with their descriptions.
    pub(super) fn definitions(&mut self, definitions: &'a [Definition], here: Here<'a>, change: &'a Change) {
        if kept(&change.children) != definitions.len() {
            return self.removed(change);
        }
        self.push("<dl>\n");
        let mut newer = definitions.iter();
        for child in &change.children {
            match if child.fate == Fate::Removed { None } else { newer.next() } {
                Some(definition) => self.definition(definition, here, child),
                None => self.removed(child),
            }
        }
        self.push("</dl>\n");
    }

    fn definition(&mut self, definition: &'a Definition, here: Here<'a>, change: &'a Change) {
        let mut descriptions = definition.descriptions.iter();
        for child in &change.children {
            match child.role {
                _ if child.fate == Fate::Removed => self.removed(child),
                Role::Term => {
                    self.push("<dt>");
                    self.line(&definition.term, here, child);
                    self.push("</dt>\n");
                }
                _ => {
                    self.push("<dd>");
                    let blocks = descriptions.next().map(Vec::as_slice).unwrap_or_default();
                    match child.fate {
                        Fate::Same => Writer::nested(&mut self.writer, blocks, here),
                        _ => self.nested(blocks, here, &child.children),
                    }
                    self.push("</dd>\n");
                }
            }
        }
    }
}
