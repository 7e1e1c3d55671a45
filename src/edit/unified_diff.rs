//! What would change, in the form that `patch` and `git apply` read. Takes two texts, gives the lines that differ with
//! three lines about them.

use std::fmt::Write as _;

/// How many lines stand about a change.
const ABOUT: usize = 3;
/// The most differences that are looked for; texts that differ more are shown as replaced.
const MOST: usize = 1_000;

/// A line of a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Gone,
    New,
}

/// The changed pieces of a text, with their headings `@@ … @@`; nothing where nothing differs.
pub fn hunks(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let lines = compare(&old, &new);
    let mut text = String::new();
    let mut index = 0;
    let (mut old_line, mut new_line) = (0_usize, 0_usize);
    while index < lines.len() {
        let Some(first) = lines.get(index..).and_then(|rest| rest.iter().position(|(kind, _)| *kind != Kind::Same))
        else {
            break;
        };
        let start = (index + first).saturating_sub(ABOUT).max(index);
        let mut end = index + first;
        let mut quiet = 0;
        for (at, (kind, _)) in lines.iter().enumerate().skip(end) {
            quiet = if *kind == Kind::Same { quiet + 1 } else { 0 };
            if quiet > 2 * ABOUT {
                break;
            }
            end = at + 1;
        }
        let end = end - quiet.min(2 * ABOUT).saturating_sub(ABOUT);
        old_line += start - index;
        new_line += start - index;
        let piece = lines.get(start..end).unwrap_or_default();
        let count = |kind: Kind| piece.iter().filter(|(found, _)| *found == Kind::Same || *found == kind).count();
        let (gone, came) = (count(Kind::Gone), count(Kind::New));
        let place = |line: usize, count: usize| if count == 0 { line } else { line + 1 };
        let _ = writeln!(text, "@@ -{},{gone} +{},{came} @@", place(old_line, gone), place(new_line, came));
        for (kind, line) in piece {
            text.push(match kind {
                Kind::Same => ' ',
                Kind::Gone => '-',
                Kind::New => '+',
            });
            text.push_str(line);
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
        old_line += gone;
        new_line += came;
        index = end;
    }
    text
}

fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Kind, &'a str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let middle_old = old.get(head..old.len() - tail).unwrap_or_default();
    let middle_new = new.get(head..new.len() - tail).unwrap_or_default();
    let same = |lines: &[&'a str]| lines.iter().map(|line| (Kind::Same, *line)).collect::<Vec<_>>();
    let mut lines = same(old.get(..head).unwrap_or_default());
    lines.extend(shortest(middle_old, middle_new));
    lines.extend(same(old.get(old.len() - tail..).unwrap_or_default()));
    lines
}

/// The shortest list of changes, after Myers, "An O(ND) Difference Algorithm" (1986), for at most [`MOST`] of them.
fn shortest<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Kind, &'a str)> {
    let width = (old.len() + new.len()).min(MOST);
    let at = |diagonal: isize| usize::try_from(diagonal + width.cast_signed() + 1).unwrap_or(0);
    let mut reach = vec![0_usize; 2 * width + 3];
    let mut trail: Vec<Vec<usize>> = Vec::new();
    let get = |reach: &[usize], diagonal: isize| reach.get(at(diagonal)).copied().unwrap_or(0);
    let other = |x: usize, diagonal: isize| usize::try_from(x.cast_signed() - diagonal).unwrap_or(usize::MAX);
    let down = |reach: &[usize], diagonal: isize, depth: isize| {
        diagonal == -depth || (diagonal != depth && get(reach, diagonal - 1) < get(reach, diagonal + 1))
    };
    let mut found = None;
    'search: for depth in 0..=width.cast_signed() {
        trail.push(reach.clone());
        let mut diagonal = -depth;
        while diagonal <= depth {
            let mut x =
                if down(&reach, diagonal, depth) { get(&reach, diagonal + 1) } else { get(&reach, diagonal - 1) + 1 };
            while let (Some(a), Some(b)) = (old.get(x), new.get(other(x, diagonal)))
                && a == b
            {
                x += 1;
            }
            if let Some(place) = reach.get_mut(at(diagonal)) {
                *place = x;
            }
            if x >= old.len() && other(x, diagonal) >= new.len() && other(x, diagonal) != usize::MAX {
                found = Some(depth);
                break 'search;
            }
            diagonal += 2;
        }
    }
    let Some(depth) = found else {
        let gone = old.iter().map(|line| (Kind::Gone, *line));
        return gone.chain(new.iter().map(|line| (Kind::New, *line))).collect();
    };
    let mut lines = Vec::new();
    let (mut x, mut y) = (old.len(), new.len());
    for depth in (0..=depth).rev() {
        let Some(reach) = usize::try_from(depth).ok().and_then(|depth| trail.get(depth)) else { break };
        let diagonal = x.cast_signed() - y.cast_signed();
        let goes_down = down(reach, diagonal, depth);
        let before = if goes_down { diagonal + 1 } else { diagonal - 1 };
        let (from_x, from_y) = if depth == 0 {
            (0, 0)
        } else {
            let from = get(reach, before);
            (from, other(from, before))
        };
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            lines.extend(old.get(x).map(|line| (Kind::Same, *line)));
        }
        if depth > 0 {
            if goes_down {
                y = y.saturating_sub(1);
                lines.extend(new.get(y).map(|line| (Kind::New, *line)));
            } else {
                x = x.saturating_sub(1);
                lines.extend(old.get(x).map(|line| (Kind::Gone, *line)));
            }
        }
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_differs_and_what_stands_about_it() {
        let old = (1..=20).map(|line| line.to_string()).collect::<Vec<_>>().join("\n") + "\n";
        let new = old.replace("\n5\n", "\nfive\n").replace("20\n", "20");
        assert_eq!(
            hunks(&old, &new),
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n\
             @@ -17,4 +17,4 @@\n 17\n 18\n 19\n-20\n+20\n\\ No newline at end of file\n"
        );
        assert_eq!(hunks("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
        assert_eq!(hunks("a\n", ""), "@@ -1,1 +0,0 @@\n-a\n");
        assert_eq!(hunks("a\nb\nc\n", "b\nx\nc\n"), "@@ -1,3 +1,3 @@\n-a\n b\n+x\n c\n");
        assert_eq!(hunks("a\n", "a\n"), "");
    }
}
