//! Every link of a whole built site leads somewhere, and every list of its files is true.
//!
//! Takes the sites of the sample manual and of the starter. It follows links as a browser does that opened the page from a
//! folder without a server, because that is the strictest reader: nothing there turns a folder into a page.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::built_site::{BuiltSite, build_record, build_review, build_sample, build_starter, build_with_ending};
use crate::strict_html::{Element, read_page, read_xml};

/// The pages of a site, read.
pub(crate) fn read_pages(site: &BuiltSite) -> BTreeMap<&str, Vec<Element>> {
    let paths = site.files.keys().filter(|path| path.ends_with(".html") || path.ends_with(".aspx"));
    paths.map(|path| (path.as_str(), read_page(site.text(path)).unwrap_or_else(|f| panic!("{path}: {f}")))).collect()
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// Away, or to something that is no page: a telephone number, a letter, a picture in the address itself.
    Outside,
    /// A file of the site, and the place in it.
    Inside(String, Option<String>),
}

/// Where an address on a page leads, or why it cannot lead anywhere.
fn resolve(page: &str, address: &str, base_url: &str) -> Result<Target, String> {
    // Only these know no folder to be relative to: the page for lost readers, and what search engines are told.
    let (page, address) = match address.strip_prefix(base_url) {
        Some(rest) => ("index.html", rest),
        None => (page, address),
    };
    let folder = page.rfind('/').map_or("", |slash| &page[..slash]);
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, Some(decode(fragment)?)),
        None => (address, None),
    };
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    if let Some((scheme, _)) = path.split_once(':') {
        let known = ["http", "https", "mailto", "tel", "data"].contains(&scheme);
        return if known { Ok(Target::Outside) } else { Err(format!("the scheme {scheme} is not for a manual")) };
    }
    if path.starts_with('/') {
        return Err("it starts at the root of the host, so the site would not work in a folder".to_owned());
    }
    if path.is_empty() {
        return Ok(Target::Inside(page.to_owned(), fragment));
    }
    let mut parts: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().ok_or("it leads out of the site")?),
            part => parts.push(decode(part)?),
        }
    }
    Ok(Target::Inside(parts.join("/"), fragment))
}

fn decode(part: &str) -> Result<String, String> {
    percent_decode_str(part).decode_utf8().map(Into::into).map_err(|_| format!("{part} is not UTF-8 once decoded"))
}

/// Everything wrong with the links of a site.
fn find_bad_links(site: &BuiltSite) -> Vec<String> {
    let pages = read_pages(site);
    let anchors: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, elements)| (*path, elements.iter().filter_map(|element| element.attribute("id")).collect()))
        .collect();
    let mut faults = Vec::new();
    for (path, elements) in &pages {
        for element in elements {
            let canonical = element.attribute("rel") == Some("canonical");
            for name in ["href", "src"] {
                let Some(address) = element.attribute(name) else { continue };
                let mut fault = |why: &str| {
                    faults.push(format!("{path}:{}: <{} {name}={address}>: {why}", element.line, element.name));
                };
                let loads = ["script", "link", "img"].contains(&element.name.as_str());
                let away = address.starts_with("http") && !address.starts_with(&site.base_url);
                match resolve(path, address, &site.base_url) {
                    Err(why) => fault(&why),
                    Ok(Target::Outside) if loads && away => fault("it is loaded from another host"),
                    Ok(Target::Inside(..))
                        if loads && address.starts_with("http") && !canonical && !path.starts_with("404.") =>
                    {
                        fault("it is loaded by its full address, so the page is bare in a folder");
                    }
                    // A search engine, and a file that was downloaded, is told the address that a server gives, which may be a folder.
                    Ok(Target::Inside(file, _)) if canonical || path.contains("download/") && file.ends_with('/') => {
                        let page = if file.ends_with('/') { format!("{file}{}", site.index()) } else { file };
                        if !pages.contains_key(page.as_str()) {
                            fault("no page has this address");
                        }
                    }
                    Ok(Target::Inside(file, _)) if !site.files.contains_key(&file) => {
                        fault(&format!("there is no {file}"));
                    }
                    Ok(Target::Inside(file, Some(id))) if !id.is_empty() => {
                        if !anchors.get(file.as_str()).is_some_and(|ids| ids.contains(id.as_str())) {
                            fault(&format!("{file} has no such place"));
                        }
                    }
                    Ok(Target::Outside | Target::Inside(..)) => {}
                }
            }
        }
    }
    faults
}

/// Everything wrong with the lists of a site's files.
fn find_false_lists(site: &BuiltSite) -> Vec<String> {
    let mut faults = Vec::new();
    let listed: BTreeMap<&str, &str> = site
        .text("SHA256SUMS")
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path, sum))
        .collect();
    for (path, bytes) in site.files.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if listed.get(path.as_str()) != Some(&sum.as_str()) {
            faults.push(format!("SHA256SUMS does not give {path} its sum {sum}"));
        }
    }
    faults.extend(
        listed.keys().filter(|path| !site.files.contains_key(**path)).map(|path| format!("SHA256SUMS lists {path}")),
    );

    let index: serde_json::Value = serde_json::from_str(site.text("pages.json")).unwrap();
    let chapters = index["chapters"].as_array().unwrap();
    assert!(!chapters.is_empty(), "pages.json names no chapter");
    let editions = chapters.iter().flat_map(|chapter| chapter["editions"].as_array().unwrap());
    for (owner, path) in chapters.iter().chain(editions).map(|value| (value, &value["path"])) {
        let path = path.as_str().unwrap_or_else(|| panic!("no path: {owner}"));
        if !site.files.contains_key(&format!("{path}{}", site.index())) {
            faults.push(format!("pages.json names {path}, which is no page"));
        }
    }

    let pages = read_pages(site);
    let shown: BTreeSet<String> = pages
        .iter()
        .map(|(path, elements)| (format!("{}{}", site.base_url, published(path)), elements))
        .filter(|(address, elements)| is_for_search_engines(address, elements) && !is_beside_another(address))
        .map(|(address, _)| address)
        .collect();
    let sitemap = read_xml(site.text("sitemap.xml")).unwrap();
    let places: Vec<&str> =
        sitemap.iter().filter(|element| element.name == "loc").map(|element| element.text.as_str()).collect();
    faults
        .extend(shown.iter().filter(|page| !places.contains(&page.as_str())).map(|page| format!("sitemap: no {page}")));
    faults.extend(places.iter().filter(|page| !shown.contains(**page)).map(|page| format!("sitemap: no page {page}")));
    if places.iter().collect::<BTreeSet<_>>().len() != places.len() {
        faults.push("sitemap: a page twice".to_owned());
    }
    faults
}

/// A page's file as whole addresses name it: servers show `index.html` for a folder by themselves.
fn published(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

/// Whether a page asks to be found, and under its own address rather than that of the page which it repeats.
fn is_for_search_engines(address: &str, elements: &[Element]) -> bool {
    elements.iter().all(|element| match element.name.as_str() {
        "meta" => element.attribute("name") != Some("robots"),
        "link" if element.attribute("rel") == Some("canonical") => element.attribute("href") == Some(address),
        _ => true,
    })
}

/// Whether a page is found through another that stands in the sitemap: a chapter's history.
fn is_beside_another(address: &str) -> bool {
    address.trim_end_matches("index.aspx").ends_with("/history/")
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_link_of_the_sample_leads_nowhere() {
    assert_none(&find_bad_links(&build_sample()));
}

#[test]
fn no_link_of_the_starter_leads_nowhere() {
    assert_none(&find_bad_links(&build_starter()));
}

#[test]
fn no_link_of_a_record_leads_nowhere() {
    for day in ["2023-05-03", "2025-11-05", "2026-11-15"] {
        assert_none(&find_bad_links(&build_record(day)));
    }
}

#[test]
fn no_link_of_a_site_for_review_leads_nowhere() {
    assert_none(&find_bad_links(&build_review()));
}

/// Pages of another ending are the same pages, and nothing leads to a file of the ending that they would have had.
#[test]
fn no_link_of_pages_with_another_ending_leads_nowhere() {
    let (site, plain) = (build_with_ending(".aspx"), build_sample());
    assert_none(&find_bad_links(&site));
    assert_none(&find_false_lists(&site));
    let renamed = |path: &String| match path.strip_suffix(".html") {
        Some(page) if !page.contains("download/") => format!("{page}.aspx"),
        _ => path.clone(),
    };
    let redirects = ["_redirects", "redirects.nginx.conf", "redirects.apache.conf", "web.config"].map(str::to_owned);
    let expected: BTreeSet<String> = plain.files.keys().map(renamed).chain(redirects).collect();
    let found: BTreeSet<String> = site.files.keys().cloned().collect();
    assert_eq!(found.symmetric_difference(&expected).collect::<Vec<_>>(), Vec::<&String>::new());
    for (path, bytes) in site.files.iter().filter(|(path, _)| !path.contains("download/")) {
        // Scripts know every ending, and the handbook tells of them; what a list or a feed says must be the site's own.
        let text = String::from_utf8_lossy(bytes);
        let is_list = [".js", ".aspx"].iter().all(|ending| !path.ends_with(ending));
        assert!(!is_list || !text.contains("index.html"), "{path} names index.html");
        assert!(!path.ends_with(".aspx") || !text.contains("<%"), "{path} has what a server would run");
    }
    assert!(site.text("feed.atom").contains("/index.aspx"), "a feed leads to folders");
    assert!(site.text("inventory.json").contains("\"page\": \"index.aspx\""), "sisters are not told");
    assert!(site.text("timeline.js").contains("index.aspx"), "the page of a day leads to folders");
}

#[test]
fn no_list_of_files_of_the_sample_is_false() {
    assert_none(&find_false_lists(&build_sample()));
}

#[test]
fn no_list_of_files_of_the_starter_is_false() {
    assert_none(&find_false_lists(&build_starter()));
}

#[test]
fn a_link_that_only_a_server_would_mend_is_found() {
    let page =
        |body: &str| format!("<!doctype html>\n<html><body><p id=\"here\">{body}</p></body></html>").into_bytes();
    for (link, fault) in [
        ("<a href=\"../b/index.html#here\">x</a>", None),
        ("<a href=\"#here\">x</a>", None),
        ("<a href=\"tel:01632960001\">x</a>", None),
        ("<a href=\"../b/\">x</a>", Some("there is no b/")),
        ("<a href=\"../b\">x</a>", Some("there is no b")),
        ("<a href=\"/b/index.html\">x</a>", Some("root of the host")),
        ("<a href=\"../../b/index.html\">x</a>", Some("out of the site")),
        ("<a href=\"../b/index.html#gone\">x</a>", Some("no such place")),
        ("<a href=\"../B/index.html\">x</a>", Some("there is no B/index.html")),
        ("<a href=\"javascript:x\">x</a>", Some("not for a manual")),
        ("<img src=\"https://elsewhere.example/x.png\">", Some("another host")),
        ("<img src=\"https://own.example/b/index.html\">", Some("by its full address")),
    ] {
        let files = [("a/index.html".to_owned(), page(link)), ("b/index.html".to_owned(), page(""))];
        let site = BuiltSite { base_url: "https://own.example/".to_owned(), files: files.into() };
        let faults = find_bad_links(&site);
        match fault {
            None => assert_none(&faults),
            Some(fault) => assert!(faults.len() == 1 && faults[0].contains(fault), "{link}: {faults:?}"),
        }
    }
}
