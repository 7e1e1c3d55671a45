//! Takes two editions of one chapter, gives their comparison.

use super::blocks::{Findings, compare_blocks, compare_text, whole};
use super::comparison::{Change, Comparison, Fate, SectionChange, SectionKind};
use super::facts::{compare_facts, compare_references};
use super::flatten::{SectionText, sections_of};
use super::sections::{Pairing, pair_sections};
use super::set_out::{compare_set_out, may_be_set_out, words_changed};
use super::summary::Summary;
use crate::model::chapter::Edition;
use crate::model::site::Site;

/// Compares two editions of one chapter.
pub fn compare_editions(site: &Site, older: &Edition, newer: &Edition) -> Comparison {
    compare_read(site, (older, &sections_of(site, &older.text)), (newer, &sections_of(site, &newer.text)))
}

/// Compares two editions whose texts have been made ready for it: each is read once, however often it is compared.
pub fn compare_read(
    site: &Site,
    (older, before): (&Edition, &[SectionText]),
    (newer, after): (&Edition, &[SectionText]),
) -> Comparison {
    let facts = compare_facts(site, older, newer);
    let references = compare_references(site, (older, before), (newer, after));
    let sections: Vec<SectionChange> = pair_sections(before, after)
        .into_iter()
        .filter_map(|pairing| compare_sections(before, after, pairing))
        .collect();
    Comparison { summary: Summary::of(&sections, &facts), facts, references, sections }
}

/// One section; nothing of the text before the first heading if neither edition has any.
fn compare_sections(before: &[SectionText], after: &[SectionText], pairing: Pairing) -> Option<SectionChange> {
    let older = pairing.older.and_then(|place| before.get(place));
    let newer = pairing.newer.and_then(|place| after.get(place));
    let empty = |section: &SectionText| section.name.anchor.is_empty() && section.nodes.is_empty();
    if older.is_none_or(empty) && newer.is_none_or(empty) {
        return None;
    }
    // A first paragraph is put in or taken out, it is no section that was.
    let older = older.filter(|section| !empty(section));
    let newer = newer.filter(|section| !empty(section));
    let mut findings = Findings::default();
    let (mut typography, mut set_out) = (false, false);
    let heading = heading_of(older, newer);
    let all = |section: &SectionText, fate: Fate, findings: &mut Findings| {
        section.nodes.iter().map(|node| whole(node, fate, findings)).collect::<Vec<Change>>()
    };
    let (kind, mut blocks) = match (older, newer) {
        (Some(older), Some(newer)) if older.exact() == newer.exact() => (SectionKind::Unchanged, Vec::new()),
        (Some(older), Some(newer)) => {
            let (blocks, boxed) = compare_texts(older, newer, &mut findings, &mut set_out);
            let same = blocks.iter().all(|block| block.fate == Fate::Same) && !boxed;
            typography = same && !set_out && findings.links.is_empty();
            (if same { SectionKind::Unchanged } else { SectionKind::Changed }, blocks)
        }
        (Some(older), None) => (SectionKind::Removed, all(older, Fate::Removed, &mut findings)),
        (None, Some(newer)) => (SectionKind::Added, all(newer, Fate::Added, &mut findings)),
        (None, None) => return None,
    };
    if kind == SectionKind::Unchanged {
        blocks.clear();
    }
    let mut renamed = false;
    let mut title = Vec::new();
    if let (Some(older), Some(newer)) = (older, newer) {
        renamed = heading.is_none() && older.title.keys() != newer.title.keys();
        if renamed {
            title =
                compare_text(&older.title, &newer.title, true, &mut findings).map(|(_, runs)| runs).unwrap_or_default();
        }
    }
    let (points, links) = findings.points();
    Some(SectionChange {
        kind,
        moved: pairing.moved,
        renamed,
        typography,
        heading,
        set_out,
        older: older.map(|section| section.name.clone()),
        newer: newer.map(|section| section.name.clone()),
        title,
        blocks,
        links,
        points,
    })
}

/// Whether the heading above a text that is in both editions came or went.
fn heading_of(older: Option<&SectionText>, newer: Option<&SectionText>) -> Option<Fate> {
    let headed = |section: &SectionText| !section.name.anchor.is_empty();
    match (headed(older?), headed(newer?)) {
        (false, true) => Some(Fate::Added),
        (true, false) => Some(Fate::Removed),
        _ => None,
    }
}

/// The text of a section that is in both editions, and whether something in it stands in another container. Block by
/// block, unless far more of it is the same whatever it stands in.
fn compare_texts(
    older: &SectionText,
    newer: &SectionText,
    findings: &mut Findings,
    set_out: &mut bool,
) -> (Vec<Change>, bool) {
    let mut found = Findings::default();
    let blocks = compare_blocks(&older.nodes, &newer.nodes, &mut found);
    if may_be_set_out(&blocks) {
        let mut other = Findings::default();
        let shaped = compare_set_out(&older.nodes, &newer.nodes, &mut other);
        if 5 * words_changed(&shaped.blocks) < 4 * words_changed(&blocks) {
            findings.append(other);
            *set_out = shaped.differently;
            return (shaped.blocks, shaped.boxed);
        }
    }
    findings.append(found);
    (blocks, false)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::compare::comparison::{Role, Run};
    use crate::compare::text::Text;
    use crate::config::site_config::SiteConfig;
    use crate::model::assemble::{Parts, assemble_site};
    use crate::model::editions::{Audience, Vantage};
    use crate::parse::document::parse_document;
    use crate::parse::registers::parse_register;
    use crate::source::source_tree::SourceText;

    const REFERENCES: &str = "act: {title: The Act, kind: act}\nrules: {title: The Rules, kind: guidance}\n";

    fn site(older: &str, newer: &str) -> Site {
        let document = |path: &str, from: &str, text: &str| {
            let (front, body) = text.split_once("===\n").unwrap_or(("", text));
            let text = format!("---\ntitle: A\neffective_from: {from}\n{front}---\n\n{body}\n");
            Arc::new(parse_document(&SourceText::new(path, &text)).value)
        };
        let parts = Parts {
            documents: vec![
                document("content/a@2024-01-01.md", "2024-01-01", older),
                document("content/a.md", "2025-01-01", newer),
            ],
            passages: Vec::new(),
            registers: vec![parse_register(&SourceText::new("content/registers/references.yml", REFERENCES)).value],
            sisters: crate::model::sisters::Sisters::default(),
            attachments: Vec::new(),
            config: Arc::new(SiteConfig::defaults("site.toml".into())),
            words: Arc::new(crate::language::words::Words::builtin("en")),
            vantage: Vantage::on(date(2026, 11, 15)),
            audience: Audience::default(),
            review: false,
            lexicon: Arc::default(),
            source: crate::memo::ContentHash::of(&[]),
            shared: crate::memo::ContentHash::of(&[]),
            texts: Arc::default(),
        };
        assemble_site(parts).value
    }

    fn compared(older: &str, newer: &str) -> Comparison {
        let site = site(older, newer);
        let editions = &site.chapters[0].editions;
        compare_editions(&site, &editions[0], &editions[1])
    }

    fn said(older: &str, newer: &str) -> String {
        compared(older, newer).summary.sentence(crate::language::words::Words::english())
    }

    /// The changed words as a terminal shows them.
    fn words(changes: &[Change]) -> String {
        let mut text = String::new();
        for change in changes {
            let sign = match change.fate {
                Fate::Added => "+",
                Fate::Removed => "-",
                Fate::Same | Fate::Changed => "",
            };
            if !change.runs.is_empty() {
                text.push_str(sign);
            }
            for run in &change.runs {
                if run.space {
                    text.push(' ');
                }
                let shown = match (sign, run.fate) {
                    ("", Fate::Added) => format!("{{+{}+}}", run.text),
                    ("", Fate::Removed) => format!("[-{}-]", run.text),
                    _ => run.text.clone(),
                };
                text.push_str(&shown);
            }
            text.push_str(if change.runs.is_empty() { "" } else { "/" });
            text.push_str(&words(&change.children));
        }
        text
    }

    fn shown(older: &str, newer: &str) -> String {
        compared(older, newer).sections.iter().map(|section| words(&section.blocks)).collect()
    }

    #[test]
    fn typography_and_metadata_are_no_change() {
        let older = "scope: Who it's for.\nversion: \"1\"\n===\n## The child's day\n\nAsk the child's teacher - at once.\n\n| A | B |\n|---|---|\n| it's | x |";
        let newer = "scope: Who it’s for.\nversion: \"2\"\n===\n## The child’s day\n\nAsk the child’s *teacher* —\nat once.\n\n| A | B |\n|---|---|\n| it’s | **x** |";
        let comparison = compared(older, newer);
        assert_eq!(comparison.summary.sentence(crate::language::words::Words::english()), "No change of wording.");
        assert!(!comparison.is_different() && comparison.facts.is_empty());
        assert!(comparison.sections[0].typography);
        assert_eq!(comparison.touched("the-childs-day"), Some(true));
    }

    #[test]
    fn sections_are_told_apart() {
        let older = "Before.\n\n## One\n\nThe first text of all.\n\n## Next\n\nA second text, with other words.\n\n## Three\n\nWhat was said in the third place.\n\n## Four\n\nFourth and last.";
        for (newer, expected) in [
            (
                "Before.\n\n## New\n\nBrand new.\n\n## One\n\nThe first text of all.\n\n## Next\n\nA second text, with other words.\n\n## Three\n\nWhat was said in the third place.\n\n## Four\n\nFourth and last.",
                "1 section added.",
            ),
            (
                "Before.\n\n## One\n\nThe first text of all.\n\n## Four\n\nFourth and last.\n\n## Next\n\nA second text, with other words.\n\n## Three\n\nWhat was said in the third place.",
                "1 section moved.",
            ),
            (
                "Before.\n\n## One\n\nThe first text of all.\n\n## The other one\n\nA second text, with other words.\n\n## Three\n\nWhat was said in the third place.\n\n## Four\n\nFourth and last.",
                "1 section renamed.",
            ),
            (
                "Before.\n\n## One\n\nThe first text of all.\n\n## Next\n\nA second text, with few other words.\n\n## Four\n\nFourth and last.",
                "1 section changed, 1 removed.",
            ),
            (
                "After.\n\n## One\n\nThe first text of all.\n\n## Next\n\nA second text, with other words.\n\n## Three\n\nWhat was said in the third place.\n\n## Four\n\nFourth and last.",
                "1 section changed.",
            ),
        ] {
            assert_eq!(said(older, newer), expected);
        }
    }

    #[test]
    fn a_section_that_takes_others_along_is_one_that_moved() {
        let older = "## One\n\nFirst words here.\n\n### Under one\n\nMore of these words.\n\n### Under one too\n\nYet more of them.\n\n## Two\n\nSecond text.\n\n## Three\n\nThird text.\n\n### Under three\n\nLast text.\n\n### Again\n\nVery last.";
        let newer = "## Two\n\nSecond text.\n\n## Three\n\nThird text.\n\n### Under three\n\nLast text.\n\n### Again\n\nVery last.\n\n## One\n\nFirst words here.\n\n### Under one\n\nMore of these words.\n\n### Under one too\n\nYet more of them.";
        assert_eq!(said(older, newer), "1 section moved.");
        assert_eq!(said(newer, older), "1 section moved.");
    }

    #[test]
    fn a_chosen_anchor_holds_a_section_whose_title_and_text_changed() {
        let comparison =
            compared("## Aims {#aims}\n\nOld words only.", "## Purpose {#aims}\n\nEntirely different here.");
        assert_eq!(comparison.sections.len(), 1);
        assert!(comparison.sections[0].renamed);
        assert_eq!(
            comparison.sections[0].blocks.iter().map(|block| block.fate).collect::<Vec<_>>(),
            [Fate::Removed, Fate::Added]
        );
    }

    #[test]
    fn equal_titles_are_matched_by_what_stands_under_them() {
        let older = "## A\n\n### Notes\n\nFirst notes.\n\n## B\n\n### Notes\n\nSecond notes.";
        let newer = "## Z\n\n### Notes\n\nOther things altogether.\n\n## A\n\n### Notes\n\nFirst notes.\n\n## B\n\n### Notes\n\nSecond notes.";
        assert_eq!(said(older, newer), "2 sections added.");
    }

    #[test]
    fn blocks_are_compared_with_their_like() {
        for (older, newer, expected) in [
            ("One.\n\nTwo words.\n\nThree.", "One.\n\nThree.", "One./-Two words./Three./"),
            (
                "- Ring the team\n- Write it down",
                "- Ring the duty team\n- Write it down",
                "Ring the {+duty+} team/Write it down/",
            ),
            ("- a b c\n  - d e f", "- a b c\n  - d e f\n  - g h i", "a b c/d e f/+g h i/"),
            (
                "> [!STEPS Within 5 working days]\n> 1. Ring.",
                "> [!STEPS Within 3 working days]\n> 1. Ring.",
                "Within [-5-] {+3+} working days/Ring./",
            ),
            ("> [!NOTE]\n> Ring the team.", "> [!WARNING]\n> Ring the team.", "Ring the team./"),
            ("```\na\nb\n```", "```\na\nc\n```", "a [-b-] {+c+}/"),
            (
                "Term\n: What it means to us",
                "Term\n: What it means to all of us",
                "Term/What it means to {+all of+} us/",
            ),
            ("Text.[^1]\n\n[^1]: A note here.", "Text.[^1]\n\n[^1]: A new note here.", "Text./A {+new+} note here./"),
        ] {
            assert_eq!(shown(older, newer), expected);
        }
        let comparison = compared("> [!NOTE]\n> Ring the team.", "> [!WARNING]\n> Ring the team.");
        let change = &comparison.sections[0].blocks[0];
        assert_eq!(change.fate, Fate::Changed);
        assert!(change.was.is_some_and(|was| was != change.role));
    }

    #[test]
    fn tables_are_compared_cell_by_cell() {
        let older = "| Level | Time |\n|---|---|\n| Low | 5 days |\n| High | 1 day |";
        let newer = "| Level | Who leads | Time |\n|---|---|---|\n| Low | Ann | 4 days |\n| New | Ben | 2 days |\n| High | Cas | 1 day |";
        let comparison = compared(older, newer);
        let table = &comparison.sections[0].blocks[0];
        assert_eq!(table.role, Role::Table);
        let fates = |row: &Change| row.children.iter().map(|cell| cell.fate).collect::<Vec<_>>();
        assert_eq!(fates(&table.children[0]), [Fate::Same, Fate::Added, Fate::Same]);
        assert_eq!(fates(&table.children[1]), [Fate::Same, Fate::Added, Fate::Changed]);
        assert_eq!(table.children[2].fate, Fate::Added);
        assert_eq!(fates(&table.children[3]), [Fate::Same, Fate::Added, Fate::Same]);
        assert_eq!(said(older, newer), "1 section changed; 1 time limit changed, 1 new.");
    }

    #[test]
    fn links_are_told_of_separately() {
        let comparison = compared("See [the rules](ref:act) first.", "See [the rules](ref:rules) first.");
        assert_eq!(
            comparison.summary.sentence(crate::language::words::Words::english()),
            "No change of wording; 1 link leads elsewhere."
        );
        let link = &comparison.sections[0].links[0];
        assert_eq!((link.words.as_str(), link.newer.as_deref()), ("the rules", Some("The Rules")));
        let references: Vec<_> =
            comparison.references.iter().map(|change| (change.name.as_str(), change.added)).collect();
        assert_eq!(references, [("The Act", false), ("The Rules", true)]);
    }

    #[test]
    fn facts_are_told() {
        let comparison = compared("owner: ann\nscope: For all.\n===\nText.", "owner: ben\nscope: For all.\n===\nText.");
        let facts: Vec<_> = comparison.facts.iter().map(|fact| (fact.name.as_str(), fact.newer.as_str())).collect();
        assert_eq!(facts, [("Owner", "ben")]);
        let english = crate::language::words::Words::english();
        assert_eq!(comparison.sentence(english), "No change in the text itself; other changes: owner.");
        let front = |keys: &str, text: &str| format!("{keys}\n===\n{text}");
        let said =
            |older: &str, newer: &str| compared(&front(older, "Text."), &front(newer, "Text.")).sentence(english);
        assert_eq!(said("scope: For all.", "scope: For all."), "No change of wording.");
        assert_eq!(
            said("scope: For all.\nlegislation: [act]", "scope: For some.\naudience: [managers]\nforms: [rules]"),
            "No change in the text itself; other changes: scope, who it is for, forms, law and guidance."
        );
        let comparison = compared(&front("scope: A", "Ring within 5 days."), &front("scope: B", "Ring within 6 days."));
        assert_eq!(comparison.sentence(english), "1 section changed; 1 time limit changed; other changes: scope.");
    }

    #[test]
    fn another_picture_is_no_link() {
        let comparison = compared("![A plan](one.png)", "![A plan](two.png)");
        let english = crate::language::words::Words::english();
        assert_eq!(comparison.sentence(english), "No change of wording; 1 picture is another one.");
    }

    #[test]
    fn a_heading_that_came_or_went_takes_no_text_along() {
        let text = "Staff must ring the family within 5 days of the visit and write down what was said.\n\nThe team should keep the letter.";
        let headed = format!("## Letters\n\n{}", text.replace("5 days", "3 days"));
        let comparison = compared(&headed, text);
        assert_eq!(
            comparison.summary.sentence(crate::language::words::Words::english()),
            "1 section changed; 1 heading taken out; 1 time limit changed."
        );
        assert_eq!(comparison.sections.len(), 1);
        assert_eq!(comparison.sections[0].heading, Some(Fate::Removed));
        assert_eq!(said(text, &headed), "1 section changed; 1 heading put in; 1 time limit changed.");
        // A short introduction that was there before is no obstacle.
        let comparison = compared(&format!("About letters.\n\n{headed}"), text);
        assert_eq!(comparison.sections.iter().filter(|section| section.heading.is_some()).count(), 1);
        // An introduction keeps its place where its words do.
        assert_eq!(said(text, &format!("{text}\n\n## More\n\nOf other things.")), "1 section added.");
    }

    #[test]
    fn words_stand_for_each_other_whatever_they_stand_in() {
        let older = "Rules:\n\n- Teachers direct the purpose of the class.\n  - All classes must comply with the policy.\n  - Volunteers fill in the form first.\n    - The form is kept on file for 5 days.\n- Facilities\n  - The office assigns rooms.";
        let newer = "Rules:\n\nTeachers direct the purpose of the class.\n\n- All classes must comply with the policy.\n- Volunteers fill in the form first.\n  - The form is kept on file for 9 days.\n- Facilities\n  - The office assigns rooms.";
        let comparison = compared(older, newer);
        assert_eq!(
            comparison.summary.sentence(crate::language::words::Words::english()),
            "1 section changed; 1 time limit changed."
        );
        assert!(comparison.sections[0].set_out);
        assert_eq!(
            words(&comparison.sections[0].blocks),
            "Rules:/Teachers direct the purpose of the class./All classes must comply with the policy./Volunteers fill in the form first./The form is kept on file for [-5-] {+9+} days./Facilities/The office assigns rooms./"
        );
        let same = newer.replace("9 days", "5 days");
        let comparison = compared(older, &same);
        assert_eq!(comparison.summary.sentence(crate::language::words::Words::english()), "No change of wording.");
        assert!(comparison.sections[0].set_out && !comparison.sections[0].typography);
        assert_eq!(comparison.touched(""), Some(true));
    }

    #[test]
    fn what_was_taken_out_of_a_list_that_changed_its_shape_is_an_item() {
        let older = "- First of the things that are done here.\n  - Second thing to be done.\n  - A third thing that nobody does now.\n  - Fourth thing of all these.";
        let newer =
            "First of the things that are done here.\n\n- Second thing to be done.\n- Fourth thing of all these.";
        let comparison = compared(older, newer);
        let blocks = &comparison.sections[0].blocks;
        let fates: Vec<_> = blocks[1].children.iter().map(|item| (item.role, item.fate)).collect();
        assert_eq!(fates, [(Role::Item, Fate::Same), (Role::Item, Fate::Removed), (Role::Item, Fate::Same)]);
        // Plain text that is put into a container is in it, and that is no change of its words.
        let boxed = "> [!WARNING]\n> First of the things that are done here.\n\nLast.";
        let comparison = compared("First of the things that are done here.\n\nLast.", boxed);
        assert_eq!(comparison.summary.sentence(crate::language::words::Words::english()), "1 section changed.");
        assert_eq!(comparison.sections[0].blocks[0].was, Some(Role::Paragraph));
        assert_eq!(words(&comparison.sections[0].blocks), "First of the things that are done here./Last./");
    }

    #[test]
    fn equal_points_are_told_once() {
        let older = "Ring.\n\nWrite.\n\nAsk the others of the team.";
        let newer = "You must ring.\n\nYou must write.\n\nYou must ask the others of the team.";
        let comparison = compared(older, newer);
        let points: Vec<_> =
            comparison.sections[0].points.iter().map(|point| (point.newer.as_deref(), point.count)).collect();
        assert_eq!(points, [(Some("must"), 3)]);
        assert_eq!(comparison.summary.duties.added, 3);
        let comparison = compared("One.", "One.\n\n## Two\n\nRing within 5 days. Write within 6 days. You must.");
        assert_eq!(comparison.sections[1].holds().as_deref(), Some("2 time limits and 1 “must”, “should” or “may”"));
        assert_eq!(comparison.sections[0].holds(), None);
    }

    #[test]
    fn what_only_went_to_another_paragraph_is_no_new_time_limit() {
        let older = "Ring within 5 days of it.\n\nA paragraph about something else, which stays where it is.";
        let newer = "A paragraph about something else, which stays where it is.\n\nRing within 5 days of it.";
        assert_eq!(said(older, newer), "1 section changed.");
    }

    /// The words of one edition in a comparison, section by section.
    fn side(comparison: &Comparison, other: Fate) -> Vec<Vec<u64>> {
        fn gather(changes: &[Change], other: Fate, keys: &mut Vec<u64>) {
            let code =
                |run: &Run, role: Role| if role == Role::Code { Text::code(&run.text) } else { Text::plain(&run.text) };
            for change in changes {
                for run in change.runs.iter().filter(|run| run.fate != other) {
                    keys.extend(code(run, change.role).keys());
                }
                gather(&change.children, other, keys);
            }
        }
        let sections = comparison.sections.iter().filter(|section| section.kind != SectionKind::Unchanged);
        let mut all: Vec<Vec<u64>> = sections
            .filter(|section| if other == Fate::Added { section.older.is_some() } else { section.newer.is_some() })
            .map(|section| {
                let mut keys = Vec::new();
                gather(&section.blocks, other, &mut keys);
                keys
            })
            .collect();
        all.sort();
        all
    }

    fn original(site: &Site, place: usize, comparison: &Comparison) -> Vec<Vec<u64>> {
        fn gather(node: &crate::compare::flatten::Node, keys: &mut Vec<u64>) {
            keys.extend(node.text.keys());
            node.nodes.iter().for_each(|child| gather(child, keys));
        }
        let changed = |anchor: &str| {
            comparison.sections.iter().any(|section| {
                let name = if place == 0 { &section.older } else { &section.newer };
                section.kind != SectionKind::Unchanged && name.as_ref().is_some_and(|name| name.anchor == anchor)
            })
        };
        let sections = sections_of(site, &site.chapters[0].editions[place].text);
        let mut all: Vec<Vec<u64>> = sections
            .iter()
            .filter(|section| changed(&section.name.anchor))
            .map(|section| {
                let mut keys = Vec::new();
                section.nodes.iter().for_each(|node| gather(node, &mut keys));
                keys
            })
            .collect();
        all.sort();
        all
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "must",
            "should",
            "5",
            "five",
            "working",
            "days",
            "within",
            "the",
            "team",
            "child’s",
            "child's",
            "a-b",
            "£9.30",
            "—",
            "-",
            "“so”",
            "ring,",
            "of",
            "to",
            "Act.",
        ]);
        let line = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
        let block = (0..9_u8, line.clone(), line).prop_map(|(kind, one, two)| match kind {
            0 => format!("## {one}\n"),
            1 => format!("- {one}\n- {two}\n"),
            2 => format!("> [!STEPS {one}]\n> 1. {two}\n"),
            3 => format!("| A | {} |\n|---|---|\n| {one} | {two} |\n", two.split(' ').next().unwrap_or("B")),
            7 => format!("- {one}\n  - {two}\n"),
            8 => format!("{one}\n\n1. {two}\n"),
            4 => format!("### {one}\n\n{two}\n"),
            _ => format!("{one} {two}.\n"),
        });
        prop::collection::vec(block, 0..8).prop_map(|blocks| blocks.join("\n"))
    }

    proptest! {
        #[test]
        fn both_texts_are_in_their_comparison(older in text(), newer in text()) {
            let site = site(&older, &newer);
            let editions = &site.chapters[0].editions;
            let comparison = compare_editions(&site, &editions[0], &editions[1]);
            prop_assert_eq!(side(&comparison, Fate::Added), original(&site, 0, &comparison));
            // Tables stand in the order of both; the words of a removed column in a kept row among them.
            prop_assert_eq!(side(&comparison, Fate::Removed), original(&site, 1, &comparison));
        }

        #[test]
        fn a_text_is_like_itself(text in text()) {
            let comparison = compared(&text, &text);
            prop_assert!(!comparison.is_different());
            prop_assert_eq!(comparison.summary, Summary::default());
        }

        #[test]
        fn the_other_way_round_what_was_added_is_removed(older in text(), newer in text()) {
            let (one, other) = (compared(&older, &newer), compared(&newer, &older));
            prop_assert_eq!(side(&one, Fate::Added), side(&other, Fate::Removed));
            prop_assert_eq!(side(&one, Fate::Removed), side(&other, Fate::Added));
            prop_assert_eq!(one.summary.sections_added, other.summary.sections_removed);
            prop_assert_eq!(one.summary.sections_changed, other.summary.sections_changed);
            prop_assert_eq!(one.summary.time_limits.all(), other.summary.time_limits.all());
        }
    }
}
