//! A section in which blocks became blocks of another kind or went to another depth: its texts are aligned by their words
//! whatever they stand in, and the outcome has the shape of the newer edition. A change of shape alone changes no words.

use super::align::{Step, align};
use super::blocks::{ALIKE, Findings, compare_block, compare_text, whole};
use super::comparison::{Change, Fate, Role};
use super::flatten::Node;
use super::likeness::Profile;
use super::text::key_of;

/// A section so compared.
pub struct SetOut {
    /// Its blocks.
    pub blocks: Vec<Change>,
    /// Whether something that is in both stands in a container in one of them, or in one of another kind.
    pub boxed: bool,
    /// Whether something that is in both is of another kind or at another depth.
    pub differently: bool,
}

/// A text, or a block that is compared as one: a table.
struct Unit<'a> {
    node: &'a Node,
    /// Equal for equal words, whatever they stand in.
    key: u64,
    /// What it stands in, from the outside.
    within: Vec<Role>,
    /// Whether it begins an item of a list, and of a numbered one.
    item: Option<bool>,
}

impl Unit<'_> {
    /// The container or quotation that it stands in.
    fn boxed(&self) -> Option<Role> {
        self.within.iter().rev().copied().find(|role| is_box(*role))
    }
}

fn is_box(role: Role) -> bool {
    matches!(role, Role::Container(_) | Role::Quote)
}

fn is_transparent(role: Role) -> bool {
    is_box(role) || matches!(role, Role::List { .. } | Role::Item | Role::Note)
}

/// How many words of a comparison's blocks are shown as put in or taken out.
pub fn words_changed(changes: &[Change]) -> usize {
    let of = |change: &Change| {
        let runs = change.runs.iter().filter(|run| matches!(run.fate, Fate::Added | Fate::Removed));
        runs.map(|run| run.text.split_whitespace().count()).sum::<usize>() + words_changed(&change.children)
    };
    changes.iter().map(of).sum()
}

/// Whether texts were taken out whole and others put in whole, so that they might be the same in another shape.
pub fn may_be_set_out(changes: &[Change]) -> bool {
    fn has(changes: &[Change], fate: Fate) -> bool {
        changes.iter().any(|change| change.fate == fate && change.role != Role::Cell || has(&change.children, fate))
    }
    has(changes, Fate::Removed) && has(changes, Fate::Added)
}

/// Compares the texts of a section whatever they stand in.
pub fn compare_set_out(older: &[Node], newer: &[Node], findings: &mut Findings) -> SetOut {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    gather(older, &mut Vec::new(), None, &mut before);
    gather(newer, &mut Vec::new(), None, &mut after);
    let keys = |units: &[Unit<'_>]| units.iter().map(|unit| unit.key).collect::<Vec<_>>();
    let profiles = |units: &[Unit<'_>]| units.iter().map(|_| std::cell::OnceCell::new()).collect::<Vec<_>>();
    let (faces_before, faces_after) = (profiles(&before), profiles(&after));
    let likeness = |a: usize, b: usize| {
        let (Some(x), Some(y)) = (before.get(a), after.get(b)) else { return 0 };
        if kind_of(x.node) != kind_of(y.node) {
            return 0;
        }
        let (Some(p), Some(q)) = (faces_before.get(a), faces_after.get(b)) else { return 0 };
        let face = |unit: &Unit<'_>| Profile::of_node(unit.node);
        let alike = p.get_or_init(|| face(x)).likeness(q.get_or_init(|| face(y)));
        if alike < ALIKE { 0 } else { alike + u32::from(x.within == y.within) }
    };
    let mut shape = Shape {
        told: Vec::with_capacity(after.len()),
        left: std::collections::VecDeque::new(),
        next: 0,
        boxed: false,
        differently: false,
    };
    for step in align(&keys(&before), &keys(&after), &likeness) {
        match step {
            Step::Both(a, b) => {
                if let (Some(x), Some(y)) = (before.get(a), after.get(b)) {
                    shape.both(x, y, findings);
                }
            }
            Step::Older(a) => {
                if let Some(unit) = before.get(a) {
                    shape.leave(unit, findings);
                }
            }
            Step::Newer(b) => {
                let change = after.get(b).map(|unit| whole(unit.node, Fate::Added, findings));
                shape.told.extend(change.map(|change| Told { change, was: None }));
            }
        }
    }
    let whole = Group { list: false, depth: 0 };
    let mut blocks = shape.write(newer, whole);
    // What stood last in the older edition, in a list of its own.
    shape.flush(&mut blocks, whole, |_| true);
    SetOut { blocks, boxed: shape.boxed, differently: shape.differently }
}

/// What can stand for each other: running text for running text, a table for a table.
fn kind_of(node: &Node) -> Role {
    if node.role == Role::Argument { Role::Paragraph } else { node.role }
}

fn gather<'a>(nodes: &'a [Node], within: &mut Vec<Role>, item: Option<bool>, units: &mut Vec<Unit<'a>>) {
    for (index, node) in nodes.iter().enumerate() {
        if is_transparent(node.role) {
            let numbered = match (node.role, within.last()) {
                (Role::Item, Some(Role::List { numbered })) => Some(*numbered),
                _ => None,
            };
            within.push(node.role);
            gather(&node.nodes, within, numbered, units);
            within.pop();
        } else {
            let leaf = node.nodes.is_empty() && node.role != Role::Code;
            let key = if leaf { key_of(&(Role::Paragraph, node.text.keys())) } else { node.hash };
            units.push(Unit { node, key, within: within.clone(), item: item.filter(|_| index == 0) });
        }
    }
}

/// A unit of the newer edition.
struct Told {
    change: Change,
    /// The container that it stood in, if that is another: a paragraph, if it stood in none.
    was: Option<Role>,
}

/// A unit that was taken out.
struct Left {
    /// The place among the newer units that it stood before.
    before: usize,
    change: Change,
    item: Option<bool>,
    depth: usize,
}

/// A group of blocks that is being written.
#[derive(Clone, Copy)]
struct Group {
    list: bool,
    depth: usize,
}

/// The newer edition's blocks, filled as they are written.
struct Shape {
    told: Vec<Told>,
    /// Units that were taken out and are not written yet.
    left: std::collections::VecDeque<Left>,
    /// The next unit to be written.
    next: usize,
    boxed: bool,
    differently: bool,
}

impl Shape {
    fn both(&mut self, older: &Unit<'_>, newer: &Unit<'_>, findings: &mut Findings) {
        let (x, y) = (older.node, newer.node);
        self.differently |= older.within != newer.within || x.role != y.role;
        let was = (older.boxed() != newer.boxed()).then(|| older.boxed().unwrap_or(Role::Paragraph));
        self.boxed |= was.is_some();
        let change = if x.nodes.is_empty() && y.nodes.is_empty() {
            compare_text(&x.text, &y.text, false, findings).map(|(fate, runs)| Change {
                role: y.role,
                was: None,
                fate,
                runs,
                children: Vec::new(),
            })
        } else {
            compare_block(x, y, findings)
        };
        if let Some(change) = change {
            self.told.push(Told { change, was });
        } else {
            self.leave(older, findings);
            self.told.push(Told { change: whole(y, Fate::Added, findings), was: None });
        }
    }

    fn leave(&mut self, unit: &Unit<'_>, findings: &mut Findings) {
        let change = whole(unit.node, Fate::Removed, findings);
        self.left.push_back(Left { before: self.told.len(), change, item: unit.item, depth: unit.within.len() });
    }

    fn write(&mut self, nodes: &[Node], group: Group) -> Vec<Change> {
        let mut changes = Vec::with_capacity(nodes.len());
        for node in nodes {
            // What stood before this, and no later; an item of a list that is about to begin stands in that.
            let begins = matches!(node.role, Role::List { .. });
            self.flush(&mut changes, group, |left| !begins || left.item.is_none());
            if is_transparent(node.role) {
                changes.push(self.group(node, group.depth + 1));
            } else if let Some(told) = self.told.get_mut(self.next) {
                self.next += 1;
                let empty =
                    Change { role: node.role, was: None, fate: Fate::Same, runs: Vec::new(), children: Vec::new() };
                changes.push(std::mem::replace(&mut told.change, empty));
            }
            self.flush(&mut changes, group, |left| match left.item {
                Some(_) => group.list && left.depth > group.depth,
                None => !group.list && left.depth >= group.depth,
            });
        }
        changes
    }

    fn group(&mut self, node: &Node, depth: usize) -> Change {
        let first = self.told.get(self.next).filter(|_| is_box(node.role));
        let was = first.and_then(|told| told.was).filter(|was| *was != node.role);
        let children = self.write(&node.nodes, Group { list: matches!(node.role, Role::List { .. }), depth });
        let every = |fate: Fate| children.iter().all(|child| child.fate == fate);
        let fate = if every(Fate::Added) {
            Fate::Added
        } else if every(Fate::Same) && was.is_none() {
            Fate::Same
        } else {
            Fate::Changed
        };
        let was = was.filter(|_| fate == Fate::Changed);
        Change { role: node.role, was, fate, runs: Vec::new(), children }
    }

    /// Writes what was taken out here as far as it `fits`: an item into a list, and other text out of one.
    fn flush(&mut self, changes: &mut Vec<Change>, group: Group, fits: impl Fn(&Left) -> bool) {
        let removed = |role: Role, children: Vec<Change>| {
            let fate = Fate::Removed;
            Change { role, was: None, fate, runs: Vec::new(), children }
        };
        let next = self.next;
        while self.left.front().is_some_and(|left| left.before <= next && fits(left)) {
            let Some(left) = self.left.pop_front() else { break };
            let Some(numbered) = left.item else {
                changes.push(if group.list { removed(Role::Item, vec![left.change]) } else { left.change });
                continue;
            };
            let item = removed(Role::Item, vec![left.change]);
            let role = Role::List { numbered };
            match changes.last_mut().filter(|last| last.fate == Fate::Removed && last.role == role) {
                _ if group.list => changes.push(item),
                Some(last) => last.children.push(item),
                None => changes.push(removed(role, vec![item])),
            }
        }
    }
}
