//! From what was typed to everything that a build reads: the manual's folder, the day, the settings, the source.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::args::SiteArguments;
use super::changes::recover::recover;
use super::failure::Failure;
use super::report::say;
use crate::config::settings::parse_site_config;
use crate::config::site_config::SiteConfig;
use crate::data::dates::parse_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::did_you_mean;
use crate::model::editions::Audience;
use crate::pipeline::BuildRequest;
use crate::publish::file_store::FileStore;
use crate::publish::local_disk::Disk;
use crate::source::read_tree::{read_config, read_site};
use crate::source::source_tree::SourceTree;

/// What the name of a folder begins with that holds the manual as it stood on a day.
pub const RECORD_FOLDER: &str = "public-as-at-";

/// The folder of the site for those who review what is to come.
pub const REVIEW_FOLDER: &str = "public-for-review";

/// Everything that a command works on.
pub struct Loaded {
    /// The manual's folder.
    pub root: PathBuf,
    /// Its settings.
    pub config: Arc<SiteConfig>,
    /// Its files.
    pub sources: SourceTree,
    /// What is asked for.
    pub request: BuildRequest,
    /// What was wrong with the files and settings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a manual. `outside` are folders that are no content though they may lie in it, beside the cache;
/// `base_url` stands in for the settings' own.
///
/// # Errors
/// When there is no manual, the machine will not read it, or a day or code that was typed cannot be meant.
pub fn load(typed: &SiteArguments, outside: &[PathBuf], base_url: Option<&str>) -> Result<Loaded, Failure> {
    let root = find_root(typed.root.as_deref())?;
    recover_interrupted(&root)?;
    let known = ["warnings", "overdue"];
    typed.deny.iter().try_for_each(|code| check_code("--deny", code, &known))?;
    let mut diagnostics = Vec::new();
    let text = read_config(&root)?.take(&mut diagnostics);
    let settings = parse_site_config(&text.path, &text.text);
    let mut config = if text.whole {
        settings.take(&mut diagnostics)
    } else {
        // What is missing from a text that was not read is not worth saying.
        settings.value
    };
    if let Some(address) = base_url {
        config.base_url = check_address(address)?;
    }
    let today = find_today(typed.today.as_deref(), &config.time_zone)?;
    let mut outside = outside.to_vec();
    outside.extend([root.join(".chapterhouse"), root.join("public"), root.join(REVIEW_FOLDER)]);
    outside.extend(record_folders(&root));
    let sources = read_site(&root, text, &config, &outside)?.take(&mut diagnostics);
    let request = BuildRequest {
        today,
        as_at: None,
        audience: Audience { drafts: typed.drafts, future: typed.future },
        review: false,
        deny: typed.deny.clone(),
        outside,
    };
    Ok(Loaded { root, config: Arc::new(config), sources, request, diagnostics })
}

/// Finishes or undoes what an earlier command was stopped in, and says so.
///
/// # Errors
/// When it can be neither finished nor undone.
pub fn recover_interrupted(root: &Path) -> Result<(), Failure> {
    let store: Arc<dyn FileStore> = Arc::new(Disk);
    if let Some(done) = recover(&store, root)? {
        say(&done);
    }
    Ok(())
}

/// The folders of records that were made before: no content, though the content may be the whole of the manual's folder.
pub fn record_folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
    let records = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(RECORD_FOLDER));
    records.map(|entry| entry.path()).collect()
}

/// The folder named, or the nearest folder upward that holds `site.toml`.
///
/// # Errors
/// When there is none.
pub fn find_root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = named {
        return if holds_settings(root)? {
            Ok(root.to_owned())
        } else {
            let message = format!("no site.toml in {}\nhelp: --root names the folder that holds it", root.display());
            Err(Failure::Usage(message))
        };
    }
    let here =
        std::env::current_dir().map_err(|cause| Failure::File { action: "find", path: PathBuf::from("."), cause })?;
    for folder in here.ancestors() {
        if holds_settings(folder)? {
            return Ok(folder.to_owned());
        }
    }
    Err(Failure::NoSite(here.clone()))
}

/// Whether a folder holds `site.toml`. One that is no file is not passed over: another manual above it would be built in its stead.
fn holds_settings(folder: &Path) -> Result<bool, Failure> {
    let path = folder.join("site.toml");
    if path.is_file() {
        return Ok(true);
    }
    match path.symlink_metadata() {
        Err(_) => Ok(false),
        Ok(there) => {
            let what = match there.file_type() {
                kind if kind.is_dir() => "a folder",
                kind if kind.is_symlink() => "a link to something that is no file, or not there",
                _ => "no plain file",
            };
            let shown = path.display();
            Err(Failure::Usage(format!("{shown} is {what}; the settings of the manual stand in a file of that name")))
        }
    }
}

/// The day typed, else that of `SOURCE_DATE_EPOCH` (seconds since 1970, as reproducible-builds.org defines it), else the
/// clock's, in the manual's time zone.
///
/// # Errors
/// When the day or the variable cannot be read.
pub fn find_today(typed: Option<&str>, zone: &str) -> Result<Date, Failure> {
    if let Some(typed) = typed {
        return parse_date(typed).map_err(|why| Failure::Usage(format!("--today {typed}: {why}")));
    }
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(Zoned::now().with_time_zone(zone).date()) };
    day_of_epoch(&seconds, zone)
}

/// The day on which a moment falls in a time zone.
fn day_of_epoch(seconds: &str, zone: TimeZone) -> Result<Date, Failure> {
    let moment = seconds.trim().parse::<i64>().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let wrong =
        || Failure::Usage(format!("SOURCE_DATE_EPOCH is \"{seconds}\", which is not a number of seconds since 1970"));
    let day = moment.ok_or_else(wrong)?.to_zoned(zone).date();
    // A clock that runs wrong would make everything overdue.
    parse_date(&day.to_string()).map_err(|why| Failure::Usage(format!("SOURCE_DATE_EPOCH is \"{seconds}\": {why}")))
}

/// Makes sure that a code that was typed is one, or one of some `words` that stand for several.
///
/// # Errors
/// When it is neither.
pub fn check_code(option: &str, code: &str, words: &[&str]) -> Result<(), Failure> {
    if words.contains(&code) || codes::find_code(code).is_some() {
        return Ok(());
    }
    let known = codes::ALL.iter().map(|code| code.name).chain(words.iter().copied());
    let help = did_you_mean(code, known).unwrap_or_else(|| "chapterhouse explain lists all codes".to_owned());
    Err(Failure::Usage(format!("{option} {code}: there is no such code\nhelp: {help}")))
}

fn check_address(address: &str) -> Result<String, Failure> {
    match url::Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let url = url.to_string();
            Ok(if url.ends_with('/') { url } else { format!("{url}/") })
        }
        _ => Err(Failure::Usage(format!(
            "--base-url {address}: write a whole address, as in https://procedures.example.org/"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_the_manuals_own_time_zone() {
        for (zone, moment, day) in [
            // Clocks go forward at 01:00 on 29 March and back at 02:00 on 25 October 2026.
            ("Europe/London", "2026-03-28T23:59:59Z", "2026-03-28"),
            ("Europe/London", "2026-03-29T00:00:00Z", "2026-03-29"),
            ("Europe/London", "2026-03-29T00:30:00Z", "2026-03-29"),
            ("Europe/London", "2026-03-29T22:59:59Z", "2026-03-29"),
            ("Europe/London", "2026-03-29T23:00:00Z", "2026-03-30"),
            ("Europe/London", "2026-06-30T23:30:00Z", "2026-07-01"),
            ("Europe/London", "2026-10-24T23:00:00Z", "2026-10-25"),
            ("Europe/London", "2026-10-25T00:30:00Z", "2026-10-25"),
            ("Europe/London", "2026-10-25T23:30:00Z", "2026-10-25"),
            ("Europe/London", "2026-10-26T00:00:00Z", "2026-10-26"),
            ("Pacific/Auckland", "2026-06-30T11:59:59Z", "2026-06-30"),
            ("Pacific/Auckland", "2026-06-30T12:00:00Z", "2026-07-01"),
            ("Pacific/Auckland", "2026-12-31T10:59:59Z", "2026-12-31"),
            ("Pacific/Auckland", "2026-12-31T11:00:00Z", "2027-01-01"),
            ("UTC", "2028-02-29T23:59:59Z", "2028-02-29"),
        ] {
            let seconds = moment.parse::<Timestamp>().unwrap().as_second().to_string();
            let found = day_of_epoch(&seconds, TimeZone::get(zone).unwrap()).unwrap();
            assert_eq!(found.to_string(), day, "{moment} in {zone}");
        }
        for wrong in ["", "1e9", "soon", "99999999999999999999", "9223372036854775807"] {
            assert!(day_of_epoch(wrong, TimeZone::UTC).is_err(), "{wrong}");
        }
    }
}
