//! Which manual somebody looks at in the preview: a prefix of the address. Every link of a site is relative, so a prefix is
//! enough to stay in a view. Takes paths, gives views; knows nothing of sites.
//!
//! No prefix is the manual with everything that is being prepared. `~now/` is what readers see today, `~drafts/` that and
//! drafts, `~future/` that and what is not published yet; `~as-at/2026-12-01/` is the manual on a day, and `~drafts/` and
//! `~future/` may stand behind it, in this order; `~review/` is the site for those who decide about what is to come. Each view has
//! one address and no other.

use jiff::civil::Date;

use crate::data::dates::parse_date;

/// A manual: for whom, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// Whether drafts are in it.
    pub drafts: bool,
    /// Whether editions are in it whose `published_on` is still to come.
    pub future: bool,
    /// The day that it is shown as at, where that is not today.
    pub as_at: Option<Date>,
    /// Whether it is the site for those who decide about what is to come.
    pub review: bool,
}

impl View {
    /// Everything that is being prepared, today.
    pub const WHOLE: View = View { drafts: true, future: true, as_at: None, review: false };
    /// What readers see today.
    pub const NOW: View = View { drafts: false, future: false, as_at: None, review: false };
    /// What there is to decide about.
    pub const REVIEW: View = View { review: true, ..View::WHOLE };

    /// What the addresses of the view begin with, behind the first `/`.
    pub fn prefix(self) -> String {
        if self == View::WHOLE {
            return String::new();
        }
        if self.review {
            return "~review/".to_owned();
        }
        if self == View::NOW {
            return "~now/".to_owned();
        }
        let mut prefix = self.as_at.map(|day| format!("~as-at/{day}/")).unwrap_or_default();
        for (included, segment) in [(self.drafts, "~drafts/"), (self.future, "~future/")] {
            if included {
                prefix.push_str(segment);
            }
        }
        // Drafts and what is to come, today, is what has no prefix.
        prefix
    }

    /// The view of a path (without its first `/`), and the rest of the path; nothing if it begins like a view and is none.
    pub fn split(path: &str) -> Option<(View, &str)> {
        if !path.starts_with('~') {
            return Some((View::WHOLE, path));
        }
        if let Some(rest) = path.strip_prefix("~review/") {
            return Some((View::REVIEW, rest)).filter(|_| !rest.starts_with('~'));
        }
        let mut view = View::NOW;
        let mut rest = path;
        if let Some(behind) = rest.strip_prefix("~as-at/") {
            let (day, behind) = behind.split_once('/')?;
            view.as_at = Some(parse_date(day).ok()?);
            rest = behind;
        }
        if let Some(behind) = rest.strip_prefix("~now/") {
            rest = behind;
        }
        for (segment, included) in [("~drafts/", &mut view.drafts), ("~future/", &mut view.future)] {
            if let Some(behind) = rest.strip_prefix(segment) {
                *included = true;
                rest = behind;
            }
        }
        let prefix = path.strip_suffix(rest).filter(|_| !rest.starts_with('~'))?;
        (prefix == view.prefix()).then_some((view, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_view_has_one_address() {
        for drafts in [false, true] {
            for future in [false, true] {
                for as_at in [None, Some(date(2026, 12, 1))] {
                    let view = View { drafts, future, as_at, review: false };
                    let path = format!("{}chapter/one/", view.prefix());
                    assert_eq!(View::split(&path), Some((view, "chapter/one/")), "{path}");
                }
            }
        }
        assert_eq!(View::REVIEW.prefix(), "~review/");
        assert_eq!(View::split("~review/chapter/a/"), Some((View::REVIEW, "chapter/a/")));
        for wrong in [
            "~",
            "~now",
            "~later/",
            "~as-at/2026-12-01",
            "~as-at/2026-02-30/",
            "~drafts/~future/",
            "~future/~drafts/",
            "~now/~drafts/",
            "~review",
            "~review/~now/",
            "~drafts/~review/",
            "~as-at/2026-12-01/~now/",
        ] {
            assert_eq!(View::split(wrong), None, "{wrong}");
        }
    }
}
