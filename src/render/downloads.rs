//! Which single files readers can download, where they stand, and how a page becomes one: what it loads is put inside, and its links
//! lead to where the manual is published.
//!
//! Takes a page whose addresses begin with [`ROOT`], gives one that asks for nothing. Knows no view and no template.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::theme::Theme;
use crate::model::chapter::{Chapter, Part};
use crate::model::site::Site;
use crate::source::source_tree::SourceTree;

/// The way to the site's root on a page that is to become a single file.
pub const ROOT: &str = "published:/";

/// What each picture is, by the ending of its file.
const PICTURES: &[(&str, &str)] = &[
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
];

/// Whether readers can take the manual along. A record, and a site for review, are not for use.
pub fn are_offered(site: &Site) -> bool {
    site.config.offline.enabled && !site.frozen && !site.is_for_review()
}

/// The file of a chapter, from the site's root.
pub fn chapter_file(chapter: &Chapter) -> String {
    format!("{}download/{}.html", chapter.address.folder(), chapter.id)
}

/// The file of a part that stands in no other, from the site's root.
pub fn part_file(part: &Part) -> String {
    let folder = part.address.folder();
    format!("download/part/{}.html", folder.strip_prefix("part/").unwrap_or(folder).trim_end_matches('/'))
}

/// Where the file of the whole manual stands.
pub const MANUAL_FILE: &str = "download/manual.html";

/// Whether the whole manual is small enough for one file, as it is for one page to print.
pub fn has_manual_file(site: &Site) -> bool {
    are_offered(site) && site.chapters.len() <= site.config.print_whole_up_to
}

/// What pages load, by its path: a page that is a single file holds it.
pub fn files_to_load<'a>(sources: &'a SourceTree, site: &'a Site, theme: &'a Theme) -> HashMap<&'a str, &'a [u8]> {
    let statics = theme.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()));
    let attached = site.attachments.iter().zip(&sources.assets);
    statics.chain(attached.map(|(attachment, asset)| (attachment.path.as_ref(), asset.bytes.as_ref()))).collect()
}

/// Makes a page a single file. `file` gives the bytes of a file of the site by its path. A link leads to `base_url`; where that is
/// empty, nobody knows where the manual is published, and what was linked is plain text.
pub fn enclose<'a>(html: &str, base_url: &str, file: &dyn Fn(&str) -> Option<&'a [u8]>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 2);
    let mut rest = html;
    let mut unlinked = false;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let (inside, behind) = split_tag(tag);
        rest = behind;
        if unlinked && inside == "/a" {
            unlinked = false;
            continue;
        }
        let Some(named) = Named::in_tag(inside) else {
            push_tag(&mut out, &[inside]);
            continue;
        };
        let is_loaded = inside.starts_with("link ") || inside.starts_with("img ");
        match is_loaded.then(|| file(&named.path)).flatten() {
            Some(bytes) if inside.starts_with("link ") => push_styles(&mut out, bytes),
            Some(bytes) => {
                let data = STANDARD.encode(bytes);
                push_tag(
                    &mut out,
                    &[named.before, "data:", picture_type(&named.path), ";base64,", &data, named.behind],
                );
            }
            None if base_url.is_empty() && inside.starts_with("a ") => unlinked = true,
            None => push_tag(&mut out, &[named.before, base_url, named.address, named.behind]),
        }
    }
    out.push_str(rest);
    out
}

/// What stands in a tag, up to its end, and what follows. What stands in quotation marks does not end it.
fn split_tag(tag: &str) -> (&str, &str) {
    if tag.starts_with("!--") {
        return tag
            .split_once("-->")
            .map_or((tag, ""), |(comment, behind)| (split_before(tag, comment.len() + 2), behind));
    }
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.and_then(|end| Some((tag.get(..end)?, tag.get(end + 1..)?))).unwrap_or((tag, ""))
}

fn split_before(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text)
}

fn push_tag(out: &mut String, inside: &[&str]) {
    out.push('<');
    out.extend(inside.iter().copied());
    out.push('>');
}

/// A file of the site that a tag names.
struct Named<'a> {
    /// The tag up to the address.
    before: &'a str,
    /// The address behind [`ROOT`].
    address: &'a str,
    /// The rest of the tag, from the closing quotation mark.
    behind: &'a str,
    /// The path in the site.
    path: String,
}

impl<'a> Named<'a> {
    /// What words of an author say in another attribute is no address: they cannot hold a quotation mark.
    fn in_tag(inside: &'a str) -> Option<Self> {
        let place =
            ["href=\"", "src=\""].iter().find_map(|name| Some(inside.find(&format!("{name}{ROOT}"))? + name.len()))?;
        let (before, behind) = inside.split_at_checked(place)?;
        let behind = behind.strip_prefix(ROOT)?;
        let (address, behind) = behind.split_at_checked(behind.find('"')?)?;
        let path = percent_decode_str(address).decode_utf8_lossy().into_owned();
        Some(Named { before, address, behind, path })
    }
}

fn push_styles(out: &mut String, bytes: &[u8]) {
    out.push_str("<style>");
    // Nothing in a sheet of styles may end it.
    out.push_str(&String::from_utf8_lossy(bytes).replace("</", "<\\/"));
    out.push_str("</style>");
}

fn picture_type(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let found = PICTURES.iter().find(|(known, _)| *known == ending);
    found.map_or("application/octet-stream", |(_, media_type)| media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enclosed(html: &str, base_url: &str) -> String {
        let file = |path: &str| -> Option<&'static [u8]> {
            match path {
                "theme/css/site.css" => Some(b"a::after { content: \"</style>\" }"),
                "files/a b.png" => Some(b"abc"),
                _ => None,
            }
        };
        enclose(html, base_url, &file)
    }

    #[test]
    fn what_a_page_loads_is_inside() {
        let html = "<link rel=\"stylesheet\" href=\"published:/theme/css/site.css\">\n\
            <p>1 &lt; 2</p><img src=\"published:/files/a%20b.png\" alt=\"a > b\" loading=\"lazy\" />";
        let wanted = "<style>a::after { content: \"<\\/style>\" }</style>\n\
            <p>1 &lt; 2</p><img src=\"data:image/png;base64,YWJj\" alt=\"a > b\" loading=\"lazy\" />";
        assert_eq!(enclosed(html, ""), wanted);
        assert_eq!(enclosed(html, "https://m.example/"), wanted);
    }

    #[test]
    fn links_lead_to_the_published_manual_or_are_text() {
        let html = "<a title=\"x > y\" href=\"published:/chapter/b/index.html#c\">B <b>c</b></a>, <a href=\"#d\">d</a>, \
            <a href=\"published:/files/a%20b.png\">e</a><!-- <a> -->";
        assert_eq!(enclosed(html, "https://m.example/"), html.replace("published:/", "https://m.example/"));
        assert_eq!(enclosed(html, ""), "B <b>c</b>, <a href=\"#d\">d</a>, e<!-- <a> -->");
    }

    #[test]
    fn words_of_an_author_stay_as_they_are() {
        let html = "<p>href=\"published:/a\" published:/</p><img src=\"x\" alt=\"published:/files/a%20b.png\"><p";
        assert_eq!(
            enclosed(html, "https://m.example/").replace("https://m.example/", "published:/"),
            format!("{html}>")
        );
    }
}
