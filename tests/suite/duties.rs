//! The list on top of a chapter: what must be done, by when.
//!
//! Takes small manuals, looks at the list. What counts as a time limit, and where sentences end, is tested where it is written.

use crate::base_manual::{Manual, SOUND};
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
    for piece in ["<li>Visit: Due: <b>Day 2</b>; No later than <b>day 4</b></li>", "<li>Plan: Due: <b>Day 8</b></li>"] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
}

#[test]
fn a_row_says_what_is_due_and_not_only_of_what() {
    let list = list(
        "| The LADO says | It means | The manager | By when |\n|---|---|---|---|\n\
         | Advice only | No risk | Records the advice | Five working days |\n\n\
         | Level | Who leads | What help | Decides within |\n|---|---|---|---|\n| Early help | School | A plan | The same day |\n\n\
         | Placement | Signs | Within what time |\n|---|---|---|\n| Near | Head of care | Before the move |\n",
    );
    for piece in [
        "<li>Advice only: Records the advice — <b>five working days</b></li>",
        "<li>Early help: Decides within <b>the same day</b></li>",
        "<li>Near: Signs: Head of care — <b>Before the move</b></li>",
    ] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
}

#[test]
fn a_long_cell_ends_with_a_sentence_and_keeps_its_limits() {
    let long = "and everybody else who knows the child well ".repeat(4);
    let list = list(&format!(
        "| Outcome | What happens | By when |\n|---|---|---|\n| One | Ring the school. Ring {long}too. | Day 1 |\n\
         | Two | Ring the school. Ring {long}within one hour. | Day 2 |\n"
    ));
    assert!(list.contains("<li>One: Ring the school. … — <b>day 1</b></li>"), "{list}");
    assert!(list.contains("within one hour. — <b>day 2</b></li>"), "{list}");
}

#[test]
fn columns_that_say_how_often_are_of_time_limits() {
    let list = list(
        "| When | How often at the least |\n|---|---|\n| First year | Every six weeks |\n\n\
         | Level | Reviewed every | How long it takes |\n|---|---|---|\n| Early help | 12 weeks | 2 hours |\n",
    );
    assert!(list.contains("<b class=\"limit\">How often at the least</b>"), "{list}");
    assert!(list.contains("<li>First year: <b>Every six weeks</b></li>"), "{list}");
    assert!(list.contains("<li>Early help: Reviewed every <b>12 weeks</b></li>"), "{list}");
    assert!(!list.contains("2 hours"), "{list}");
}

#[test]
fn steps_that_hold_a_number_or_a_limit_are_not_hidden() {
    let steps = |rest: &str| list(&format!("> [!STEPS In the first hour]\n>\n> 1. Look in the house.\n{rest}"));
    let list = steps(
        "> 2. Ring the police on 101. Wait.\n> 3. Open the record.\n> 4. Tell the parents within one hour.\n> 5. Go home.\n",
    );
    for piece in [
        "<li>1. Look in the house.</li><li>2. Ring the police on 101. …</li><li>4. Tell the parents within one hour.</li>",
        "<li><a href=\"#do:1\">and 2 more steps</a></li></ul>",
    ] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
    let list = steps("> 2. Open the record.\n");
    assert!(list.contains("Look in the house. <a href=\"#do:1\">and 1 more step</a></span>"), "{list}");
    let list = steps("> 2. Ring [them](tel:+441632960001).\n");
    assert!(list.contains("<li>2. Ring them.</li></ul>"), "{list}");
}

#[test]
fn a_duty_keeps_its_exceptions_and_its_conditions() {
    let list = list(
        "> [!MUST]\n> The council must allow it. It need not where a court forbids that. Be kind.\n>\n\
         > Before that, they must be satisfied that:\n>\n> - the child was heard;\n> - it is the best. Really.\n\n\
         > [!MUST]\n> Ring.\n",
    );
    let told = "The council must allow it. It need not where a court forbids that. … Before that, they must be satisfied that: \
                the child was heard; it is the best. Really. <a href=\"#do:1\">the rest</a></span>";
    assert!(list.contains(told), "{list}");
    assert!(list.contains("<span class=\"words\">Ring.</span>"), "{list}");
}

#[test]
fn a_text_to_come_does_not_ask_yet() {
    let manual = Manual::with_chapter("> [!MUST]\n> Ring.\n");
    manual.write(
        "content/01-part/02-later.md",
        format!("{SOUND}effective_from: 2030-01-01\n---\n\n> [!MUST]\n> Ring.\n"),
    );
    let outcome = manual.build();
    let output = outcome.output.as_ref().unwrap_or_else(|| panic!("{:?}", outcome.lines));
    let (now, later) = (page(output, "chapter/chapter/index.html"), page(output, "chapter/later/index.html"));
    assert!(now.contains(">What you must do, by when</h2>"), "{now}");
    assert!(later.contains(">What this will ask, once in force</h2>") && later.contains(" out\""), "{later}");
}

#[test]
fn no_duty_and_no_step_loses_its_limit() {
    let names = "the manager, ".repeat(40);
    let list = list(&format!(
        "> [!MUST]\n> The council must see the child. Be kind. It is seen within five working days.\n\n\
         > [!STEPS The first week]\n>\n> 1. Ask {names}all of them, within four hours, and then go on with what is left to do\n"
    ));
    for piece in [
        "The council must see the child. … It is seen within five working days. <a href=\"#do:1\">the rest</a></span>",
        "all of them, within four hours … <a href=\"#do:2\">the rest</a></span>",
    ] {
        assert!(list.contains(piece), "{piece} is not in\n{list}");
    }
}

#[test]
fn the_list_says_that_the_text_may_ask_more() {
    let list = list("> [!MUST]\n> Ring at once.\n\nThe manager must write by 17:00.\n");
    assert!(list.ends_with("Its text may ask more of you.</p>") && !list.contains("17:00"), "{list}");
}
