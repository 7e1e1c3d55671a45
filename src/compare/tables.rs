//! Tables against each other, cell by cell: columns by their names, rows by what stands in them.

use super::align::{Step, align};
use super::blocks::{Findings, compare_text, whole};
use super::comparison::{Change, Fate, Role};
use super::flatten::Node;
use super::likeness::Profile;
use super::text::Text;

/// Two tables in one: every row has a cell for every column of either.
pub fn compare_tables(older: &Node, newer: &Node, findings: &mut Findings) -> Change {
    let mut children = Vec::new();
    let caption =
        |table: &'_ Node| table.nodes.iter().find(|row| row.role == Role::Caption).map(|row| row.text.clone());
    let (before, after) = (caption(older).unwrap_or_default(), caption(newer).unwrap_or_default());
    if let Some(change) = compare_leaf(Role::Caption, &before, &after, findings) {
        children.push(change);
    }
    let columns = align_columns(head(older), head(newer));
    let (rows_before, rows_after) = (rows(older), rows(newer));
    if let Some(row) = compare_rows(Role::HeadRow, Some(head(older)), Some(head(newer)), &columns, findings) {
        children.push(row);
    }
    for step in align_rows(&rows_before, &rows_after) {
        let (a, b) = match step {
            Step::Both(a, b) => (Some(a), Some(b)),
            Step::Older(a) => (Some(a), None),
            Step::Newer(b) => (None, Some(b)),
        };
        let a = a.and_then(|a| rows_before.get(a)).map(|row| row.nodes.as_slice());
        let b = b.and_then(|b| rows_after.get(b)).map(|row| row.nodes.as_slice());
        children.extend(compare_rows(Role::Row, a, b, &columns, findings));
    }
    let same = children.iter().all(|child| child.fate == Fate::Same);
    let fate = if same { Fate::Same } else { Fate::Changed };
    Change { role: Role::Table, was: None, fate, runs: Vec::new(), children }
}

fn head(table: &Node) -> &[Node] {
    table.nodes.iter().find(|row| row.role == Role::HeadRow).map(|row| row.nodes.as_slice()).unwrap_or_default()
}

fn rows(table: &Node) -> Vec<&Node> {
    table.nodes.iter().filter(|row| row.role == Role::Row).collect()
}

/// Columns with one name belong together; between these, columns of other names do where there are as many.
fn align_columns(older: &[Node], newer: &[Node]) -> Vec<Step> {
    let keys = |cells: &[Node]| cells.iter().map(|cell| cell.hash).collect::<Vec<_>>();
    let likeness = |a: usize, b: usize| {
        let (Some(x), Some(y)) = (older.get(a), newer.get(b)) else { return 0 };
        Profile::of_node(x).likeness(&Profile::of_node(y))
    };
    let mut steps = Vec::new();
    let (mut out, mut put) = (Vec::new(), Vec::new());
    for step in align(&keys(older), &keys(newer), &likeness) {
        match step {
            Step::Older(a) => out.push(a),
            Step::Newer(b) => put.push(b),
            both @ Step::Both(..) => {
                settle_columns(&mut out, &mut put, &mut steps);
                steps.push(both);
            }
        }
    }
    settle_columns(&mut out, &mut put, &mut steps);
    steps
}

fn settle_columns(out: &mut Vec<usize>, put: &mut Vec<usize>, steps: &mut Vec<Step>) {
    if out.len() == put.len() {
        steps.extend(out.iter().zip(put.iter()).map(|(a, b)| Step::Both(*a, *b)));
    } else {
        steps.extend(out.iter().map(|a| Step::Older(*a)));
        steps.extend(put.iter().map(|b| Step::Newer(*b)));
    }
    out.clear();
    put.clear();
}

/// A row is known by its first cell, and by how much of the rest is the same.
fn align_rows(older: &[&Node], newer: &[&Node]) -> Vec<Step> {
    let keys = |rows: &[&Node]| rows.iter().map(|row| row.hash).collect::<Vec<_>>();
    let profiles = |rows: &[&Node]| rows.iter().map(|row| Profile::of_node(row)).collect::<Vec<_>>();
    let (before, after) = (profiles(older), profiles(newer));
    let first = |rows: &[&Node], at: usize| rows.get(at).and_then(|row| row.nodes.first()).map(|cell| cell.hash);
    let likeness = |a: usize, b: usize| {
        let (Some(p), Some(q)) = (before.get(a), after.get(b)) else { return 0 };
        let alike = p.likeness(q);
        if first(older, a) == first(newer, b) {
            500 + alike / 2
        } else if alike < super::blocks::ALIKE {
            0
        } else {
            alike
        }
    };
    align(&keys(older), &keys(newer), &likeness)
}

/// A row of either table or of both.
fn compare_rows(
    role: Role,
    older: Option<&[Node]>,
    newer: Option<&[Node]>,
    columns: &[Step],
    findings: &mut Findings,
) -> Option<Change> {
    let cell = |row: Option<&[Node]>, at: usize| row.and_then(|row| row.get(at)).map(|cell| cell.text.clone());
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let (before, after) = match *column {
            Step::Both(a, b) => (cell(older, a), cell(newer, b)),
            Step::Older(a) => (cell(older, a), None),
            Step::Newer(b) => (None, cell(newer, b)),
        };
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let mut change = compare_leaf(Role::Cell, &before, &after, findings).unwrap_or(Change {
            role: Role::Cell,
            was: None,
            fate: Fate::Same,
            runs: Vec::new(),
            children: Vec::new(),
        });
        // A column that came or went is told of even where its cell is empty.
        match (column, change.runs.is_empty()) {
            (Step::Older(_), true) if newer.is_some() => change.fate = Fate::Removed,
            (Step::Newer(_), true) if older.is_some() => change.fate = Fate::Added,
            _ => {}
        }
        cells.push(change);
    }
    let fate = match (older, newer) {
        (None, None) => return None,
        (None, _) => Fate::Added,
        (_, None) => Fate::Removed,
        _ if cells.iter().all(|cell| cell.fate == Fate::Same) => Fate::Same,
        _ => Fate::Changed,
    };
    Some(Change { role, was: None, fate, runs: Vec::new(), children: cells })
}

fn compare_leaf(role: Role, older: &Text, newer: &Text, findings: &mut Findings) -> Option<Change> {
    if older.words.is_empty() && newer.words.is_empty() {
        return None;
    }
    if older.keys() == newer.keys() && older.links == newer.links {
        return Some(whole(&Node::leaf(role, newer.clone(), 0), Fate::Same, findings));
    }
    let (fate, runs) = compare_text(older, newer, true, findings)?;
    Some(Change { role, was: None, fate, runs, children: Vec::new() })
}
