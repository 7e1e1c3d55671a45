//! A manual with everything in it that does not fit: the longest titles and words, the widest tables, the deepest lists, the largest
//! parts and pictures. Nothing of it may be cut off or run out of a page, on any screen or on paper.
//!
//! Writes the manual, builds it and has `tests/browser/hard.mjs` look at its pages. `HARD_MANUAL=DIR` leaves both there, in `manual` and
//! `site`. It must not know how a page is laid out.

use std::fs;
use std::path::Path;

use crate::browser::{browser_tests, look_at};
use crate::built_site::build_to;

/// How many chapters the large part has.
const MANY: usize = 400;
/// How many words the long chapter has, at least.
const WORDS: usize = 30_000;
/// How wide and high the largest picture is, in pixels.
const LARGEST: u32 = 8_000;
/// A word of 80 letters, with no place to break it.
const WORD: &str = "Kinderundjugendhilfeverfahrensvereinfachungszustaendigkeitsuebertragungsgesetzes";
/// Titles in Hebrew and Arabic, with numbers, marks and Latin words in them.
const FROM_RIGHT: &[&str] = &["נוהל 2.1: הגנה על ילדים (מהדורה שנייה)", "دليل حماية الأطفال، الإصدار 3.2 (Linden)"];

#[test]
fn nothing_is_cut_off_or_runs_over() {
    let Some(tests) = browser_tests() else { return };
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("HARD_MANUAL");
    let folder = kept.as_ref().map_or(temporary.path(), Path::new);
    write_manual(&folder.join("manual"));
    build_to(&folder.join("manual"), &folder.join("site"));
    look_at(&tests.join("hard.mjs"), [folder.join("site")]);
}

/// Words in the order of a sentence, up to a number of characters.
fn title_of(characters: usize) -> String {
    let words =
        "What the responsible team does when a child who is cared for by another authority moves into the county";
    let mut title = String::new();
    for word in words.split(' ').cycle() {
        if title.len() + word.len() + 1 > characters {
            break;
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    let missing = characters.saturating_sub(title.len());
    title + &"s".repeat(missing)
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// A chapter's front matter, and its text.
fn chapter(title: &str, more: &str, text: &str) -> String {
    format!("---\ntitle: \"{title}\"\nowner: long-team\nnext_review_on: 2027-11-01\n{more}---\n\n{text}")
}

fn write_manual(root: &Path) {
    let (long, word) = (title_of(300), WORD);
    let toml = format!(
        "[site]\ntitle = \"{}\"\nbase_url = \"https://hard.example/\"\n\n[checks]\nedition-not-recorded = \"off\"\n",
        title_of(120)
    );
    write(root, "site.toml", &toml);
    write(
        root,
        "content/index.md",
        &format!("---\ntitle: Procedures\n---\n\nRing [the team](contact:long-team). {word}\n"),
    );
    write(
        root,
        "content/registers/contacts.yml",
        &format!(
            "long-team:\n  name: \"{} {word}\"\n  telephone: \"01632 960100\"\n  email: {}@brackenshire.example\n  hours: \"{long}\"\nshort-team: {{name: Team, telephone: \"01632 960101\"}}\n",
            title_of(120),
            word.to_lowercase(),
        ),
    );
    let term =
        format!("long-term:\n  term: {}\n  definition: \"{long} {word}\"\n  aliases: [{word}]\n", word.to_lowercase());
    write(root, "content/registers/glossary.yml", &term);
    write(
        root,
        "content/registers/references.yml",
        &format!(
            "long-act:\n  title: \"{long} {word}\"\n  kind: act\n  date: 1989-11-16\n  url: \"https://law.example/{0}/{0}/{0}\"\n",
            word.to_lowercase()
        ),
    );
    write(root, "content/01-hard/index.md", &format!("---\ntitle: \"{long}\"\n---\n\n{word}\n"));
    write(root, "content/01-hard/01-titles.md", &titles());
    let older = titles().replace("version: \"2.0\"", "version: \"1.0\"").replace("2026-05-01", "2025-05-01");
    write(root, "content/01-hard/01-titles@2025-05-01.md", &older.replace("the whole text", "the text as it was"));
    write(root, "content/01-hard/02-tables.md", &tables());
    write(root, "content/01-hard/03-lists.md", &lists());
    write(root, "content/01-hard/04-words.md", &chapter("The longest chapter", "", &words()));
    write(root, "content/01-hard/05-pictures.md", &pictures(&root.join("content/01-hard/05-pictures")));
    write(root, "content/02-many/index.md", "---\ntitle: Many chapters\n---\n");
    for number in 1..=MANY {
        let title =
            if number % 50 == 0 { title_of(200) } else { format!("{} no {number}", title_of(10 + number % 60)) };
        let scope = format!("scope: \"{}\"\n", title_of(150));
        let text = format!("## First\n\nRing [the team](contact:short-team) on day {number}.\n");
        write(root, &format!("content/02-many/{number:03}-chapter-{number}.md"), &chapter(&title, &scope, &text));
    }
    write(root, "content/03-right/index.md", &format!("---\ntitle: \"{}\"\n---\n", FROM_RIGHT[1]));
    for (place, title) in FROM_RIGHT.iter().enumerate() {
        let text = format!(
            "## {title}\n\n{title}. Ring [the team](contact:short-team).\n\n- {title}\n\n| {title} | Day |\n|---|---|\n| {title} | 1 |\n"
        );
        write(root, &format!("content/03-right/{place}-right-{place}.md"), &chapter(title, "", &text));
    }
    write(root, "content/04-empty/index.md", "---\ntitle: An empty part\n---\n");
}

/// Long titles, and a long word wherever a word may stand.
fn titles() -> String {
    let (long, word) = (title_of(300), WORD);
    let more = format!(
        "type: procedure\nversion: \"2.0\"\neffective_from: 2026-05-01\nscope: \"{long} {word}\"\nlegislation: [long-act]\nrelated: [tables]\nkeywords: [{}]\namendments:\n  - date: 2026-05-01\n    type: major\n    note: \"{long} {word}\"\n    sections: [first]\n    reread: full\n    driver: \"{word}\"\n",
        word.to_lowercase()
    );
    let text = format!(
        "## {long} {{#first}}\n\nRing [the team](contact:long-team). {word} and **{word}** and `{word}` and [{word}](02-tables.md), the whole text. See [](ref:long-act) and [](02-tables.md#wide).[^1]\n\n\
         ### {word} {{#second}}\n\n> [!STEPS {word}]\n> 1. {word}\n> 2. {long}\n\n> [!MUST]\n> {word}: {long}\n\n> [!WARNING]\n> {word}\n\n> {word}\n\n\
         #### {long} {{#third}}\n\n- [ ] {word}\n- [x] {long}\n\n```text\n{word} {word} {long}\n```\n\n{word}\n:   {long} {word}\n\n\
         <https://long.example/{0}/{0}?{0}={0}>\n\n[^1]: {word} {long}\n",
        word.to_lowercase()
    );
    chapter(&format!("{} {word}", title_of(219)), &more, &text)
}

/// Tables of thirty columns and of two, with long words in heads and cells.
fn tables() -> String {
    let row = |cell: &dyn Fn(usize) -> String, columns: usize| {
        let cells: Vec<String> = (1..=columns).map(cell).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = String::from("## Wide {#wide}\n\n");
    for columns in [30, 11, 10, 2] {
        text.push_str(&row(&|column| format!("Column {column}"), columns));
        text.push_str(&row(&|_| "---".to_owned(), columns));
        text.push_str(&row(&|column| format!("within {column} working days"), columns));
        text.push_str(&row(
            &|column| if column % 5 == 2 { WORD.to_owned() } else { format!("cell {column}") },
            columns,
        ));
        text.push('\n');
    }
    text.push_str(&format!("| {WORD} | {} |\n|---:|:---:|\n| {WORD} | {} |\n", title_of(200), title_of(300)));
    chapter("Wide tables", "", &text)
}

/// Lists in lists, twelve deep, and boxes in boxes.
fn lists() -> String {
    let mut text = String::from("## Deep\n\n");
    for depth in 0..12 {
        text.push_str(&format!(
            "{}1. Depth {} of the list, where the work goes on. {}\n",
            "   ".repeat(depth),
            depth + 1,
            if depth == 11 { WORD } else { "" }
        ));
    }
    text.push_str("\n## Deep and plain\n\n");
    for depth in 0..12 {
        text.push_str(&format!("{}- Depth {} of the list, where the work goes on\n", "  ".repeat(depth), depth + 1));
    }
    text.push_str("\n## Boxes\n\n");
    for (depth, kind) in ["MUST", "WARNING", "NOTE", "TIP", "IMPORTANT"].iter().enumerate() {
        let marks = "> ".repeat(depth + 1);
        text.push_str(&format!(
            "{marks}[!{kind}]\n{marks}A box within {depth} boxes. {WORD}\n{}\n",
            "> ".repeat(depth + 1).trim_end()
        ));
    }
    text.push_str("\n| A table | behind |\n|---|---|\n| the | boxes |\n");
    chapter("Deep lists", "", &text)
}

/// As many words as the longest chapter that anybody has, in sections.
fn words() -> String {
    let sentence = "The team that answers for the child writes down what was decided, who decides next, and by when. ";
    let count = sentence.split_whitespace().count();
    let mut text = String::new();
    let mut written = 0;
    let mut paragraph = 0;
    while written < WORDS {
        if paragraph % 12 == 0 {
            text.push_str(&format!("## Section on what happens in week {}\n\n", paragraph / 12 + 1));
        }
        if paragraph % 40 == 7 {
            text.push_str("> [!STEPS Within one working day]\n> 1. Ring the team.\n> 2. Write it down.\n\n");
        }
        text.push_str(&sentence.repeat(4));
        text.push_str("\n\n");
        written += 4 * count;
        paragraph += 1;
    }
    text
}

/// Pictures that are too large, too wide and too high, beside a small one.
fn pictures(folder: &Path) -> String {
    fs::create_dir_all(folder).unwrap();
    let mut text = String::from("## Pictures\n\n");
    for (name, width, height) in
        [("large", LARGEST, LARGEST), ("wide", LARGEST, 80), ("high", 80, LARGEST), ("small", 60, 40)]
    {
        fs::write(folder.join(format!("{name}.png")), picture(width, height)).unwrap();
        text.push_str(&format!("A picture stands here.\n\n![A {name} picture](05-pictures/{name}.png)\n\n"));
    }
    text.push_str("1. In a list ![A wide picture](05-pictures/wide.png)\n\n| In a table | Words |\n|---|---|\n| ![A large picture](05-pictures/large.png) | beside it |\n");
    chapter("Large pictures", "", &text)
}

/// A picture in stripes, one bit for a pixel, as PNG whose data are stored as they are.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let line: Vec<u8> =
        std::iter::once(0).chain((0..width.div_ceil(8)).map(|byte| if byte % 8 < 4 { 0xAA } else { 0 })).collect();
    let raw = line.repeat(height as usize);
    let mut packed = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = raw.chunks(65_535).collect();
    for (place, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        packed.push(u8::from(place + 1 == blocks.len()));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(*block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    packed.extend((b << 16 | a).to_be_bytes());
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([1, 0, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let mut sum = u32::MAX;
        for byte in name.iter().chain(&data) {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 };
            }
        }
        png.extend(name);
        png.extend(data);
        png.extend((!sum).to_be_bytes());
    }
    png
}
