//! Markdown files that are document and test at once: prose, and fenced files under headings.
//!
//! Takes such a text, gives its sections with the files in them. Knows nothing of what the files are for.

/// The text under one `##` heading (or before the first: then without a heading).
#[derive(Debug, Default)]
pub struct Section {
    /// The heading, without its marks.
    pub heading: String,
    /// Every fenced block.
    pub blocks: Vec<Fenced>,
}

/// A fenced block.
#[derive(Debug)]
pub struct Fenced {
    /// What stands behind the fence: the language, `title="…"`.
    pub info: String,
    /// What stands in it, every line with its end.
    pub text: String,
    /// Where the text stands in the whole, in bytes.
    pub range: std::ops::Range<usize>,
}

impl Fenced {
    /// The path in `title="…"`.
    pub fn title(&self) -> Option<&str> {
        self.info.split_once("title=\"")?.1.split_once('"').map(|(title, _)| title)
    }
}

impl Section {
    /// The files in it, by their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.blocks.iter().filter_map(|block| Some((block.title()?, block.text.as_str())))
    }
}

/// Takes a text apart. A fence ends at the next line that is the same number of backticks.
pub fn read_sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut open: Option<(usize, Fenced)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
        at += line.len();
        match open.as_mut() {
            Some((fence, block)) if ticks == *fence && bare.len() == ticks => {
                block.range.end = at - line.len();
                let (_, block) = open.take().unwrap();
                sections.last_mut().unwrap().blocks.push(block);
            }
            Some((_, block)) => block.text.push_str(line),
            None if ticks >= 3 => {
                let info = bare[ticks..].trim().to_owned();
                open = Some((ticks, Fenced { info, text: String::new(), range: at..at }));
            }
            None => {
                if let Some(heading) = bare.strip_prefix("## ") {
                    sections.push(Section { heading: heading.to_owned(), blocks: Vec::new() });
                }
            }
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    sections
}

/// The text with one block's content replaced.
pub fn replace_block(text: &str, block: &Fenced, content: &str) -> String {
    format!("{}{content}{}", &text[..block.range.start], &text[block.range.end..])
}
