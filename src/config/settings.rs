//! Takes the text of `site.toml`, gives [`SiteConfig`] and every fault in it. Reads no file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::brand::read_brand;
use super::link_settings::{read_links, read_sisters};
use super::offline_settings::read_offline;
use super::page_files::PageEnding;
use super::preview_settings::read_preview;
use super::read_toml::{read_toml, straightened};
use super::search_settings::read_search;
use super::site_config::{Accessibility, SiteConfig, Writing};
use crate::data::fields::Fields;
use crate::data::node::{Node, key_path};
use crate::data::reading::Reading;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::diagnostics::place::Place;
use crate::diagnostics::reported::Reported;
use crate::diagnostics::suggest::did_you_mean;

/// Reads the settings of a manual. A faulty value is reported and its default stands in for it.
pub fn parse_site_config(file: &Arc<str>, text: &str) -> Reported<SiteConfig> {
    let (tree, syntax) = read_toml(text);
    let mut diagnostics: Vec<Diagnostic> = syntax
        .into_iter()
        .map(|fault| {
            let message = format!("this cannot be read: {}", fault.message);
            let told = Diagnostic::new(&codes::CONFIG_SYNTAX, Place::new(file, fault.span), message)
                .help(syntax_help(&fault.message));
            match straightened(text, fault.span) {
                Some((span, straight)) => told.mend(Place::new(file, span), straight),
                None => told,
            }
        })
        .collect();
    let reading = Reading::of_settings(file, &tree);
    let mut config = SiteConfig::defaults(Arc::clone(file));
    config.understood = diagnostics.is_empty();
    let mut root = Fields::of(&reading, &tree.root, Vec::new());
    if let Some(site) = root.group("site") {
        read_site(&mut config, site);
    } else if diagnostics.is_empty() {
        let fault = Diagnostic::new(&codes::BAD_SETTING, Place::file(file), "`[site]` is missing")
            .help("begin with `[site]` and `title = \"…\"`");
        diagnostics.push(fault);
    }
    if let Some(review) = root.group("review") {
        read_review(&mut config, review);
    }
    if let Some(mut amendments) = root.group("amendments") {
        if let Some(days) = amendments.integer("badge_days", 0..=3650) {
            config.badge_days = days;
        }
        amendments.finish();
    }
    if let Some(mut print) = root.group("print") {
        if let Some((_, words)) = print.duration("valid_for") {
            config.print_valid_for = words;
        }
        if let Some(most) = print.integer("whole_manual_up_to", 0..=100_000) {
            config.print_whole_up_to = usize::try_from(most).unwrap_or(config.print_whole_up_to);
        }
        print.finish();
    }
    if let Some(output) = root.group("output") {
        read_output(&mut config, output);
    }
    if let Some(search) = root.group("search") {
        config.search = read_search(search);
    }
    if let Some(offline) = root.group("offline") {
        config.offline = read_offline(offline);
    }
    if let Some(preview) = root.group("preview") {
        config.editor = read_preview(preview);
    }
    if let Some(brand) = root.group("brand") {
        config.brand = read_brand(brand);
    }
    if let Some(links) = root.group("links") {
        read_links(&mut config, links);
    }
    if let Some(mut statement) = root.group("accessibility") {
        let contact = statement.text("contact");
        config.accessibility = Accessibility {
            contact_place: contact.as_ref().map(|_| reading.place_of(&statement.path_of("contact"))),
            contact,
            known_problems: statement.texts("known_problems"),
            checked_on: statement.date("checked_on"),
        };
        statement.finish();
    }
    if let Some(areas) = root.group("areas") {
        config.areas = read_words(&areas);
    }
    if let Some(variables) = root.group("variables") {
        config.variables = read_words(&variables);
    }
    config.writing = Writing::of_language(&config.language);
    if let Some(mut writing) = root.group("writing") {
        if let Some(age) = writing.integer("reading_age", 5..=40) {
            config.writing.reading_age = age;
        }
        if let Some(words) = writing.integer("longest_duty", 5..=500) {
            config.writing.longest_duty = words;
        }
        writing.finish();
    }
    if let Some(checks) = root.group("checks") {
        read_checks(&mut config, checks);
    }
    root.finish();
    diagnostics.extend(reading.into_faults());
    Reported::new(config, diagnostics)
}

/// What an author who is no programmer can do about a fault in the syntax.
fn syntax_help(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two"
    } else if message.contains("table") {
        "a line in square brackets ends with the closing one: [site]"
    } else if message.contains("string") {
        "text stands between two straight quotation marks: title = \"Procedures\""
    } else if message.contains("nested") {
        "take out what does not belong here"
    } else {
        "each line is `key = value`, and a text stands between two straight quotation marks"
    }
}

fn read_site(config: &mut SiteConfig, mut site: Fields<'_>) {
    if let Some(title) = site.required_text("title", "give the manual its title: title = \"…\"") {
        config.title = title;
    }
    if let Some(publisher) = site.text("publisher") {
        config.publisher = publisher;
    }
    if let Some(address) = read_address(&mut site, "base_url") {
        config.base_url = address;
    }
    if let Some(language) = site.text("language") {
        let plain = language
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if plain {
            config.language = language;
            config.language_asked = site.reading().place_of(&site.path_of("language"));
        } else {
            let help = Some("write a language tag such as en-GB or cy".to_owned());
            site.reading().fault(
                &codes::BAD_SETTING,
                &site.path_of("language"),
                format!("\"{language}\" is not a language tag"),
                help,
            );
        }
    }
    if let Some(zone) = site.text("time_zone") {
        if jiff::tz::TimeZone::get(&zone).is_ok() {
            config.time_zone = zone;
        } else {
            let help = Some("write a name such as Europe/London".to_owned());
            site.reading().fault(
                &codes::BAD_SETTING,
                &site.path_of("time_zone"),
                format!("\"{zone}\" is not a time zone"),
                help,
            );
        }
    }
    if let Some(content) = read_folder(&mut site, "content") {
        config.content = content;
        config.content_asked = site.reading().place_of(&site.path_of("content"));
    }
    let endings = site.texts("markdown");
    if !endings.is_empty() {
        config.markdown = endings
            .into_iter()
            .map(|ending| if ending.starts_with('.') { ending } else { format!(".{ending}") })
            .collect();
    }
    if let Some(theme) = site.text("theme") {
        if !theme.is_empty() && theme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            config.theme = theme;
            config.theme_asked = site.reading().place_of(&site.path_of("theme"));
        } else {
            let help = Some("write the name of a folder under themes/".to_owned());
            site.reading().fault(
                &codes::BAD_SETTING,
                &site.path_of("theme"),
                format!("\"{theme}\" is not a theme's name"),
                help,
            );
        }
    }
    if let Some(sisters) = site.group("sisters") {
        config.sisters = read_sisters(&sisters);
    }
    site.finish();
}

/// An `http` or `https` address, ending in `/`.
pub(super) fn read_address(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    match url::Url::parse(&text) {
        Ok(address)
            if matches!(address.scheme(), "http" | "https")
                && address.query().is_none()
                && address.fragment().is_none() =>
        {
            let mut address = address.to_string();
            if !address.ends_with('/') {
                address.push('/');
            }
            Some(address)
        }
        _ => {
            let help = Some("write it with https:// before it, as in \"https://procedures.example.org/\"".to_owned());
            fields.reading().fault(
                &codes::BAD_SETTING,
                &fields.path_of(key),
                format!("\"{text}\" is not a whole web address"),
                help,
            );
            None
        }
    }
}

/// A folder inside the site's root, without a closing `/`; `.` gives the empty path.
fn read_folder(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    let trimmed = text.trim_end_matches('/').trim_start_matches("./");
    let inside = !text.starts_with('/') && !text.contains(['\\', ':']) && !trimmed.split('/').any(|part| part == "..");
    if !inside {
        let help = Some("name a folder inside the site's own, as in \"content\"".to_owned());
        fields.reading().fault(
            &codes::BAD_SETTING,
            &fields.path_of(key),
            format!("\"{text}\" is not a folder of the site"),
            help,
        );
        return None;
    }
    Some(if trimmed == "." { String::new() } else { trimmed.to_owned() })
}

fn read_output(config: &mut SiteConfig, mut output: Fields<'_>) {
    if let Some(named) = output.choice("urls", &[("file", true), ("directory", false)]) {
        config.pages.named = named;
    }
    let endings = [(".html", PageEnding::Html), (".htm", PageEnding::Htm), (".aspx", PageEnding::Aspx)];
    if let Some(ending) = output.choice("extension", &endings) {
        config.pages.ending = ending;
    }
    // A site whose manual changes twice a year, and that nobody builds in between, may not want to say so.
    if matches!(output.node("stale_after"), Some(Node::Text(word)) if word == "never") {
        config.stale_after = None;
    } else if let Some(time) = output.duration("stale_after") {
        config.stale_after = Some(time);
    }
    output.finish();
}

fn read_review(config: &mut SiteConfig, mut review: Fields<'_>) {
    if let Some((length, _)) = review.duration("due_soon") {
        config.due_soon = length;
    }
    if let Some(mut defaults) = review.group("defaults") {
        for kind in ["policy", "values", "procedure", "guidance", "form", "notice"] {
            if let Some((length, _)) = defaults.duration(kind) {
                config.review_defaults.insert(kind.to_owned(), length);
            }
        }
        defaults.finish();
    }
    review.finish();
}

/// Keys of the author's own, each with a text.
fn read_words(fields: &Fields<'_>) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for (key, node, path) in fields.entries() {
        match node {
            Node::Text(text) => {
                words.insert(key.to_owned(), text.clone());
            }
            Node::Integer(number) => {
                words.insert(key.to_owned(), number.to_string());
            }
            other => {
                let message = format!("`{key}` must be text, not {}", other.kind());
                fields.reading().fault(&codes::BAD_SETTING, &path, message, None);
            }
        }
    }
    words
}

fn read_checks(config: &mut SiteConfig, mut checks: Fields<'_>) {
    if let Some(folders) = checks.group("folders") {
        for (folder, node, path) in folders.entries() {
            let group = Fields::of(checks.reading(), node, path);
            let severities = read_severities(&group);
            config.folder_severities.insert(folder.trim_matches('/').to_owned(), severities);
        }
    }
    config.severities = read_severities(&checks);
}

fn read_severities(fields: &Fields<'_>) -> BTreeMap<String, Option<Severity>> {
    let mut severities = BTreeMap::new();
    for (name, node, path) in fields.entries() {
        if path == key_path("checks") || (name == "folders" && path.len() == 2) {
            continue;
        }
        let reading = fields.reading();
        let Some(code) = codes::find_code(name) else {
            let near = did_you_mean(name, codes::ALL.iter().map(|code| code.name));
            reading.key_fault(&codes::UNKNOWN_SETTING, &path, format!("`{name}` is not the code of a check"), near);
            continue;
        };
        let severity = match node {
            Node::Text(word) if word == "error" => Some(Severity::Error),
            Node::Text(word) if word == "warning" => Some(Severity::Warning),
            Node::Text(word) if word == "off" => None,
            _ => {
                let help = Some("write \"error\", \"warning\" or \"off\"".to_owned());
                reading.fault(&codes::BAD_SETTING, &path, format!("`{name}` must be a severity"), help);
                continue;
            }
        };
        if !code.adjustable && severity != Some(Severity::Error) {
            let help = Some("take the line out: without this check the site would be wrong or unsafe".to_owned());
            reading.fault(&codes::BAD_SETTING, &path, format!("`{name}` cannot be switched off"), help);
            continue;
        }
        severities.insert(name.to_owned(), severity);
    }
    severities
}
