//! The files of the content by their names: what a link may have meant that names a page, or a file that has moved.
//!
//! Takes the site and what a link says, gives the path of the one file that it can mean. Reports nothing.

use std::cell::OnceCell;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::model::site::Site;

/// Of more files with one name than this, none can be told from the others: each link looks at no more.
const MOST_OF_A_NAME: usize = 50;

/// The files of a site by their names.
pub struct NamedFiles<'a> {
    site: &'a Site,
    /// The paths of each file name: made when the first link misses.
    names: OnceCell<HashMap<&'a str, Vec<&'a str>>>,
}

/// The file whose page a path names as a website would: with another ending, or with none.
pub fn page_named<'a>(site: &'a Site, path: &str) -> Option<&'a str> {
    let bare = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
    let names =
        site.config.markdown.iter().flat_map(|ending| [bare, Some(path)].map(|name| Some(name?.to_owned() + ending)));
    let mut found = names.flatten().filter_map(|name| {
        let place = site.paths.binary_search_by(|other| other.as_ref().cmp(name.as_str())).ok()?;
        site.paths.get(place).map(AsRef::as_ref)
    });
    found.next()
}

impl<'a> NamedFiles<'a> {
    /// Those of a site.
    pub fn of(site: &'a Site) -> Self {
        NamedFiles { site, names: OnceCell::new() }
    }

    /// The paths that end in a name.
    fn all_of_name(&self, name: &str) -> &[&'a str] {
        let site = self.site;
        let names = self.names.get_or_init(|| {
            let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
            for path in site.paths.iter() {
                names.entry(path.rsplit('/').next().unwrap_or("")).or_default().push(path);
            }
            names
        });
        names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The shortest path that ends in a name, and how many do.
    pub fn of_name(&self, name: &str) -> Option<(&'a str, usize)> {
        let all = self.all_of_name(name);
        // Of those that are equally short, the first, so that the answer is the same each time.
        all.iter().take(MOST_OF_A_NAME).min_by_key(|path| path.len()).map(|path| (*path, all.len()))
    }

    /// The file whose page a link from the site's root names, where the site began in a folder further down: of all files,
    /// the only one whose path ends so.
    pub fn page_below(&self, written: &str) -> Option<&'a str> {
        let path = percent_decode_str(written.strip_prefix('/')?).decode_utf8_lossy();
        let (_, name) = path.rsplit_once('/').unwrap_or(("", &path));
        // A page that bears its folder's name is known by its folder.
        if name.is_empty() || (path.len() == name.len() && name.starts_with("index")) {
            return None;
        }
        let bare = name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm"));
        let mut found = None;
        for ending in &self.site.config.markdown {
            for name in [bare, Some(name)].into_iter().flatten() {
                let all = self.all_of_name(&format!("{name}{ending}"));
                if all.len() > MOST_OF_A_NAME {
                    return None;
                }
                let folders = path.len() - path.rsplit('/').next().map_or(0, str::len);
                let end = format!("/{}{name}{ending}", path.get(..folders).unwrap_or(""));
                for fits in all.iter().filter(|other| other.ends_with(&end)) {
                    if found.is_some_and(|found| found != *fits) {
                        return None;
                    }
                    found = Some(*fits);
                }
            }
        }
        found
    }
}
