//! Every diagnostic code: its name, how bad it is, and its explanation with a wrong and a mended example.
//!
//! The explanations are Markdown files beside this one; `tests/suite/explanations.rs` runs their examples, so an
//! explanation that no longer tells the truth is a failing test.

use super::diagnostic::Severity;

/// A kind of fault.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The name that reports print and `--deny`, `[checks]` and `explain` take.
    pub name: &'static str,
    /// How bad it is unless the site says otherwise.
    pub severity: Severity,
    /// Whether a site may change the severity: not for what would make the output wrong or unsafe.
    pub adjustable: bool,
    /// One line.
    pub summary: &'static str,
    /// The whole explanation, as Markdown.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident $adjustable:literal $summary:literal;)+) => {
        $(
            #[doc = $summary]
            pub static $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
                adjustable: $adjustable,
                summary: $summary,
                explanation: include_str!(concat!("explanations/", $name, ".md")),
            };
        )+
        /// Every code, in the order of the list above.
        pub static ALL: &[&Code] = &[$(&$constant),+];
    };
}

codes! {
    // source
    NOT_UTF8 "not-utf8" Error false "a file is not UTF-8 text";
    CONTROL_CHARACTER "control-character" Error false "a control character stands in the text";
    HIDDEN_CHARACTER "hidden-character" Warning true "an invisible character stands in the text";
    UNSAFE_PATH "unsafe-path" Error false "a file's name cannot be published everywhere";
    SYMLINK "symlink" Error false "a symbolic link stands in the source";
    SPECIAL_FILE "special-file" Error false "something that is not a file or a folder stands in the source";
    UNPUBLISHED_FILE "unpublished-file" Warning true "a file in the content folder is of a kind that is not published";
    // configuration
    CONFIG_SYNTAX "config-syntax" Error false "site.toml is not valid TOML";
    UNKNOWN_SETTING "unknown-setting" Error false "site.toml holds a key that is not known";
    BAD_SETTING "bad-setting" Error false "a value in site.toml is not of the kind it must be";
    BRAND_LOGO "brand-logo" Error false "the logo of the manual is not there";
    UNKNOWN_LANGUAGE "unknown-language" Warning true "the program has no words in the manual's language";
    BRAND_CONTRAST "brand-contrast" Error false "two colours that the site chose cannot be told apart well enough";
    // front matter
    FRONT_MATTER_UNCLOSED "front-matter-unclosed" Error false "the front matter is not closed or not opened";
    FRONT_MATTER_SYNTAX "front-matter-syntax" Error false "the front matter is not valid YAML";
    FRONT_MATTER_TOO_LARGE "front-matter-too-large" Error false "front matter or a register is too large or too deeply nested";
    UNKNOWN_KEY "unknown-key" Error false "a key that is not known";
    DUPLICATE_KEY "duplicate-key" Error false "a key stands twice";
    MISSING_KEY "missing-key" Error false "a key that must be there is missing";
    WRONG_TYPE "wrong-type" Error false "a value is not of the kind it must be";
    BAD_DATE "bad-date" Error false "a date is no date";
    BAD_DURATION "bad-duration" Error false "a length of time cannot be read";
    BAD_CHOICE "bad-choice" Error false "a value is not one of those that can stand there";
    BAD_ID "bad-id" Error false "an id holds characters that it must not";
    CONFLICTING_KEYS "conflicting-keys" Error false "two keys say the same thing or contradict each other";
    DATES_OUT_OF_ORDER "dates-out-of-order" Error true "two dates stand the wrong way round";
    // Markdown
    UNKNOWN_CONTAINER "unknown-container" Error false "a block opens with a kind that is not known";
    UNKNOWN_AREA "unknown-area" Error true "a local passage names an area that site.toml does not";
    UNSAFE_HTML "unsafe-html" Error false "raw HTML that is not safe";
    UNSAFE_SVG "unsafe-svg" Error false "a picture in SVG holds script";
    UNSAFE_LINK "unsafe-link" Error false "a link of a kind that is not allowed";
    UNDEFINED_FOOTNOTE "undefined-footnote" Error true "a footnote that is not there";
    UNUSED_FOOTNOTE "unused-footnote" Warning true "a footnote that nothing points to";
    UNDEFINED_LINK_REFERENCE "undefined-link-reference" Error true "a link definition that is not there";
    UNDEFINED_VARIABLE "undefined-variable" Error false "a variable that site.toml does not define";
    INCLUDE_MISSING "include-missing" Error false "a shared passage that is not there";
    INCLUDE_CYCLE "include-cycle" Error false "shared passages include each other";
    INCLUDE_OUTSIDE "include-outside" Error false "a shared passage outside the manual";
    NESTED_TOO_DEEPLY "nested-too-deeply" Error false "blocks are nested too deeply";
    // structure
    DUPLICATE_ID "duplicate-id" Error false "two chapters have one id";
    DUPLICATE_ADDRESS "duplicate-address" Error false "two sources would be one page";
    DUPLICATE_EDITION "duplicate-edition" Error false "two editions of a chapter have one date";
    EDITION_DATE_MISMATCH "edition-date-mismatch" Error false "an edition's file name and its date differ";
    EDITION_WITHOUT_CHAPTER "edition-without-chapter" Error false "an edition's chapter file is missing";
    VERSIONS_NOT_RISING "versions-not-rising" Error true "a later edition does not have a higher version";
    BAD_WITHDRAWAL "bad-withdrawal" Error false "a withdrawal that cannot be";
    AMENDMENT_OUTSIDE_EDITION "amendment-outside-edition" Error true "an amendment is dated outside its edition";
    AMENDMENT_MISSING "amendment-missing" Warning true "an edition's text changed and no amendment says so";
    AMENDMENT_SECTION_UNCHANGED "amendment-section-unchanged" Warning true "an amendment names a section that did not change";
    MINOR_CHANGES_MEANING "minor-changes-meaning" Warning true "a minor amendment stands for a change of what to do";
    LOCK_DAMAGED "lock-damaged" Error false "the record of editions cannot be read";
    LOCK_NEWER "lock-newer" Error false "the record of editions was written by a newer program";
    EDITION_ALTERED "edition-altered" Error false "an edition that has been in force was altered";
    EDITION_LOST "edition-lost" Error false "an edition that has been in force is gone";
    EDITION_NOT_RECORDED "edition-not-recorded" Warning true "an edition that has been in force is not in the record";
    MISSING_PART_INDEX "missing-part-index" Warning true "a part has no index.md";
    EMPTY_MANUAL "empty-manual" Error false "the manual has no chapter";
    // headings, pictures, tables
    HEADING_ONE "heading-one" Error true "a second main heading";
    REPEATED_TITLE "repeated-title" Warning true "the text repeats the chapter's title";
    HEADING_SKIP "heading-skip" Error true "a heading level is left out";
    EMPTY_HEADING "empty-heading" Error true "a heading without text";
    DUPLICATE_ANCHOR "duplicate-anchor" Error true "two headings have one anchor";
    IMAGE_WITHOUT_TEXT "image-without-text" Error true "a picture without alternative text";
    VAGUE_LINK_TEXT "vague-link-text" Warning true "a link's text says nothing of where it goes";
    EMPTY_LINK "empty-link" Error true "a link without text or target";
    TABLE_HEADER_EMPTY "table-header-empty" Warning true "a table column without a name";
    // links
    BROKEN_LINK "broken-link" Error true "a link to a file that is not there";
    BROKEN_ANCHOR "broken-anchor" Error true "a link to a section that is not there";
    BROKEN_IMAGE "broken-image" Error true "a picture that is not there";
    LINK_CASE "link-case" Error true "a link's capital letters differ from the file's";
    LINK_OUTSIDE "link-outside" Error true "a link that leads out of the manual's folder";
    UNKNOWN_REFERENCE "unknown-reference" Error true "a reference that the register does not hold";
    UNKNOWN_CONTACT "unknown-contact" Error true "a contact that the register does not hold";
    UNKNOWN_TERM "unknown-term" Error true "a term that the glossary does not hold";
    UNKNOWN_CHAPTER "unknown-chapter" Error true "a chapter id that is not in the manual";
    UNKNOWN_SISTER "unknown-sister" Error true "a sister manual that site.toml does not name";
    INVENTORY_MISSING "inventory-missing" Error true "a sister manual's inventory is not where site.toml says";
    INVENTORY_DAMAGED "inventory-damaged" Error true "a sister manual's inventory cannot be read";
    INVENTORY_NEWER "inventory-newer" Warning true "a sister manual's inventory was written by a newer program";
    BROKEN_SISTER_LINK "broken-sister-link" Error true "a link to what a sister manual does not have";
    LINK_NOT_IN_FORCE "link-not-in-force" Warning true "a link to a chapter that is not in force";
    LINK_TO_OWN_SITE "link-to-own-site" Warning true "a link by web address to a page of the manual itself";
    BAD_REDIRECT "bad-redirect" Error true "an old id or path that cannot lead anywhere";
    // links outside, when `check --external` asks
    DEAD_LINK "dead-link" Warning true "an address outside the manual leads to nothing";
    MOVED_LINK "moved-link" Warning true "an address outside the manual has moved for good";
    UNREACHABLE_LINK "unreachable-link" Warning true "no good answer came from an address outside the manual";
    // review
    REVIEW_OVERDUE "review-overdue" Warning true "a chapter's review is overdue";
    REVIEW_DUE_SOON "review-due-soon" Warning true "a chapter's review is due soon";
    NO_EFFECTIVE_DATE "no-effective-date" Warning true "an approved text does not say from when it is in force";
    APPROVED_LATE "approved-late" Warning true "a text was approved after it came into force";
    NO_REVIEW_DATE "no-review-date" Warning true "a chapter says nothing of its next review";
    DATE_IN_FUTURE "date-in-future" Warning true "a review or an approval is dated after today";
    EXPIRED "expired" Warning true "a chapter has expired and nothing replaces it";
    REPLACED_REFERENCE "replaced-reference" Warning true "a chapter cites law or guidance that was replaced";
    // registers
    REFERENCE_NOT_IN_FORCE "reference-not-in-force" Warning true "a chapter cites law or guidance that is not in force";
    REPLACEMENT_CYCLE "replacement-cycle" Error false "references replace each other in a circle";
    DUPLICATE_REFERENCE "duplicate-reference" Warning true "the register holds one document twice";
    REGISTERED_ADDRESS "registered-address" Warning true "a text links to the web address of something in the register";
    UNUSED_CONTACT "unused-contact" Warning true "a contact that nothing names";
    PERSONAL_NAME "personal-name" Warning true "a person's name stands where a role or team belongs";
    BAD_TELEPHONE "bad-telephone" Warning true "a telephone number that cannot be dialled";
    BAD_EMAIL "bad-email" Warning true "an e-mail address that cannot be written to";
    UNREACHABLE_CONTACT "unreachable-contact" Warning true "a contact with neither telephone nor e-mail";
    TYPED_CONTACT "typed-contact" Warning true "a text holds a number or address that stands in the register";
    DEPRECATED_TERM "deprecated-term" Warning true "a word that the glossary no longer uses";
    AMBIGUOUS_TERM "ambiguous-term" Warning true "a word that stands in the glossary twice";
    UNSUITABLE_TERM "unsuitable-term" Warning true "a word of the glossary that cannot be found in texts";
    PLACEHOLDER_TEXT "placeholder-text" Warning true "words that a command wrote for the author to replace";
    UNPUBLISHED_CHAPTER "unpublished-chapter" Warning true "a chapter is left out of the site";
    // writing
    UNCLOSED_BLOCK "unclosed-block" Error true "a block of code or a comment is not closed";
    HEADING_AS_TEXT "heading-as-text" Warning true "a line was meant for a heading and is text";
    TABLE_AS_TEXT "table-as-text" Warning true "rows were meant for a table and are text";
    LIST_AS_TEXT "list-as-text" Warning true "an item of a list, or its box to tick, is text";
    VARIABLE_AS_TEXT "variable-as-text" Warning true "braces were meant for a variable and are text";
    MARKUP_AS_TEXT "markup-as-text" Warning true "a value in front matter or a register holds Markdown or a variable";
    SEVERAL_IN_ONE "several-in-one" Warning true "a value holds commas where a list is meant";
    UNKNOWN_CLASS "unknown-class" Warning true "a word behind a heading is nearly the one that takes its number away";
    LIST_NUMBERS "list-numbers" Warning true "a list's typed numbers are not those that readers see";
    LIST_MISSING "list-missing" Warning true "a list is announced, and none follows";
    TABLE_CELL_LOST "table-cell-lost" Error true "a table row has more cells than the table has columns";
    TABLE_ROW_SHORT "table-row-short" Warning true "a table row has fewer cells than the table has columns";
    TABLE_CAPTION "table-caption" Warning true "a table behind another has no caption";
    LIMIT_NAME "limit-name" Warning true "a column of time limits has a name that does not say so";
    SAME_LINK_TEXT "same-link-text" Warning true "two links of a page have one text and two targets";
    ADDRESS_AS_TEXT "address-as-text" Warning true "a link's text is an address or the name of a file";
    HEADING_CAPITALS "heading-capitals" Warning true "a heading in capital letters";
    HEADING_PUNCTUATION "heading-punctuation" Warning true "a heading ends with a full stop or a colon";
    LONG_HEADING "long-heading" Warning true "a heading is too long to be a name";
    HEADING_VARIABLE "heading-variable" Warning true "a heading holds what lists of contents and links leave out";
    EMPTY_SECTION "empty-section" Warning true "nothing stands under a heading";
    SECTION_NUMBERS "section-numbers" Warning true "typed section numbers skip, repeat or contradict their level";
    CHAPTER_NUMBERS "chapter-numbers" Warning true "chapter numbers repeat or go backwards";
    DUPLICATE_PREFIX "duplicate-prefix" Warning true "two files of a folder begin with one number";
    VALUE_CUT_SHORT "value-cut-short" Warning true "a value in front matter is cut short by a #";
    AMBIGUOUS_DATE "ambiguous-date" Warning true "a date in figures that can be read as two days";
    STALE_STATEMENT "stale-statement" Warning true "something still to come, on a day that has passed";
    REVIEW_ONLY_IN_TEXT "review-only-in-text" Warning true "a review that only the text knows of";
    REVIEW_DATES_DIFFER "review-dates-differ" Warning true "text and front matter name different days of review";
    READING_AGE "reading-age" Warning true "a chapter is hard to read";
    LONG_DUTY "long-duty" Warning true "a sentence of a duty or a step is very long";
    // exemptions
    EXEMPTION_WITHOUT_REASON "exemption-without-reason" Error true "an exemption does not say why";
    BAD_EXEMPTION "bad-exemption" Error false "an exemption from a check that is not there or must not be left out";
    EXEMPTION_UNUSED "exemption-unused" Warning true "an exemption that nothing needs any longer";
    // search
    BAD_JUDGEMENT "bad-judgement" Error false "a judgement of search that cannot be used";
    UNKNOWN_ANSWER "unknown-answer" Error false "a judgement names what search cannot find: there is no such section";
    // theme and output
    BAD_WORDS "bad-words" Error false "a theme's file of words holds something that cannot be said";
    WORDS_MISSING "words-missing" Warning true "a theme's file of words leaves words out";
    TEMPLATE_ERROR "template-error" Error false "a template of the theme is faulty";
    SEARCH_INDEX "search-index" Error false "what readers search could not be made";
    OUTPUT_CLASH "output-clash" Error false "two things would be written to one path";
}

/// The code of a name, if there is one.
pub fn find_code(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}
