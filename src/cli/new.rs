//! `chapterhouse new`: a chapter with its front matter filled in.

use std::path::Path;

use super::args::NewArguments;
use super::failure::Failure;
use super::load::{find_root, find_today, recover_interrupted};
use super::report::{print_diagnostics, say};
use crate::config::settings::parse_site_config;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::assemble_parts::FileName;
use crate::parse::registers::{Register, parse_register};
use crate::source::file_names::unsafe_name;
use crate::source::read_tree::{read_config, read_site};
use crate::source::source_tree::{SourceText, SourceTree};

/// Writes the chapter.
///
/// # Errors
/// When the name cannot be meant, a file is in the way, or the machine will not write.
pub fn run(typed: &NewArguments) -> Result<bool, Failure> {
    let root = find_root(typed.root.as_deref())?;
    recover_interrupted(&root)?;
    let mut diagnostics = Vec::new();
    let text = read_config(&root)?.take(&mut diagnostics);
    let config = parse_site_config(&text.path, &text.text).take(&mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        let sources = SourceTree { config: Some(text), ..SourceTree::default() };
        print_diagnostics(&diagnostics, &sources, super::args::Format::Human, super::args::Talk::default());
        return Ok(false);
    }
    let today = find_today(typed.today.as_deref(), &config.time_zone)?;
    let (part, name) = split_name(&typed.name, &config.content, |part| root.join(&config.content).join(part).is_dir())?;
    let ending = config.markdown.first().map_or(".md", String::as_str);
    let file = FileName::of(&format!("{name}{ending}"), &config.markdown);
    let content = root.join(&config.content);
    let path = content.join(part).join(format!("{name}{ending}"));
    if path.symlink_metadata().is_ok() {
        return Err(Failure::Usage(format!("{} is there already\nhelp: choose another name", path.display())));
    }
    let sources = read_site(&root, text, &config, &[root.join(".chapterhouse"), root.join("public")])?.value;
    if let Some(other) = same_id(&sources, &file.slug, &config.markdown) {
        let message = format!("{other} has the id `{}` already\nhelp: choose another name", file.slug);
        return Err(Failure::Usage(message));
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
    let index = content.join(part).join("index.md");
    if !content.join(part).exists() {
        let name = part.rsplit('/').next().unwrap_or(part);
        let title = title_from(&FileName::of(name, &[]).slug);
        write_new(
            &index,
            &format!("---\ntitle: {}\n---\n\nSay in a few sentences what this part is about.\n", quoted(&title)),
        )?;
    }
    write_new(&path, &chapter)?;
    say("it is a draft: write it, look at it with chapterhouse build --drafts, then take the line `draft: true` out");
    Ok(true)
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |cause| Failure::File { action: "write", path: path.to_owned(), cause };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    let new_file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    new_file.and_then(|mut open| std::io::Write::write_all(&mut open, text.as_bytes())).map_err(failed)?;
    say(&format!("wrote {}", path.display()));
    Ok(())
}

/// The file of the chapter whose name gives an id already.
fn same_id(sources: &SourceTree, id: &str, endings: &[String]) -> Option<String> {
    let name = |path: &str| FileName::of(path.rsplit('/').next().unwrap_or(path), endings);
    sources.pages.iter().find(|page| name(&page.path).slug == id).map(|page| page.path.to_string())
}

/// The part and the name; people who copy a path type the content folder too.
pub(super) fn split_name<'a>(
    typed: &'a str,
    content: &str,
    is_folder: impl Fn(&str) -> bool,
) -> Result<(&'a str, &'a str), Failure> {
    let bare = typed.trim_end_matches(".md").trim_matches('/');
    let bare = bare.strip_prefix(content).and_then(|rest| rest.strip_prefix('/')).unwrap_or(bare);
    let wrong = |why: &str| {
        Failure::Usage(format!("{typed}: {why}\nhelp: write PART/NAME, as in 02-first-contact/06-writing-a-chronology"))
    };
    // Where a folder is completed by a shell, it ends with a stroke.
    if !bare.is_empty() && (typed.ends_with('/') || (!bare.contains('/') && is_folder(bare))) {
        return Err(wrong("the name is missing"));
    }
    let (part, name) = bare.rsplit_once('/').ok_or_else(|| wrong("the part is missing"))?;
    for piece in bare.split('/') {
        if piece.is_empty() || piece.starts_with('.') {
            return Err(wrong("this is not a name within the content folder"));
        }
        if let Some(why) = unsafe_name(piece) {
            return Err(wrong(&why));
        }
    }
    if name.contains('@') {
        return Err(wrong("a name with @ and a date is an edition: copy the chapter's file for that"));
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
