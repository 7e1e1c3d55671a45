//! The list on top of a chapter: what must be done, by when.
//!
//! Takes small manuals, looks at the list. What counts as a time limit, and where sentences end, is tested where it is written.

use crate::base_manual::Manual;
use crate::built_manual::page;

/// The list on top of the chapter with such a text, tags and all, without the ends of lines.
fn list(text: &str) -> String {
    let outcome = Manual::with_chapter(text).build();
    let html =
        page(outcome.output.as_ref().unwrap_or_else(|| panic!("{:?}", outcome.lines)), "chapter/chapter/index.html");
    let (_, rest) = html.split_once("<section class=\"duties\"").expect("a list");
    rest.split_once("</section>").unwrap().0.replace('\n', "")
}

#[test]
fn rows_of_a_table_say_what_and_by_when() {
    let rows = "| Child seen | Social worker | Working **day 5** |\n| Is it safe? | | At once |\n| | Manager | Day 6 |\n| No limit | Nobody | |\n";
    let list = list(&format!(
        "## Limits\n\nTable: From day one\n\n| Step | Who | By when |\n|---|---|---|\n{rows}{}",
        "| More | Manager | Day 7 |\n".repeat(5)
    ));
    for piece in [
        "From day one",
        "</div><ul><li>Child seen: <b>Working day 5</b></li><li>Is it safe? <b>At once</b></li><li>Manager: <b>Day 6</b></li>",
        "<li><a href=\"#do:1\">and 2 more in the table</a></li></ul>",
    ] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
    assert_eq!(list.matches("<li>More: <b>Day 7</b></li>").count(), 3, "{list}");
    assert!(!list.contains("No limit") && !list.contains("By when"), "{list}");
}

#[test]
fn one_row_more_is_listed_and_not_counted() {
    let table = |rows| format!("| Step | By when |\n|---|---|\n{}", "| Ring | Day 7 |\n".repeat(rows));
    for (rows, listed, more) in [(6, 6, false), (7, 7, false), (8, 6, true)] {
        let list = list(&table(rows));
        let counted = (list.matches("<li>Ring: ").count(), list.contains("and 2 more in the table"));
        assert_eq!(counted, (listed, more), "{list}");
    }
}

#[test]
fn of_several_columns_each_limit_says_which_it_is() {
    let list = list(
        "| Stage | Due | Who | No later than |\n|---|---|---|---|\n| Visit | Day 2 | Us | Day 4 |\n| Plan | Day 8 | Us | |\n",
    );
    for piece in ["<li>Visit: Due <b>Day 2</b>; No later than <b>Day 4</b></li>", "<li>Plan: Due <b>Day 8</b></li>"] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
}

#[test]
fn no_duty_and_no_step_loses_its_limit() {
    let names = "the manager, ".repeat(40);
    let list = list(&format!(
        "> [!MUST]\n> The council must see the child. Be kind. It is seen within five working days.\n\n\
         > [!STEPS The first week]\n>\n> 1. Ask {names}all of them, within four hours, and then go on with what is left to do\n"
    ));
    for piece in [
        "The council must see the child. … It is seen within five working days.</span>",
        "all of them, within four hours …</span>",
    ] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
}

#[test]
fn the_list_says_that_the_text_may_ask_more() {
    let list = list("> [!MUST]\n> Ring at once.\n\nThe manager must write by 17:00.\n");
    assert!(list.ends_with("Its text may ask more of you.</p>") && !list.contains("17:00"), "{list}");
}
