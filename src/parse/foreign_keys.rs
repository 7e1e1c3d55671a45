//! Keys that other programs have in front matter, and what their authors may mean by them here.
//!
//! Only words for a message: what a key says elsewhere is not known, and so nothing is read from it or taken over.

/// A key of other programs, the key of ours that may be meant, and what to do.
pub const FOREIGN_KEYS: &[(&str, &str, &str)] = &[
    ("name", "title", TITLE),
    ("heading", "title", TITLE),
    ("description", "scope", SCOPE),
    ("summary", "scope", SCOPE),
    ("excerpt", "scope", SCOPE),
    ("date", "effective_from", DATE),
    ("updated", "effective_from", DATE),
    ("last_updated", "effective_from", DATE),
    ("modified", "effective_from", DATE),
    ("lastmod", "effective_from", DATE),
    ("revised", "effective_from", DATE),
    ("reviewed", "last_reviewed_on", REVIEWED),
    ("last_reviewed", "last_reviewed_on", REVIEWED),
    ("reviewed_on", "last_reviewed_on", REVIEWED),
    ("review_date", "next_review_on", NEXT),
    ("next_review", "next_review_on", NEXT),
    ("status", "draft", DRAFT),
    ("state", "draft", DRAFT),
    ("published", "draft", DRAFT),
    ("tags", "keywords", "if these are words to find the chapter by, write `keywords:` instead; else take it out"),
    (
        "categories",
        "keywords",
        "if these are words to find the chapter by, write `keywords:` instead; else take it out",
    ),
    ("aliases", "old_paths", PATHS),
    ("redirect_from", "old_paths", PATHS),
    ("permalink", "id", ADDRESS),
    ("slug", "id", ADDRESS),
    ("weight", "order", ORDER),
    ("nav_order", "order", ORDER),
    ("sidebar_position", "order", ORDER),
];

const TITLE: &str = "if it holds the chapter's title, write `title:` instead";
const SCOPE: &str = "if it says who and what the chapter covers, write `scope:` instead; else take it out";
const DATE: &str = "if the text is in force from this day on, write `effective_from:` instead; if it was reviewed then, \
                    `last_reviewed_on:`; if neither, take it out";
const REVIEWED: &str = "if the text was last reviewed on this day, write `last_reviewed_on:` instead";
const NEXT: &str = "if the next review is due on this day, write `next_review_on:` instead; if the last one was on it, \
                    `last_reviewed_on:`";
const DRAFT: &str = "write `draft: true` for a text that must not be published yet, and take this out";
const PATHS: &str = "write `old_paths:` instead, if these are addresses that the page had before";
const ADDRESS: &str = "the page's address is made of its id: write `id:` if it is to have this one; else take it out";
const ORDER: &str = "write `order:` instead, or begin the file's name with its number: 03-visits.md";
