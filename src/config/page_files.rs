//! What the files of pages are called, and what stands behind a folder in an address.
//!
//! Every page is the index file of a folder of its own. Most servers show `index.html` for a folder by themselves; some show
//! pages of other endings alone (SharePoint gives `.html` to be saved and shows `.aspx`), and for those no address
//! of a folder leads anywhere. Knows no page and no site.

/// The endings that files of pages can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageEnding {
    /// `.html`
    #[default]
    Html,
    /// `.htm`
    Htm,
    /// `.aspx`: Internet Information Services and SharePoint. The file is the same page; nothing in it runs on a server.
    Aspx,
}

/// How pages are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageFiles {
    /// The ending of their files.
    pub ending: PageEnding,
    /// Whether links name the file, so that they work where nothing turns a folder into a page.
    pub named: bool,
}

/// The names that an index file can have.
const INDEXES: [&str; 3] = ["index.html", "index.htm", "index.aspx"];

impl PageFiles {
    /// The name of a folder's page.
    pub fn index(self) -> &'static str {
        match self.ending {
            PageEnding::Html => "index.html",
            PageEnding::Htm => "index.htm",
            PageEnding::Aspx => "index.aspx",
        }
    }

    /// The page for an address that leads nowhere.
    pub fn not_found(self) -> &'static str {
        match self.ending {
            PageEnding::Html => "404.html",
            PageEnding::Htm => "404.htm",
            PageEnding::Aspx => "404.aspx",
        }
    }

    /// What stands behind the folder in links from page to page.
    pub fn behind_folder(self) -> &'static str {
        if self.named { self.index() } else { "" }
    }

    /// What stands behind the folder in whole addresses, which are asked of a server: nothing, where servers know the file.
    pub fn behind_whole(self) -> &'static str {
        if self.ending == PageEnding::Html { "" } else { self.behind_folder() }
    }

    /// Whether a path names a page as a file: anything else must be a folder, so that every server shows it as a page.
    pub fn is_page(self, path: &str) -> bool {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        matches!(ending.as_str(), "html" | "htm") || self.ending == PageEnding::Aspx && ending == "aspx"
    }
}

/// A path without the index file at its end.
pub fn without_index(path: &str) -> &str {
    let found = INDEXES.iter().find_map(|index| path.strip_suffix(index));
    found.filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_address_names_the_file_where_no_server_knows_it() {
        let files = |ending, named| PageFiles { ending, named };
        assert_eq!(files(PageEnding::Html, true).behind_folder(), "index.html");
        assert_eq!(files(PageEnding::Html, true).behind_whole(), "");
        assert_eq!(files(PageEnding::Aspx, true).behind_whole(), "index.aspx");
        assert_eq!(files(PageEnding::Aspx, false).behind_whole(), "");
    }

    #[test]
    fn an_index_is_a_whole_name() {
        assert_eq!(without_index("a/index.aspx"), "a/");
        assert_eq!(without_index("index.html"), "");
        assert_eq!(without_index("a/my-index.html"), "a/my-index.html");
    }
}
