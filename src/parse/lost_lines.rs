//! Lines of a paragraph that their author meant for something else: a heading without a blank behind its number signs, a table
//! whose line of hyphens is missing or too short, a list with the bullets of a word processor.
//!
//! Takes the place of a paragraph whose text was just read, reports what readers would see as signs in running text. Lines that
//! begin within code or raw HTML are none of its business.

use std::ops::Range;

use pulldown_cmark::Event;

use super::markdown::Builder;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;

/// Bullets that stand at the start of a line for nothing else; the last is what the symbol font of a word processor leaves.
const BULLETS: &[char] = &['•', '●', '▪', '◦', '‣', '\u{f0b7}'];
/// Signs that some type for bullets, and others for other things: one line with it is not enough.
const DASHES: &[char] = &['·', '–', '—'];
/// A heading is a name: a longer line that begins with one number sign is a sentence.
const LONGEST_HEADING: usize = 80;

/// A line of a paragraph, without what quotations and lists put before it.
struct Line<'s> {
    at: usize,
    text: &'s str,
}

impl Line<'_> {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// What an item of a list was typed with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A bullet.
    Bullet(char),
    /// A sign that can be something else.
    Dash(char),
    /// A hyphen with nothing between it and the text.
    Hyphen,
    /// The same, before a box to tick.
    HyphenBox,
    /// A number with nothing between it and the text.
    Number,
}

impl Sign {
    /// Whether a single line of it can be nothing but an item.
    fn is_certain(self) -> bool {
        matches!(self, Sign::Bullet(_) | Sign::HyphenBox)
    }
}

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Reports the lines of a paragraph that were meant for something else.
    pub(super) fn report_lost_lines(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        // Most paragraphs have none of the signs.
        if !source.contains(['#', '|', '-', '.', ')', '–', '—', '·']) && !source.contains(BULLETS) {
            return;
        }
        let lines = self.lines_of(range);
        self.report_lost_headings(&lines);
        self.report_lost_table(&lines);
        self.report_lost_list(&lines, range);
    }

    /// The lines of a paragraph; one that begins within code or raw HTML is empty.
    fn lines_of(&self, range: &Range<usize>) -> Vec<Line<'s>> {
        let mut at = range.start;
        let mut hidden = self.no_text.iter().peekable();
        let mut lines = Vec::new();
        for whole in self.source(range).split_inclusive('\n') {
            let text = whole.trim_start_matches([' ', '\t', '>']);
            let start = at + (whole.len() - text.len());
            at += whole.len();
            while hidden.next_if(|hidden| hidden.end <= start).is_some() {}
            // The line that opens a container is none of its text.
            if start < self.marker_end {
                continue;
            }
            let inside = hidden.peek().is_some_and(|hidden| hidden.start <= start);
            lines.push(Line { at: start, text: if inside { "" } else { text.trim_end() } });
        }
        lines
    }

    fn report_lost_headings(&mut self, lines: &[Line<'s>]) {
        for (index, line) in lines.iter().enumerate() {
            let Some(signs) = lost_heading(line.text, index == 0, lines.len() == 1) else { continue };
            let (marks, title) = line.text.split_at_checked(signs).unwrap_or((line.text, ""));
            let place = Place::new(self.path, self.span(&line.range()));
            let message = format!(
                "`{}` would be shown as it stands: a heading has a blank between its number signs and its text",
                shortened(line.text)
            );
            // The one main heading of a page is its title.
            let meant = if signs == 1 { "##" } else { marks };
            let mut fault = Diagnostic::new(&codes::HEADING_AS_TEXT, place, message).help(format!(
                "write {meant} {}; if no heading is meant, put a backslash before the first number sign",
                shortened(title)
            ));
            if signs > 1 {
                let blank = line.at + signs;
                fault = fault.mend(Place::new(self.path, self.span(&(blank..blank))), " ");
            }
            self.faults.push(fault);
        }
    }

    fn report_lost_table(&mut self, lines: &[Line<'s>]) {
        let below = |index: usize| index.checked_sub(1).and_then(|above| lines.get(above));
        let ruled = lines
            .iter()
            .enumerate()
            .find(|(index, line)| is_rule(line.text) && below(*index).is_some_and(|head| head.text.contains('|')));
        if let Some((index, rule)) = ruled {
            let Some(head) = below(index) else { return };
            let (wanted, written) = (count_cells(head.text), count_cells(rule.text));
            if wanted != written {
                let message = format!(
                    "the head of this table has {wanted} cells, and the line of hyphens below it {written}: the table would \
                     be shown as rows of bars"
                );
                let help = format!("give both as many cells; for {wanted} write {}", rule_of(wanted));
                self.fault(&codes::TABLE_AS_TEXT, &rule.range(), message, Some(help));
            }
            return;
        }
        let row = |line: &Line<'_>| line.text.len() > 1 && line.text.starts_with('|') && line.text.ends_with('|');
        let rows = |pair: &[Line<'_>]| pair.iter().all(row);
        let drawn = lines.windows(3).find(|three| {
            matches!(three, [first, second, third] if is_drawn(first.text) && row(second) && (row(third) || is_drawn(third.text)))
        });
        let pair = drawn.and_then(|three| three.get(1..)).or_else(|| lines.windows(2).find(|pair| rows(pair)));
        let Some([first, second]) = pair else { return };
        let (why, help) = if drawn.is_some() {
            (
                "is drawn with + and -",
                "write each row on one line, without the lines between them, and {} below the first",
            )
        } else if is_rule(first.text) {
            ("has no row above its line of hyphens", "write a row above it that names the columns")
        } else if second.text.contains("-+-") {
            ("has + in its line of hyphens", "write {} instead")
        } else {
            ("has no line of hyphens below its first row", "write {} below the row that names the columns")
        };
        let message = format!("this table {why}, and would be shown as rows of bars");
        let help = help.replace("{}", &rule_of(count_cells(first.text)));
        self.fault(&codes::TABLE_AS_TEXT, &first.range(), message, Some(help));
    }

    fn report_lost_list(&mut self, lines: &[Line<'s>], range: &Range<usize>) {
        let mut found: Option<(usize, Sign)> = None;
        let mut before = None;
        for (index, line) in lines.iter().enumerate() {
            let sign = sign_of(line.text);
            match sign {
                Some(sign) if sign.is_certain() => found = Some((index, sign)),
                Some(sign) if before == Some(sign) => found = Some((index.saturating_sub(1), sign)),
                _ => {}
            }
            if found.is_some() {
                break;
            }
            before = sign;
        }
        let mut place = found.and_then(|(index, _)| lines.get(index)).map(Line::range);
        let mut sign = found.map(|(_, sign)| sign);
        // Each item may stand in a paragraph of its own: the list is told of once.
        let first = lines.first().and_then(|line| sign_of(line.text));
        if matches!(first, Some(Sign::Bullet(_))) {
            if self.only_blanks(self.bullets_to, range.start) && self.bullets_to > 0 {
                place = None;
            }
            self.bullets_to = range.end;
        }
        if let (Some(Sign::Number), [line]) = (first, lines) {
            let earlier = self.numbered_before.take();
            if let Some((first, _)) = earlier.filter(|(_, end)| self.only_blanks(*end, range.start)) {
                // An empty place: it has been told.
                if !first.is_empty() {
                    (place, sign) = (Some(first), Some(Sign::Number));
                }
                self.numbered_before = Some((0..0, range.end));
            } else {
                self.numbered_before = Some((line.range(), range.end));
            }
        }
        if let (Some(place), Some(sign)) = (place, sign) {
            self.tell_lost_list(&place, sign);
        }
    }

    fn tell_lost_list(&mut self, place: &Range<usize>, sign: Sign) {
        let text = self.source(place);
        let written = shortened(text);
        let (why, help) = match sign {
            Sign::Bullet(sign) | Sign::Dash(sign) => (
                format!("`{sign}` begins no item"),
                "begin each item with a hyphen and a blank, and leave an empty line above the first".to_owned(),
            ),
            Sign::Hyphen | Sign::HyphenBox => {
                ("an item has a blank behind its hyphen".to_owned(), format!("write - {}", text.get(1..).unwrap_or("")))
            }
            Sign::Number => {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                let (number, rest) = text.split_at_checked(digits + 1).unwrap_or((text, ""));
                ("an item has a blank behind its number".to_owned(), format!("write {number} {}", shortened(rest)))
            }
        };
        let message = format!("`{written}` would be shown as it stands, and its list as running text: {why}");
        self.fault(&codes::LIST_AS_TEXT, place, message, Some(help));
    }

    /// Whether nothing but blanks and the signs of quotations stands between two places.
    fn only_blanks(&self, from: usize, to: usize) -> bool {
        let between = self.markdown.get(from..to);
        between.is_some_and(|between| between.bytes().all(|byte| byte.is_ascii_whitespace() || byte == b'>'))
    }

    /// Reports an item whose box to tick is written a little wrong: `- [] Ring`, `- [ x] Ring`.
    pub(super) fn report_near_box(&mut self, item: &Range<usize>) {
        let source = self.source(item);
        let line = source.lines().next().unwrap_or("");
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let text = line.get(digits + 1..).unwrap_or("").trim_start_matches([' ', '\t']);
        let Some((inside, after)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { return };
        let right = match inside.trim() {
            "" => "[ ]",
            "x" | "X" => "[x]",
            _ => return,
        };
        let near = inside.len() < 4 && !matches!(inside, " " | "x" | "X") && after.starts_with([' ', '\t']);
        let joined = inside == " " && after.starts_with(char::is_alphanumeric);
        if !near && !joined {
            return;
        }
        let at = item.start + (line.len() - text.len());
        let place = Place::new(self.path, self.span(&(at..at + inside.len() + 2)));
        let message = format!("`[{inside}]` is no box to tick here: it would be shown as it stands");
        let right = if joined { format!("{right} ") } else { right.to_owned() };
        let fault = Diagnostic::new(&codes::LIST_AS_TEXT, place.clone(), message)
            .help(format!("write {} and a blank behind it", right.trim_end()))
            .mend(place, right);
        self.faults.push(fault);
    }
}

/// How many number signs a line begins with that was meant for a heading. Two or more are meant for nothing else; one may be
/// that of a hashtag, of a channel or of a form.
fn lost_heading(line: &str, first: bool, alone: bool) -> Option<usize> {
    let text = line.trim_start_matches('#');
    let signs = line.len() - text.len();
    let letter = text.chars().next()?;
    let tags = text.split_whitespace().skip(1).any(|word| word.starts_with('#') && !word.trim_matches('#').is_empty());
    if !(1..=6).contains(&signs) || tags {
        return None;
    }
    let words = text.split_whitespace().count();
    let meant = if signs > 1 {
        let placeholder = words == 1 && text.ends_with('#');
        (letter.is_alphanumeric() || matches!(letter, '*' | '_' | '"' | '“' | '‘')) && !placeholder
    } else {
        let name =
            letter.is_alphabetic() && !text.ends_with(['.', ',', ';', ':', '!']) && line.len() <= LONGEST_HEADING;
        let plain = letter.is_uppercase() && !text.chars().skip(1).any(|c| c.is_uppercase() || c == '_');
        let several = words > 1 && words <= 12;
        first && name && (plain || (several && (alone || letter.is_uppercase())))
    };
    meant.then_some(signs)
}

/// Whether a line is that of the hyphens below a table's head.
fn is_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The beginning of a line, for a message.
fn shortened(line: &str) -> String {
    let beginning: String = line.chars().take(60).collect();
    if beginning.len() < line.len() { format!("{}…", beginning.trim_end()) } else { beginning }
}

/// Whether a line is one of those between the rows of a table that is drawn with signs.
fn is_drawn(line: &str) -> bool {
    (line.starts_with("+-") || line.starts_with("+="))
        && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

fn rule_of(cells: usize) -> String {
    // A line of a thousand would help nobody.
    format!("|{}", "---|".repeat(cells.min(20)))
}

/// How many cells stand in a row of a table.
pub(super) fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let mut cells = 1;
    let mut before = b' ';
    for byte in inner.bytes() {
        cells += usize::from(byte == b'|' && before != b'\\');
        before = byte;
    }
    if inner.ends_with('|') && !inner.ends_with("\\|") { cells - 1 } else { cells }
}

/// What a line begins with that was meant for an item.
fn sign_of(line: &str) -> Option<Sign> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let letter = |text: &str| text.starts_with(char::is_alphabetic);
    if BULLETS.contains(&first) {
        return rest.trim_start().starts_with(|c: char| !BULLETS.contains(&c)).then_some(Sign::Bullet(first));
    }
    if DASHES.contains(&first) {
        return (rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()).then_some(Sign::Dash(first));
    }
    if first == '-' {
        let boxed = ["[ ] ", "[x] ", "[X] "].iter().any(|sign| rest.starts_with(sign));
        return if boxed { Some(Sign::HyphenBox) } else { letter(rest).then_some(Sign::Hyphen) };
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..)?.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && letter(behind)).then_some(Sign::Number)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::markdown::read_markdown;
    use super::*;

    /// What is said of a text: the name of each fault and the source that it points to.
    fn said(markdown: &str) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        read_markdown(&Arc::from("a.md"), markdown, 0, &mut faults);
        let told = |fault: &Diagnostic| {
            (fault.code.name, markdown.get(fault.place.span.range()).unwrap_or_default().to_owned())
        };
        faults.iter().map(told).collect()
    }

    fn places(markdown: &str, code: &str) -> Vec<String> {
        let said = said(markdown);
        assert!(said.iter().all(|(name, _)| *name == code), "{markdown}: {said:?}");
        said.into_iter().map(|(_, place)| place).collect()
    }

    #[test]
    fn a_heading_needs_a_blank() {
        let places = |markdown: &str| places(markdown, "heading-as-text");
        for line in
            ["#Before you go", "##Before you leave", "###1. Scope", "#Scope", "##scope", "##**Scope**", "##Ring ##"]
        {
            assert_eq!(places(line), [line]);
            assert_eq!(places(&format!("Text.\n\n> {line}\n\nText.")), [line]);
        }
        assert_eq!(places("#Before you go\nRing."), ["#Before you go"]);
        assert_eq!(places("#Appendices\nRing."), ["#Appendices"]);
        assert_eq!(places("Ring.\n##Before you go\nRing."), ["##Before you go"]);
        for text in [
            "#hashtag",
            "#BlackLivesMatter",
            "#visits #homes",
            "#general is where we talk.",
            "Ring\n#Then write",
            "\\#Before you go",
            "\\##Before you go",
            "`#Before you go`",
            "```\n##Before you go\n```",
            "    ##Before you go",
            "<!--\n##Before you go\n-->",
            "<div>\n##Before you go\n</div>",
            "a `x\n##Before` b",
            "a <!-- x\n##Before --> b",
            "##NAME##",
            "#######Seven",
            "#1 of 3",
            "## Right",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn a_table_needs_its_line_of_hyphens() {
        let places = |markdown: &str| places(markdown, "table-as-text");
        assert_eq!(places("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |"), ["|---|---|"]);
        assert_eq!(places("> | a | b |\n> |---|---|---|\n> | 1 | 2 |"), ["|---|---|---|"]);
        assert_eq!(places("a | b | c\n--- | ---\n1 | 2 | 3"), ["--- | ---"]);
        assert_eq!(places("| a | b |\n| 1 | 2 |\n| 3 | 4 |"), ["| a | b |"]);
        assert_eq!(places("|---|---|\n| 1 | 2 |"), ["|---|---|"]);
        assert_eq!(places("| a | b |\n|---+---|\n| 1 | 2 |"), ["| a | b |"]);
        assert_eq!(places("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+"), ["| a | b |"]);
        for text in [
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "| a \\| b | c |\n|---|---|\n| 1 | 2 |",
            "| alone |",
            "either | or\nthis | that",
            "```\n| a | b |\n| 1 | 2 |\n```",
            "\\| a |\n\\| b |",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn bullets_of_a_word_processor_make_no_list() {
        let places = |markdown: &str| places(markdown, "list-as-text");
        assert_eq!(places("Take:\n• a badge\n• the plan"), ["• a badge"]);
        assert_eq!(places("•\ta badge\n\n•\tthe plan\n\n> • more"), ["•\ta badge"]);
        assert_eq!(places("- Take:\n  • a badge\n  • the plan"), ["• a badge"]);
        assert_eq!(places("– a badge\n– the plan"), ["– a badge"]);
        assert_eq!(places("1.Ring\n2.Write"), ["1.Ring"]);
        assert_eq!(places("1)Ring\n\n2)Write\n\n3)Go"), ["1)Ring"]);
        assert_eq!(places("-Ring\n-Write"), ["-Ring"]);
        assert_eq!(places("-[ ] Ring"), ["-[ ] Ring"]);
        for text in ["– An author", "a • b", "-Ring", "1.Ring", "`• a`", "-1 or\n-2", "1.5 hours\n2.5 hours", "• •"]
        {
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn a_box_to_tick_has_one_blank_or_an_x() {
        let places = |markdown: &str| places(markdown, "list-as-text");
        assert_eq!(places("- [] a\n- [ x] b\n- [x ] c\n1. [  ] d\n- [ ]e"), ["[]", "[ x]", "[x ]", "[  ]", "[ ]"]);
        for text in ["- [ ] a\n- [x] b", "- [](a.md)", "- `[]` a", "- [y] a", "- a [] b"] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
