//! The cleaner that a text with raw HTML passes before it is published.
//!
//! Unsafe HTML is reported where it stands and stops the build; this is the second wall, for what a reporter might miss
//! and for previews that show a text in spite of its faults. Elements are balanced, so that no text can close what the
//! page opened.

use std::collections::HashSet;
use std::sync::OnceLock;

use ammonia::Builder;

use crate::parse::html_policy::{ALLOWED_SCHEMES, ATTRIBUTES, ELEMENTS};

/// What the HTML writer itself uses besides what authors may.
const OWN_ELEMENTS: &[&str] =
    &["aside", "section", "h2", "h3", "h4", "h5", "h6", "img", "input", "thead", "tbody", "nav"];
const OWN_ATTRIBUTES: &[&str] = &[
    "id",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "data-label",
    "tabindex",
    "role",
    "alt",
    "src",
    "loading",
    "type",
    "disabled",
    "checked",
];

fn cleaner() -> &'static Builder<'static> {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let mut builder = Builder::empty();
        let elements: HashSet<&str> = ELEMENTS.iter().chain(OWN_ELEMENTS).copied().collect();
        let attributes: HashSet<&str> = ATTRIBUTES.iter().chain(OWN_ATTRIBUTES).copied().collect();
        builder
            .tags(elements)
            .generic_attributes(attributes)
            .clean_content_tags(["script", "style", "iframe", "noscript", "template", "svg", "math"].into())
            .url_schemes(ALLOWED_SCHEMES.iter().copied().collect())
            .url_relative(ammonia::UrlRelative::PassThrough)
            .link_rel(None)
            .strip_comments(true);
        builder
    })
}

/// The same HTML with nothing in it that can act, and with every element closed.
pub fn clean(html: &str) -> String {
    cleaner().clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_survives() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<form><input name=x></form><iframe src=//a></iframe>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<p style=\"x\">",
        ] {
            let cleaned = clean(html).to_lowercase();
            for bad in ["<script", "<iframe", "<form", "<svg", "<math", "<style", "style=", "href=\"javascript"] {
                assert!(!cleaned.contains(bad), "{html} gave {cleaned}");
            }
            // A handler may survive as harmless text or inside a quoted title, never as an attribute of its own.
            let outside_quotes: String = cleaned.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains("onerror="), "{html} gave {cleaned}");
        }
    }

    #[test]
    fn what_the_writer_makes_passes_unchanged() {
        let html = "<h2 id=\"a\"><span class=\"number\">1</span> A</h2><table class=\"t\"><tbody><tr><td data-label=\"x\">y</td></tr></tbody></table>";
        assert_eq!(clean(html), html);
    }

    #[test]
    fn elements_are_balanced() {
        assert_eq!(clean("</main></div><p>x<b>y"), "<p>x<b>y</b></p>");
    }
}
