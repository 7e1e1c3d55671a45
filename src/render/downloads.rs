//! Which single files readers can download, where they stand, and how a page becomes one: what it loads is put inside, links to numbers
//! to ring and to words that are explained in it lead there, and all others to where the manual is published.
//!
//! Takes a page whose addresses begin with [`ROOT`], gives one that asks for nothing. Knows no view and no template.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem::Finder;
use percent_encoding::percent_decode_str;

use super::theme::Theme;
use super::used_styles::{PageNames, Sheet};
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

/// A file of the site as it stands inside a page.
#[derive(Clone)]
pub enum Inside<'a> {
    /// A sheet of styles, in which nothing ends it.
    Styles(Cow<'a, Sheet>),
    /// A picture.
    Picture(&'a [u8]),
}

impl<'a> Inside<'a> {
    /// Takes a file's path and bytes.
    pub fn of(path: &str, bytes: &'a [u8]) -> Self {
        if ending(path) == "css" {
            let text = String::from_utf8_lossy(bytes).replace("</", "<\\/");
            Inside::Styles(Cow::Owned(Sheet::of(text)))
        } else {
            Inside::Picture(bytes)
        }
    }

    /// The same, lent.
    #[must_use]
    pub fn lent(&'a self) -> Self {
        match self {
            Inside::Styles(sheet) => Inside::Styles(Cow::Borrowed(sheet)),
            Inside::Picture(bytes) => Inside::Picture(bytes),
        }
    }
}

/// What pages load, by its path: a page that is a single file holds it.
pub fn files_to_load<'a>(sources: &'a SourceTree, site: &'a Site, theme: &'a Theme) -> HashMap<&'a str, Inside<'a>> {
    let statics = theme.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()));
    let attached = site.attachments.iter().zip(&sources.assets);
    let all = statics.chain(attached.map(|(attachment, asset)| (attachment.path.as_ref(), asset.bytes.as_ref())));
    all.map(|(path, bytes)| (path, Inside::of(path, bytes))).collect()
}

/// Entries of registers that a file holds itself: the register's folder, and what stands before an entry's id in the file.
const OWN_ENTRIES: &[(&str, &str)] = &[("register/contacts/", "ring:"), ("register/glossary/", "word:")];

/// Makes a page a single file. `file` gives what a file of the site is inside of a page, by its path. A link to an entry that the page
/// holds itself leads there, so that it can be followed without a network. Any other leads to `base_url`; where
/// that is empty, nobody knows where the manual is published, and what was linked is plain text.
pub fn enclose<'f>(html: &str, base_url: &str, file: &dyn Fn(&str) -> Option<Inside<'f>>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let roots = Finder::new(ROOT);
    let address_from = |place: usize| Some(place + roots.find(html.as_bytes().get(place..)?)?);
    let between = |from: usize, to: usize| html.get(from..to).unwrap_or_default();
    let mut next_address = address_from(0);
    let (mut written, mut at) = (0, 0);
    let mut unlinked = false;
    let own = own_entries(html);
    let mut on_page = None;
    // Behind the last address all is as it was.
    while next_address.is_some() || unlinked {
        let Some(before) = between(at, html.len()).find('<') else { break };
        let tag = at + before;
        let inside = tag_inside(between(tag + 1, html.len()));
        let end = tag + 1 + inside.len();
        at = (end + 1).min(html.len());
        if next_address.is_some_and(|address| address < tag) {
            next_address = address_from(tag);
        }
        let closes = unlinked && inside == "/a";
        let named = if next_address.is_some_and(|address| address < end) { Named::in_tag(inside) } else { None };
        if !closes && named.is_none() {
            continue;
        }
        out.push_str(between(written, tag));
        written = at;
        unlinked &= !closes;
        let Some(named) = named else { continue };
        if let Some(id) =
            named.own_entry(&own).filter(|id| !between(tag.saturating_sub(id.len() + 24), tag).contains(id))
        {
            out.extend(["<", named.before, "#", id, named.behind, ">"]);
            continue;
        }
        match named.loaded(inside, file) {
            Some(Inside::Styles(sheet)) => {
                let text = sheet.used_by(on_page.get_or_insert_with(|| PageNames::of(html)));
                out.reserve(text.len() + html.len() - written + html.len() / 8);
                out.extend(["<style>", &text, "</style>"]);
            }
            Some(Inside::Picture(bytes)) => {
                let (kind, data) = (picture_type(&named.path()), STANDARD.encode(bytes));
                out.extend(["<", named.before, "data:", kind, ";base64,", &data, named.behind, ">"]);
            }
            None if base_url.is_empty() && inside.starts_with("a ") => unlinked = true,
            None => out.extend(["<", named.before, base_url, named.address, named.behind, ">"]),
        }
    }
    out.push_str(between(written, html.len()));
    out
}

/// The ids of the entries of registers that a page holds itself.
fn own_entries(html: &str) -> HashSet<&str> {
    let ids = OWN_ENTRIES.iter().flat_map(|(_, before)| {
        let opening = format!("id=\"{before}");
        let places: Vec<usize> = html.match_indices(&opening).map(|(place, _)| place + "id=\"".len()).collect();
        places.into_iter().filter_map(|place| html.get(place..)?.split('"').next())
    });
    ids.collect()
}

/// What stands in a tag, up to its end. What stands in quotation marks does not end it.
pub fn tag_inside(tag: &str) -> &str {
    if tag.starts_with("!--") {
        return tag.find("-->").and_then(|end| tag.get(..end + 2)).unwrap_or(tag);
    }
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

/// A file of the site that a tag names.
struct Named<'a> {
    /// The tag up to the address.
    before: &'a str,
    /// The address behind [`ROOT`].
    address: &'a str,
    /// The rest of the tag, from the closing quotation mark.
    behind: &'a str,
}

impl<'a> Named<'a> {
    /// What words of an author say in another attribute is no address: they cannot hold a quotation mark.
    fn in_tag(inside: &'a str) -> Option<Self> {
        let begins = |(place, _): &(usize, &str)| {
            inside.get(..*place).is_some_and(|before| before.ends_with("href=\"") || before.ends_with("src=\""))
        };
        let (place, _) = inside.match_indices(ROOT).find(begins)?;
        let (before, behind) = inside.split_at_checked(place)?;
        let behind = behind.strip_prefix(ROOT)?;
        let (address, behind) = behind.split_at_checked(behind.find('"')?)?;
        Some(Named { before, address, behind })
    }

    /// The path in the site.
    fn path(&self) -> Cow<'a, str> {
        percent_decode_str(self.address).decode_utf8_lossy()
    }

    /// The id of the entry that it names, if the page holds that itself.
    fn own_entry<'h>(&self, own: &HashSet<&'h str>) -> Option<&'h str> {
        let (page, entry) = self.address.rsplit_once('#')?;
        let (_, before) = OWN_ENTRIES.iter().find(|(folder, _)| page.starts_with(folder))?;
        own.get(format!("{before}{entry}").as_str()).copied()
    }

    /// What it is, if the tag loads it.
    fn loaded<'f>(&self, inside: &str, file: &dyn Fn(&str) -> Option<Inside<'f>>) -> Option<Inside<'f>> {
        let (sheet, picture) = (inside.starts_with("link "), inside.starts_with("img "));
        if !sheet && !picture {
            return None;
        }
        file(&self.path()).filter(|file| sheet == matches!(file, Inside::Styles(_)))
    }
}

fn picture_type(path: &str) -> &'static str {
    let ending = ending(path);
    let found = PICTURES.iter().find(|(known, _)| *known == ending);
    found.map_or("application/octet-stream", |(_, media_type)| media_type)
}

fn ending(path: &str) -> String {
    path.rsplit('.').next().unwrap_or("").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enclosed(html: &str, base_url: &str) -> String {
        let files: [(&str, &[u8]); 2] =
            [("theme/css/site.css", b"p::after { content: \"</style>\" }"), ("files/a b.png", b"abc")];
        let file =
            |path: &str| files.iter().find(|(known, _)| *known == path).map(|(path, bytes)| Inside::of(path, bytes));
        enclose(html, base_url, &file)
    }

    #[test]
    fn what_a_page_loads_is_inside() {
        let html = "<link rel=\"stylesheet\" href=\"published:/theme/css/site.css\">\n\
            <p>1 &lt; 2</p><img src=\"published:/files/a%20b.png\" alt=\"a > b\" loading=\"lazy\" />";
        let wanted = "<style>p::after { content: \"<\\/style>\" }</style>\n\
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
    fn what_the_page_explains_itself_is_reached_without_a_network() {
        let html = "<a href=\"published:/register/contacts/index.html#duty\">Duty</a> \
            <a class=\"term\" href=\"published:/register/glossary/index.html#lac\">LAC</a> \
            <a href=\"published:/register/contacts/index.html#other\">Other</a>\
            <li id=\"ring:duty\"><p><a href=\"published:/register/contacts/index.html#duty\">Duty</a></p></li><dt id=\"word:lac\">LAC</dt>";
        let wanted = "<a href=\"#ring:duty\">Duty</a> <a class=\"term\" href=\"#word:lac\">LAC</a> \
            <a href=\"https://m.example/register/contacts/index.html#other\">Other</a>\
            <li id=\"ring:duty\"><p><a href=\"https://m.example/register/contacts/index.html#duty\">Duty</a></p></li><dt id=\"word:lac\">LAC</dt>";
        assert_eq!(enclosed(html, "https://m.example/"), wanted);
    }

    #[test]
    fn words_of_an_author_stay_as_they_are() {
        let html = "<p>href=\"published:/a\" published:/</p><img src=\"x\" alt=\"published:/files/a%20b.png\"><p";
        assert_eq!(enclosed(html, "https://m.example/").replace("https://m.example/", "published:/"), html);
        assert_eq!(enclosed(html, ""), html);
    }
}
