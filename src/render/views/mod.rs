//! What templates are given: plain data, one view for each template of the same name.
//!
//! Dates are written out, addresses start from the page, texts are plain unless a field says HTML. A view is hashed, and
//! a page whose view is the same as in the build before is not made again.

pub mod amendments;
pub mod as_at;
pub mod badge;
pub mod changes;
pub mod chapter;
pub mod compare;
pub mod duties;
pub mod forms;
pub mod going_live;
pub mod history;
pub mod keep;
pub mod lists;
pub mod make_amendment;
pub mod make_amendments;
pub mod make_as_at;
pub mod make_banners;
pub mod make_changes;
pub mod make_chapter;
pub mod make_checklist;
pub mod make_compare;
pub mod make_going_live;
pub mod make_history;
pub mod make_later;
pub mod make_links_on_day;
pub mod make_lists;
pub mod make_page;
pub mod make_print;
pub mod make_proposal;
pub mod make_register;
pub mod make_registers;
pub mod make_reviews;
pub mod make_search;
pub mod make_site;
pub mod make_timeline;
pub mod make_uses;
pub mod make_verdict;
pub mod make_year;
pub mod page;
pub mod pictures;
pub mod redirect;
pub mod referred;
pub mod reviews;
pub mod search;
pub mod words;
