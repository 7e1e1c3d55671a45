//! `chapterhouse check --external`: asks web servers whether the addresses in the manual still lead somewhere.
//!
//! Takes a manual that was read, gives what is wrong with its addresses. What was found is kept in `.chapterhouse/`,
//! which anybody may delete.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::failure::Failure;
use super::load::Loaded;
use super::report::say;
use super::whole_file::write_whole;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::external::addresses::outside_addresses;
use crate::external::http::{HttpWeb, Way};
use crate::external::memory::LinkMemory;
use crate::external::test_links::{LinkTest, Tested, test_links};
use crate::model::site::Site;

/// Where what was found is kept, within the manual's folder.
const KEPT: &str = ".chapterhouse/external.json";

/// The test of the addresses outside a manual, ready to be made.
pub struct Outside {
    web: HttpWeb,
    config: Arc<SiteConfig>,
    /// The text of `site.toml`.
    settings: Arc<str>,
    /// The file that keeps what was found.
    kept: PathBuf,
    fresh: bool,
    quiet: bool,
}

impl Outside {
    /// A test of a manual's addresses; `fresh` asks for all of them, whatever is remembered.
    ///
    /// # Errors
    /// When this program or machine cannot ask at all.
    pub fn new(loaded: &Loaded, fresh: bool, quiet: bool) -> Result<Self, Failure> {
        let way = way(loaded.config.external_links.timeout);
        Ok(Outside {
            web: HttpWeb::new(&way).map_err(|why| Failure::Usage(why.to_string()))?,
            config: Arc::clone(&loaded.config),
            settings: loaded.sources.text(&loaded.config.file).unwrap_or_default(),
            kept: loaded.root.join(KEPT),
            fresh,
            quiet,
        })
    }

    /// What is wrong with the addresses that a site holds, at the codes' own severities; and whether any server could be
    /// reached.
    pub fn ask(&self, site: &Site) -> (Vec<Diagnostic>, Result<(), Failure>) {
        let addresses = outside_addresses(site, &self.settings);
        let kept = std::fs::read(&self.kept).map(|bytes| LinkMemory::read(&String::from_utf8_lossy(&bytes)));
        let save = |memory: &LinkMemory| {
            // A manual may lie where nobody can write: then more is asked the next time.
            let _ = write_whole(&self.kept, &memory.text());
        };
        if !self.quiet && !addresses.is_empty() {
            say(&format!("testing {} outside; this may take some minutes", addresses_in_words(addresses.len())));
        }
        let settings = &self.config.external_links;
        let test = LinkTest { settings, now: Timestamp::now(), fresh: self.fresh, save: &save };
        let tested = test_links(&addresses, &self.web, kept.unwrap_or_default(), &test);
        if !self.quiet {
            say(&in_words(&tested, addresses.len()));
        }
        let help = "check that this machine is online; behind a proxy, set HTTPS_PROXY and HTTP_PROXY";
        let unreached = format!("no web server could be reached, so no address was tested\nhelp: {help}");
        let reached = if tested.offline { Err(Failure::Usage(unreached)) } else { Ok(()) };
        (tested.diagnostics, reached)
    }
}

fn addresses_in_words(count: usize) -> String {
    format!("{count} address{}", if count == 1 { "" } else { "es" })
}

fn in_words(tested: &Tested, all: usize) -> String {
    let parts = [
        (tested.asked, "asked"),
        (tested.remembered, "known from earlier"),
        (tested.excepted, "excepted in site.toml"),
        (tested.left, "left for another time"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!("{} outside{parts}", addresses_in_words(all))
}

/// The way that the environment names, by the names that programs agree on; capitals make no difference.
fn way(timeout: u64) -> Way {
    let named = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| std::env::var(name).ok());
        found.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let all = named(["ALL_PROXY", "all_proxy"]);
    Way {
        http_proxy: named(["http_proxy", "HTTP_PROXY"]).or_else(|| all.clone()),
        https_proxy: named(["https_proxy", "HTTPS_PROXY"]).or(all),
        no_proxy: named(["no_proxy", "NO_PROXY"]).unwrap_or_default(),
        timeout: Duration::from_secs(timeout),
    }
}
