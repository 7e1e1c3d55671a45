//! `chapterhouse new`: a chapter with its front matter filled in.

use std::path::Path;

use super::args::NewArguments;
use super::failure::Failure;
use super::load::{find_root, find_today};
use super::report::{print_diagnostics, say};
use crate::config::settings::parse_site_config;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::assemble_parts::FileName;
use crate::parse::registers::{Register, parse_register};
use crate::source::file_names::unsafe_name;
use crate::source::read_tree::read_config;
use crate::source::source_tree::{SourceText, SourceTree};

/// Writes the chapter.
///
/// # Errors
/// When the name cannot be meant, a file is in the way, or the machine will not write.
pub fn run(typed: &NewArguments) -> Result<bool, Failure> {
    let root = find_root(typed.root.as_deref())?;
    let mut diagnostics = Vec::new();
    let text = read_config(&root)?.take(&mut diagnostics);
    let config = parse_site_config(&text.path, &text.text).take(&mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        let sources = SourceTree { config: Some(text), ..SourceTree::default() };
        print_diagnostics(&diagnostics, &sources, super::args::Format::Human, super::args::Talk::default());
        return Ok(false);
    }
    let today = find_today(typed.today.as_deref(), &config.time_zone)?;
    let (part, name) = split_name(&typed.name)?;
    let ending = config.markdown.first().map_or(".md", String::as_str);
    let file = FileName::of(&format!("{name}{ending}"), &config.markdown);
    let content = root.join(&config.content);
    let path = content.join(part).join(format!("{name}{ending}"));
    if path.symlink_metadata().is_ok() {
        return Err(Failure::Usage(format!("{} is there already\nhelp: choose another name", path.display())));
    }
    let title = typed.title.clone().unwrap_or_else(|| title_from(&file.slug));
    let owner = typed.owner.clone().or_else(|| first_contact(&content));
    let owner = owner.unwrap_or_else(|| "a-contact-of-registers-contacts".to_owned());
    let chapter = format!(
        "---\n\
         title: {}\n\
         type: procedure\n\
         scope: >-\n  Say in one or two sentences who and what this chapter covers.\n\
         owner: {owner}\n\
         version: \"1.0\"\n\
         draft: true\n\
         effective_from: {today}\n\
         last_reviewed_on: {today}\n\
         review_in: 12 months\n\
         amendments:\n  - date: {today}\n    type: new\n    note: Say here what is new for readers.\n    reread: full\n\
         ---\n\n\
         ## What you must do\n\n\
         > [!STEPS Within one working day]\n> 1. Say who does what first.\n> 2. Say what they do next.\n\n\
         ## Whom to ring\n\n\
         Say whom to ring, and when.\n",
        quoted(&title)
    );
    let failed = |cause| Failure::File { action: "write", path: path.clone(), cause };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    let new_file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    new_file.and_then(|mut open| std::io::Write::write_all(&mut open, chapter.as_bytes())).map_err(failed)?;
    say(&format!("wrote {}", path.display()));
    say("it is a draft: write it, look at it with chapterhouse build --drafts, then take the line `draft: true` out");
    Ok(true)
}

fn split_name(typed: &str) -> Result<(&str, &str), Failure> {
    let bare = typed.trim_end_matches(".md").trim_matches('/');
    let wrong = |why: &str| {
        Failure::Usage(format!("{typed}: {why}\nhelp: write PART/NAME, as in 02-first-contact/06-writing-a-chronology"))
    };
    let (part, name) = bare.rsplit_once('/').ok_or_else(|| wrong("the part is missing"))?;
    for piece in bare.split('/') {
        if piece.is_empty() || piece.starts_with('.') {
            return Err(wrong("this is not a name within the content folder"));
        }
        if let Some(why) = unsafe_name(piece) {
            return Err(wrong(&why));
        }
    }
    if matches!(part, "registers" | "shared") {
        return Err(wrong("chapters do not stand in this folder"));
    }
    Ok((part, name))
}

fn title_from(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A title as YAML text: quoted where a bare one would be read as something else.
fn quoted(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The first contact of the register: a start that the author will change.
fn first_contact(content: &Path) -> Option<String> {
    let text = std::fs::read_to_string(content.join("registers/contacts.yml")).ok()?;
    let parsed = parse_register(&SourceText::new("registers/contacts.yml", &text)).value;
    match parsed.register {
        Register::Contacts(contacts) => contacts.first().map(|contact| contact.id.clone()),
        _ => None,
    }
}
