//! Blocks of a section against each other: paragraph by paragraph, item by item, and in these word by word.

use super::align::{Step, align};
use super::comparison::{Change, Fate, LinkChange, Matter, Point, Role, Run};
use super::flatten::Node;
use super::judge::judge;
use super::likeness::Profile;
use super::tables::compare_tables;
use super::text::Text;
use super::word_diff::{Hunk, diff_words, is_exchanged};

/// Blocks less alike than this, in thousandths, are two blocks.
pub const ALIKE: u32 = 400;

/// What is found on the way.
#[derive(Default)]
pub struct Findings {
    points: Vec<(Point, Option<String>, Option<String>)>,
    /// Links that lead elsewhere.
    pub links: Vec<LinkChange>,
}

impl Findings {
    /// What matters: what only changed its place within the section left out.
    pub fn points(self) -> (Vec<Point>, Vec<LinkChange>) {
        let mut out: std::collections::HashMap<(Matter, String), usize> = std::collections::HashMap::new();
        for (point, before, after) in &self.points {
            if let (Some(value), None) = (before, after) {
                *out.entry((point.matter, value.clone())).or_default() += 1;
            }
        }
        let mut back: std::collections::HashMap<(Matter, String), usize> = std::collections::HashMap::new();
        let mut kept = Vec::new();
        for (point, before, after) in self.points {
            if let (None, Some(value)) = (&before, &after) {
                let key = (point.matter, value.clone());
                if let Some(left) = out.get_mut(&key).filter(|left| **left > 0) {
                    *left -= 1;
                    *back.entry(key).or_default() += 1;
                    continue;
                }
            }
            kept.push((point, before, after));
        }
        kept.retain(|(point, before, after)| {
            let (Some(value), None) = (before, after) else { return true };
            let Some(left) = back.get_mut(&(point.matter, value.clone())).filter(|left| **left > 0) else {
                return true;
            };
            *left -= 1;
            false
        });
        (told_once(kept.into_iter().map(|(point, _, _)| point)), self.links)
    }

    /// Takes in what another found.
    pub fn append(&mut self, mut other: Findings) {
        self.points.append(&mut other.points);
        self.links.append(&mut other.links);
    }
}

/// Equal points as one with a count, where the first of them was.
fn told_once(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut places: std::collections::HashMap<(Matter, Option<String>, Option<String>), usize> =
        std::collections::HashMap::new();
    let mut told: Vec<Point> = Vec::new();
    for point in points {
        let key = (point.matter, point.older.clone(), point.newer.clone());
        let place = *places.entry(key).or_insert(told.len());
        match told.get_mut(place) {
            Some(first) => {
                first.count += point.count;
                if first.context != point.context {
                    first.context.clear();
                }
            }
            None => told.push(point),
        }
    }
    told
}

/// Blocks of both editions in one list.
pub fn compare_blocks(older: &[Node], newer: &[Node], findings: &mut Findings) -> Vec<Change> {
    let keys = |nodes: &[Node]| nodes.iter().map(|node| node.hash).collect::<Vec<_>>();
    let profiles = |nodes: &[Node]| nodes.iter().map(|_| std::cell::OnceCell::new()).collect::<Vec<_>>();
    let (before, after) = (profiles(older), profiles(newer));
    let likeness = |a: usize, b: usize| {
        let (Some(x), Some(y)) = (older.get(a), newer.get(b)) else { return 0 };
        if !is_one_kind(x.role, y.role) {
            return 0;
        }
        let (Some(p), Some(q)) = (before.get(a), after.get(b)) else { return 0 };
        let alike = p.get_or_init(|| Profile::of_node(x)).likeness(q.get_or_init(|| Profile::of_node(y)));
        if alike < ALIKE { 0 } else { alike }
    };
    let mut changes = Vec::new();
    for step in align(&keys(older), &keys(newer), &likeness) {
        match step {
            Step::Both(a, b) => {
                let (Some(x), Some(y)) = (older.get(a), newer.get(b)) else { continue };
                match compare_block(x, y, findings) {
                    Some(change) => changes.push(change),
                    None => changes.extend([whole(x, Fate::Removed, findings), whole(y, Fate::Added, findings)]),
                }
            }
            Step::Older(a) => changes.extend(older.get(a).map(|node| whole(node, Fate::Removed, findings))),
            Step::Newer(b) => changes.extend(newer.get(b).map(|node| whole(node, Fate::Added, findings))),
        }
    }
    changes
}

fn is_one_kind(older: Role, newer: Role) -> bool {
    match (older, newer) {
        (Role::List { .. }, Role::List { .. })
        | (Role::Quote | Role::Container(_), Role::Quote | Role::Container(_)) => true,
        _ => older == newer,
    }
}

/// Two blocks that stand for each other; `None` if they are better shown one after the other.
pub fn compare_block(older: &Node, newer: &Node, findings: &mut Findings) -> Option<Change> {
    if older.exact == newer.exact {
        return Some(whole(newer, Fate::Same, findings));
    }
    if newer.role == Role::Table {
        return Some(compare_tables(older, newer, findings));
    }
    let was = (older.role != newer.role).then_some(older.role);
    if older.nodes.is_empty() && newer.nodes.is_empty() {
        let (fate, runs) = compare_text(&older.text, &newer.text, false, findings)?;
        return Some(Change { role: newer.role, was, fate, runs, children: Vec::new() });
    }
    // What is found in vain must not be told twice.
    let mut inner = Findings::default();
    let children = compare_blocks(&older.nodes, &newer.nodes, &mut inner);
    let kept = |change: &Change| matches!(change.fate, Fate::Same | Fate::Changed);
    if !children.iter().any(kept) {
        return None;
    }
    findings.append(inner);
    let same = was.is_none() && children.iter().all(|child| child.fate == Fate::Same);
    let fate = if same { Fate::Same } else { Fate::Changed };
    Some(Change { role: newer.role, was, fate, runs: Vec::new(), children })
}

/// Running text word by word. With `always`, also where little is kept; else `None` then.
pub fn compare_text(older: &Text, newer: &Text, always: bool, findings: &mut Findings) -> Option<(Fate, Vec<Run>)> {
    let mut hunks = diff_words(older, newer);
    if is_exchanged(older, newer, &hunks) {
        if !always {
            return None;
        }
        hunks = vec![Hunk { older: 0..older.words.len(), newer: 0..newer.words.len() }];
    }
    find_links(older, newer, &hunks, findings);
    let judged = judge(older, newer, &hunks);
    let runs = judged.runs(older, newer, &hunks);
    findings.points.extend(judged.points);
    let fate = match (hunks.is_empty(), older.words.is_empty(), newer.words.is_empty()) {
        (true, _, _) => Fate::Same,
        (_, true, _) => Fate::Added,
        (_, _, true) => Fate::Removed,
        _ => Fate::Changed,
    };
    Some((fate, runs))
}

/// Links under words that both texts have.
fn find_links(older: &Text, newer: &Text, hunks: &[Hunk], findings: &mut Findings) {
    if older.links.is_empty() && newer.links.is_empty() {
        return;
    }
    let mut last = None;
    let ends = Hunk { older: older.words.len()..older.words.len(), newer: newer.words.len()..newer.words.len() };
    let (mut a, mut b) = (0, 0);
    for hunk in hunks.iter().chain([&ends]) {
        let kept = older.words.get(a..hunk.older.start).unwrap_or_default().iter();
        for (x, y) in kept.zip(newer.words.get(b..hunk.newer.start).unwrap_or_default()) {
            let (from, to) = (older.link_of(x), newer.link_of(y));
            let differ = from.map(|link| &link.identity) != to.map(|link| &link.identity);
            if !differ {
                last = None;
            } else if last == Some((x.link, y.link)) {
                if let Some(change) = findings.links.last_mut() {
                    if y.space {
                        change.words.push(' ');
                    }
                    change.words.push_str(newer.word(y));
                }
            } else {
                let name = |link: Option<&super::text::Link>| link.map(|link| link.name.clone());
                let words = newer.word(y).to_owned();
                findings.links.push(LinkChange { words, older: name(from), newer: name(to) });
                last = Some((x.link, y.link));
            }
        }
        (a, b) = (hunk.older.end, hunk.newer.end);
        last = None;
    }
}

/// A block that has one fate throughout.
pub fn whole(node: &Node, fate: Fate, findings: &mut Findings) -> Change {
    let empty = Text::default();
    let runs = if node.text.words.is_empty() {
        Vec::new()
    } else {
        match fate {
            Fate::Added => compare_text(&empty, &node.text, true, findings).map(|(_, runs)| runs).unwrap_or_default(),
            Fate::Removed => compare_text(&node.text, &empty, true, findings).map(|(_, runs)| runs).unwrap_or_default(),
            Fate::Same | Fate::Changed => {
                let text = node.text.slice(0..node.text.words.len());
                vec![Run { fate: Fate::Same, space: false, text, matter: None }]
            }
        }
    };
    let children = node.nodes.iter().map(|child| whole(child, fate, findings)).collect();
    Change { role: node.role, was: None, fate, runs, children }
}
