//! From a request to its answer. Everything that can be had is what the build made, or the preview's own: it is looked up by
//! its path in memory, and no path ever reaches a disk.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::HeaderMap;
use hyper::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::change::Report;
use super::content_types::content_type;
use super::gate::{Gate, is_from_own_page};
use super::own_files::{OWN_PREFIX, own_file};
use super::page_tags::{at_home, unbuilt_page, with_tags};
use super::revision::Revision;
use super::state::page_state;
use super::view::View;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::render::keep_files;

/// A request, as far as answers depend on it.
pub struct Asked<'a> {
    /// What is to be done.
    pub method: &'a Method,
    /// What is asked for.
    pub target: &'a Uri,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The address of this machine at which it arrived.
    pub reached: IpAddr,
}

/// What is answered.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file.
    File {
        /// How it went.
        status: StatusCode,
        /// What it is.
        media_type: &'static str,
        /// Its bytes.
        bytes: Bytes,
    },
    /// What is asked for stands at another address of the preview.
    Moved(String),
    /// A stream of events.
    Stream,
    /// No.
    Refused(StatusCode, &'static str),
}

impl Answer {
    fn text(status: StatusCode, media_type: &'static str, text: impl Into<Bytes>) -> Self {
        Answer::File { status, media_type, bytes: text.into() }
    }
}

/// Whether a request is let in, and what it asks for: its path without the first `/`, decoded.
///
/// # Errors
/// The answer to one that is not.
pub fn admit(asked: &Asked<'_>, gate: &Gate) -> Result<String, Answer> {
    let Some(host) = gate.host(asked.headers, asked.reached) else {
        return Err(Answer::Refused(
            StatusCode::FORBIDDEN,
            "This preview answers to the names of its own machine only.",
        ));
    };
    // Whole addresses in a request are for proxies; one of another host is not for us.
    if asked.target.authority().is_some_and(|named| !gate.is_own(named.as_str(), asked.reached)) {
        return Err(Answer::Refused(
            StatusCode::FORBIDDEN,
            "This preview answers to the names of its own machine only.",
        ));
    }
    if !matches!(*asked.method, Method::GET | Method::HEAD) {
        return Err(Answer::Refused(StatusCode::METHOD_NOT_ALLOWED, "A preview can only be read."));
    }
    let path = clean_path(asked.target.path());
    let path = path.ok_or(Answer::Refused(StatusCode::NOT_FOUND, "There is no page at this address."))?;
    let is_private = path.strip_prefix(OWN_PREFIX).is_some_and(|name| own_file(name).is_none());
    if is_private && !is_from_own_page(asked.headers, host) {
        return Err(Answer::Refused(StatusCode::FORBIDDEN, "Only pages of this preview may ask for this."));
    }
    Ok(path)
}

/// The answer to a request that was let in. `root` is the manual's folder, for the addresses that open an editor.
pub fn answer(target: &Uri, path: &str, revision: &Revision, root: &Path) -> Answer {
    if let Some(name) = path.strip_prefix(OWN_PREFIX) {
        return own_answer(name, target, revision, root);
    }
    let Some((view, rest)) = View::split(path) else { return not_found(revision, View::WHOLE) };
    // A preview is kept by nobody: it would be shown when it is long gone. A worker that another server left at this port goes.
    match rest {
        keep_files::WORKER => return Answer::text(StatusCode::OK, content_type(rest), keep_files::LEAVING_WORKER),
        keep_files::HEAD | keep_files::LIST => {
            return Answer::Refused(StatusCode::NOT_FOUND, "A preview cannot be kept on a device.");
        }
        _ => {}
    }
    if !revision.has_any_site(view) {
        let page = unbuilt_page(&revision.report(view), revision.number);
        return Answer::text(StatusCode::SERVICE_UNAVAILABLE, content_type("index.html"), page);
    }
    let file = if rest.is_empty() || rest.ends_with('/') {
        format!("{rest}{}", revision.pages().index())
    } else {
        rest.to_owned()
    };
    if let Some(made) = revision.file(view, &file) {
        let found = match made {
            Ok(found) => found,
            Err(fault) => return unmade(revision, view, *fault),
        };
        let media_type = content_type(&file);
        let is_page = media_type.starts_with("text/html");
        let bytes = if is_page {
            Bytes::from(with_tags(found.bytes(), revision.number))
        } else {
            Bytes::from_owner(SharedFile(found))
        };
        return Answer::File { status: StatusCode::OK, media_type, bytes };
    }
    if !rest.is_empty() && !rest.ends_with('/') && revision.has(view, &format!("{rest}/{}", revision.pages().index())) {
        let query = target.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Answer::Moved(format!("{}/{query}", target.path()));
    }
    not_found(revision, view)
}

/// A file of the site as the bytes of an answer, without a copy.
struct SharedFile(crate::publish::output_tree::OutputFile);

impl AsRef<[u8]> for SharedFile {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

fn own_answer(name: &str, target: &Uri, revision: &Revision, root: &Path) -> Answer {
    if let Some(text) = own_file(name) {
        return Answer::text(StatusCode::OK, content_type(name), text);
    }
    match name {
        "events" => Answer::Stream,
        "state" => {
            let page = target.query().and_then(|query| query.strip_prefix("page=")).and_then(clean_path);
            let seen = page.as_deref().and_then(View::split);
            let (view, rest) = seen.unwrap_or((View::WHOLE, ""));
            Answer::text(StatusCode::OK, content_type("state.json"), page_state(revision, view, rest, root))
        }
        _ => Answer::Refused(StatusCode::NOT_FOUND, "There is no page at this address."),
    }
}

/// The answer where a template cannot make the page: what is wrong with it.
fn unmade(revision: &Revision, view: View, fault: Diagnostic) -> Answer {
    let report = Report { diagnostics: Arc::new(vec![fault]), trouble: None, ..revision.report(view) };
    let page = unbuilt_page(&report, revision.number);
    Answer::text(StatusCode::INTERNAL_SERVER_ERROR, content_type("index.html"), page)
}

fn not_found(revision: &Revision, view: View) -> Answer {
    match revision.file(view, revision.pages().not_found()).and_then(Result::ok) {
        Some(found) => {
            let page = at_home(found.bytes(), revision.base_url(), &view.prefix());
            let page = with_tags(&page, revision.number);
            Answer::text(StatusCode::NOT_FOUND, content_type("404.html"), page)
        }
        None => Answer::Refused(StatusCode::NOT_FOUND, "There is no page at this address."),
    }
}

/// A path without its first `/`, decoded; nothing if any part of it could mean something else elsewhere.
fn clean_path(path: &str) -> Option<String> {
    let inside = path.strip_prefix('/')?;
    let decoded = percent_decode_str(inside).decode_utf8().ok()?;
    if decoded.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let mut segments = decoded.split('/');
    let last = segments.next_back()?;
    let is_plain = |segment: &str| !segment.is_empty() && !segment.starts_with('.');
    (segments.all(is_plain) && !last.starts_with('.')).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_means_one_thing_or_nothing() {
        for (path, clean) in
            [("/", ""), ("/a/b/", "a/b/"), ("/a%20b/c.html", "a b/c.html"), ("/%C3%A5", "å"), ("/a..b/", "a..b/")]
        {
            assert_eq!(clean_path(path).as_deref(), Some(clean), "{path}");
        }
        for path in [
            "",
            "a",
            "//",
            "//evil.example/",
            "/a//b",
            "/../a",
            "/a/..",
            "/a/../b",
            "/%2e%2e/a",
            "/..%2fa",
            "/%2e%2e%2fa",
            "/.env",
            "/a/.git/config",
            "/%2eenv",
            "/..%5ca",
            "/..\\a",
            "/a%00.html",
            "/%ff",
            "/a%0d%0ab",
            "/%c0%ae%c0%ae/a",
            "/./a",
            "/...",
        ] {
            assert_eq!(clean_path(path), None, "{path}");
        }
        // Decoded once, and no more: what is left is a name that no file has.
        assert_eq!(clean_path("/%252e%252e/a").as_deref(), Some("%2e%2e/a"));
    }
}
