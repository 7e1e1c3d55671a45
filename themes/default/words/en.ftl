# What Chapterhouse itself says, in English. Every other language builds on this file: what its own leaves out is said in English.
#
# The syntax is that of Fluent (projectfluent.org). A line is a name and the words; { $name } is a place for a value, and
# { $n -> … } chooses between forms: by the number, by the class of the number (zero, one, two, few, many, other), or by a name.
# [none] is the form for a value that is empty. In a sentence that a template puts links or markup into, the places may stand in
# any order.

## The language

alphabet = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
numbers_heading = 0–9
date = { $day } { $month } { $year }
month_and_year = { $month } { $year }
month_1 = January
month_2 = February
month_3 = March
month_4 = April
month_5 = May
month_6 = June
month_7 = July
month_8 = August
month_9 = September
month_10 = October
month_11 = November
month_12 = December
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
 }
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
hours_counted = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
list_end = { $before } and { $last }
as_sentence = { $text }.
title_quoted = "{ $title }"

## Every page

skip_to_main = Skip to main content
menu = Menu
manual = Manual
breadcrumb = Breadcrumb
footer = Footer
about_us = About us
home = Home
a_to_z = A to Z
what_has_changed = What has changed
contacts = Contacts
# What people who look for numbers may type: it is searched, and never shown.
contacts_found_by = telephone phone numbers email addresses
glossary = Glossary
law_and_guidance = Law and guidance
forms = Forms
what_would_go_live = What would go live
accessibility_statement = Accessibility statement
print_whole_manual = Print the whole manual
as_at_date = As at a date
review_register = Review register
search = Search
search_the_manual = Search the manual
published_by = Published by { $publisher }.
page_built_on = Page built on { $day }.
built_on = Built on { $built_on }.
next_planned_update = Next planned update: { $next_update }.
about_this_copy = About this copy
as_it_stood = The manual as it stood on { $day }
record_not_for_use = a record, not for use.
for_review = For review, not in force.
for_review_title = For review, not in force:
made_for_review = Made on { $day } for those who decide about changes to come.
copy_is_old = This copy is old.
copy_age = It was built on { $built_on }, more than { $stale_after } ago. Look for a newer one before you rely on it.
sheet_record = A record of the manual as it stood on { $as_at }. Not for use.
sheet_review = For review, not in force. Made on { $built_on }. Do not follow it.
# Behind the state of a text: "Withdrawn when this page was built."
sheet_not_in_force = when this page was built. Do not follow it.
sheet_undated = Valid for { $valid_for } once printed. Date printed:
sheet_dated = Printed { $day }. Valid for { $valid_for }.
# In the place of these two from the day on which the copy is old.
sheet_stale = Old copy, built on { $built_on }. Check it before use.

## How a text stands

state_draft = Draft
state_prospective = Not yet in force
state_future = Not yet in force
state_current = Current
state_superseded = Superseded
state_withdrawn = Withdrawn
state_expired = Expired
withdrawn_aside = withdrawn
mark_overdue = Overdue
badge_new = New
badge_updated = Updated
badge_changed = Changed
badge_withdrawn = Withdrawn
badge_not_yet = Not yet in force
badge_draft = Draft
badge_expired = Expired

## Notices above a text

banner_withdrawn = Withdrawn
banner_expired = Expired
banner_superseded = Not in force
banner_future = Not yet in force
banner_prospective = Not yet in force
banner_draft = Draft
in_force = In force
new_edition = New edition
under_review = Under review
review_overdue = Review overdue
interim = Interim
to_be_withdrawn = To be withdrawn
change_coming = Change coming
use_instead = Use instead
current_text = Current text
the_chapters_page = The chapter's page
read_it = Read it
read_with_changes = Read it with its changes marked
see_what_changed = See what changed since
see_what_changes = See what changes
was_withdrawn = This chapter was withdrawn on { $day }. Do not follow it.
has_expired = This chapter expired on { $day }. Ask its owner what applies now.
withdrawn_since = The chapter was withdrawn on { $day }.
expired_since = The chapter has expired since.
takes_effect_until_then = This edition takes effect on { $day }. Until then it is not in force.
approved_without_date = This text is approved, but no date is set for it. It is not in force.
being_written = This text is being written. It is not approved and not in force.
further_edition = A further edition is to take effect on { $day }.
edition_to_come = A new edition is to come, and no date is set for it.
edition_being_written = A new edition is being written.
new_edition_on = A new edition takes effect on { $day }.
new_edition_reinstates = A new edition takes effect on { $day } and brings this chapter back into force.
edition_took_effect = This edition took effect on { $day }. This page was built before, on { $built }.
new_edition_took_effect = A new edition took effect on { $day }. This page was built before, on { $built }.
was_due_for_review = This chapter was due for review by { $day }. It stays in force until it is replaced.
interim_until = This chapter is in force until { $day } and no longer.
will_be_withdrawn = This chapter will be withdrawn on { $day }.
edition_one = This edition was in force on { $until } only.
edition_between = This edition was in force from { $from } until { $until }.
edition_until = This edition was in force until { $until }.
edition_no_longer = This edition is no longer in force.
edition_never = This edition was never in force: another took effect on the same day.
last_one = Its last text was in force on { $until } only.
last_between = Its last text was in force from { $from } until { $until }.
last_until = Its last text was in force until { $until }.

## A chapter

on_this_page = On this page
contents_of_chapter = Contents of this chapter
scope = Scope
for_whom = For
areas = Areas
audience = { $audience ->
   *[other] { $plain }
 }
chapter_type = { $type ->
    [policy] policy
    [values] values
    [guidance] guidance
    [form] form
    [notice] notice
   *[procedure] procedure
 }
container = { $kind ->
    [tip] Tip
    [important] Important
    [warning] Warning
    [caution] Caution
    [must] Must
    [steps] Steps
    [checklist] Checklist
    [local] Local
    [verbatim] The law says
   *[note] Note
 }
link_to_section = Link to section { $number }
link_to_titled = Link to "{ $title }"
section_named = section { $number }, { $title }
note_number = Note { $n }
notes = Notes
back_to_text = Back to the text
back_from_note = Back to the text of note { $n }
what_you_must_do = What you must do, by when
# The same over a text that is not in force yet.
what_this_will_ask = What this will ask, once in force
must = Must
time_limits = Time limits
before_section_one = Before section 1
# Rows of a table that the list of what to do leaves to the table itself.
limits_more = and { $n } more in the table
duties_marked = These are the duties, steps and time limits that the chapter marks. Its text may ask more of you.
# Of the steps that the list of what to do does not repeat.
steps_more = { $n ->
    [one] and { $n } more step
   *[other] and { $n } more steps
 }
# Of a duty or of steps, where the list of what to do leaves something out.
the_rest = the rest
whom_to_ring = Whom to ring
all_numbers = All numbers
all_numbers_title = Whom to ring: all numbers
answers_for_this = answers for this chapter
telephone = Telephone
email = Email
hours = Hours
out_of_hours = out of hours
outside_hours = Outside these hours
words_explained = Words explained
read_at_source = read it at its source
read_source = read it
open_form = open the form
related_chapters = Related chapters
takes_the_place_of = Takes the place of
referred_to_from = Referred to from
chapters_in_part = Chapters in this part
in_this_manual = In this manual
previous = Previous
next = Next
previous_and_next = Previous and next chapter
earlier_edition = Earlier edition
later_edition = Later edition
earlier_and_later = Earlier and later edition
permanent_address = This is the permanent address of { $of }.
the_edition_since = the edition in force since { $day }
the_edition_in_force = the edition in force
this_edition = this edition
own_page_shows = The chapter's own page always shows what is in force
# "2.2 Home visits, version 2.0, in force from 5 November 2025"; what has no day yet is not said to be in force.
cited_as = { $title }{ $version ->
    [none] {""}
   *[other] , version { $version }
 }{ $day ->
    [none] {""}
    [draft] , a draft
    [undated] , without a date yet
   *[other] , in force from { $day }
 }
edition_of = edition of { $day }
edition_undated = edition without a date
edition_undated_title = { $state ->
    [draft] draft edition
    [prospective] prospective edition
    [future] future edition
    [superseded] superseded edition
    [withdrawn] withdrawn edition
    [expired] expired edition
   *[current] current edition
 }
edition_named = { $version ->
    [none] Edition
   *[other] Version { $version }
 }{ $day ->
    [none] {""}
   *[other] , in force from { $day }
 }
edition_draft = { $version ->
    [none] Edition
   *[other] Version { $version }
 }, a draft
edition_without_date = { $version ->
    [none] Edition
   *[other] Version { $version }
 }, without a date yet
edition_by_name = { $name ->
    [undated] undated
    [prospective] prospective
    [draft] draft
   *[other] { $name }
 }
version_named = version { $version }
changed_with = { $version ->
    [none] with the edition of { $day }
   *[other] with version { $version }
 }
changed_with_this = { $version ->
    [none] with edition
   *[other] with version { $version }
 }

## What is known of a chapter

document_control = Document control
document_control_caption = Who is responsible for this edition, and its dates
chapter = Chapter
reference = Reference
type = Type
title = Title
version = Version
in_force_from = In force from
in_force_until = In force until
no_date_yet = no date set yet
published = Published
published_on = Published on
expires = Expires
expires_after = Expires after
owner = Owner
author = Author
approved_by = Approved by
approved_on = Approved on
approval = Approval
last_reviewed = Last reviewed
next_review = Next review
review_first_planned = Review first planned for
review_extended_by = Review extended by
extension_reason = Reason for the extension
equality_impact = Equality impact
protective_marking = Protective marking
applies_to = Applies to
meant_in_force_from = Meant to be in force from
out_of_force_from = Out of force from
review_extended = Review extended
review_extended_from = Review extended from { $from }
review_extended_to = Review extended to { $to }
review_extended_from_to = Review extended from { $from } to { $to }
extended_by = by { $by }

## Amendments

amendment_label = { $kind ->
    [new] New
    [minor] Minor change
    [review] Reviewed
    [correction] Corrected
    [withdrawn] Withdrawn
    [reinstated] Reinstated
   *[major] Amended
 }
amendment_label_to_come = { $kind ->
    [new_from] New from
    [new] New
    [minor] Minor change to come
    [review] To be reviewed
    [correction] To be corrected
    [withdrawn] To be withdrawn
    [reinstated] To be reinstated
   *[major] To be amended
 }
in_month = in { $month }
chapter_was = This chapter { $kind ->
    [new] was new
    [minor] had a minor change
    [review] was reviewed
    [correction] was corrected
    [withdrawn] was withdrawn
    [reinstated] was reinstated
   *[major] was amended
 }{ $when ->
    [none] {""}
   *[other] {" "}{ $when }
 }
chapter_will_be = This chapter { $kind ->
    [new] will be new
    [minor] will have a minor change
    [review] will be reviewed
    [correction] will be corrected
    [withdrawn] will be withdrawn
    [reinstated] will be reinstated
   *[major] will be amended
 }{ $when ->
    [none] {""}
   *[other] {" "}{ $when }
 }
to_reread_in_full = { $opening } and should be { $kind ->
    [new] read
   *[other] re-read
 } in full.
to_reread_in_full_then = { $opening } and should then be { $kind ->
    [new] read
   *[other] re-read
 } in full.
to_reread_what_changed = { $opening }; the sections that changed should be { $kind ->
    [new] read
   *[other] re-read
 }.
to_reread_what_changed_then = { $opening }; the sections that changed should then be { $kind ->
    [new] read
   *[other] re-read
 }.
to_reread_sections = { $opening }: { $kind ->
    [new] read
   *[other] re-read
 } { $sections }.
to_reread_sections_then = { $opening }; { $sections } should then be { $kind ->
    [new] read
   *[other] re-read
 }.
reread_in_full = { $kind ->
    [new] Read
   *[other] Re-read
 } in full.
reread_what_changed = { $kind ->
    [new] Read
   *[other] Re-read
 } the sections that changed.
reread_sections = { $kind ->
    [new] Read
   *[other] Re-read
 } { $sections }.
reread_nothing = There is nothing to re-read.
# Inside a sentence, and where a clause begins with it.
sections_counted = { $n ->
    [one] section { $numbers }
   *[other] sections { $numbers }
 }
sections_counted_first = { $n ->
    [one] section { $numbers }
   *[other] sections { $numbers }
 }
reviewed_unchanged = Reviewed; nothing changed.
small_change = A small change that alters nothing in what to do.
chapter_was_withdrawn = This chapter was withdrawn.
since_amendment = { amendment_label }{ $day ->
    [none] .
   *[other] {" "}on { $day }.
 }
since_then = Since then: { $kind ->
    [new] new
    [minor] minor change
    [review] reviewed
    [correction] corrected
    [withdrawn] withdrawn
    [reinstated] reinstated
   *[major] amended
 }{ $day ->
    [none] .
   *[other] {" "}on { $day }.
 }
published_retrospective = Published on { $on }, in force from { $from }: retrospective.
in_force_retrospective = In force from { $from }: retrospective.
sections = Sections
sections_changed = Sections changed
reason = Reason
earlier_amendments = Earlier amendments
all_amendments = All amendments of this chapter

## What has changed

what_changed_in = What changed in { $year }
amendments_lead = What was new, updated and withdrawn in this manual, the newest first.
next_update_planned = The next update is planned for { $next_update }.
follow_changes = Follow the changes
updates = Updates
coming = Coming
years_title = Years
newest_updates = The newest updates
all_of_year = All of { $year }
between_updates = Between updates, { $month }
no_amendments = No amendments are recorded yet.
no_amendment_for_update = No amendment is recorded for this update.
list_new = New
list_updated = Updated
list_withdrawn = Withdrawn
minor_and_reviews = Minor changes and reviews
more_to_come = { $n } more are to come.
more_of_update = { $n } more: all of { $update }
feed_of_manual = { $title }: changes
feed_of_part = { $title }: changes to { $part }
since_last_visit = Since your last visit
# For who runs no script. $list: the link.
visits_plain = Look for the day on which you were here last in { $list }: the newest stands first. What is new or has changed is marked on its own page, too.
visits_plain_link = the list of everything that has changed
visits_plain_here = Look for the day on which you were here last: what changed after it stands above it, the newest first. What is new or has changed is marked on its own page, too.
visits_offer = This browser can keep the day of your visits, so that you see here what has changed since. Nobody else gets to know of it.
keep_visits = Keep the day of my visits
visits_first = From today the day of your visits is kept. What changes from now on stands here when you come back.
visits_none = Nothing has changed since your last visit on { $day }.
visits_some = Since your last visit on { $day }:
forget_visits = Forget my visits

## The history of a chapter

history_of = History of { $chapter }
history_of_chapter = History of this chapter
editions = Editions
this_page = this page
what_changed = What changed
chapters_own_page = The chapter's own page
version_is_in_force = { $version ->
    [none] The newest edition is in force.
   *[other] Version { $version } is in force.
 }
chapter_is_withdrawn = The chapter is withdrawn: no edition of it is in force.
chapter_has_expired = The chapter has expired: no edition of it is in force.
chapter_not_yet = No edition of the chapter is in force yet.
called = Called "{ $title }".
approved_by_whom = Approved by { $by }{ $day ->
    [none] .
   *[other] , on { $day }.
 }
approved_on_day = Approved on { $day }.
read_edition = { $version ->
    [none] Read the edition of { $day }
   *[other] Read version { $version }
 }
read_this_edition = Read this edition
minor_changes = Minor changes
no_amendment_for_edition = No amendment is recorded for this edition.
timeline_title = When each edition was in force
timeline_key = Filled: in force. Framed: was in force. Broken line: not in force, or still to come. A ring is an amendment.
days_draft = Being written; not approved and not in force.
days_prospective = Approved; no date is set for it.
takes_effect_on = Takes effect on { $day }.
in_force_since = In force since { $day }.
in_force_first_unknown = In force; its first day is not recorded.
days_one = In force on { $until } only.
days_between = In force from { $from } until { $until }.
days_until = In force until { $until }.
never_in_force = Never in force: another edition took effect on the same day.
brings_back = It brings the chapter back into force after it was withdrawn.
expired_last_day = Expired: { $day } was its last day.
expires_last_day = Expires: { $day } is its last day.
withdrawn_from = Withdrawn from { $from }{ $until ->
    [none] .
   *[other] , until { $until }.
 }
to_be_withdrawn_from = To be withdrawn from { $from }{ $until ->
    [none] .
   *[other] , until { $until }.
 }
published_ahead = Published on { $on }, ahead of its first day.
until_then_saw = Until then readers saw the edition of { $day }.
until_then_saw_one_before = Until then readers saw the edition before it.
until_then_saw_nothing = Until then readers saw no text of this chapter.

## Comparisons

title_what_changed = { $title }: what changed
title_changes = { $title }: changes in the text
sheet_compare = { $title }: what changed from { $from } to { $to }
sheet_changes = { $title }: changes from { $from } to { $to }
from_edition_to = { $from } to { $to }
compared_from = From
compared_to = To
text_as_it_is_to_be = This is the whole text as it is to be.
marking = Words that were { $taken_out } are struck through, words that were { $put_in } are underlined, and { $matters } among them are marked.
taken_out = taken out
put_in = put in
matters = time limits, ages, what must, should or may be done, and numbers
typography_left_out = Differences in quotation marks, dashes and spaces are left out.
look_at_first = What to look at first
matter_time_limits = Time limits
matter_ages = Ages
matter_duties = Must, should and may
matter_numbers = Other numbers
point_changed = “{ $older }” is now “{ $newer }”
point_new = New: “{ $newer }”
point_out = Taken out: “{ $older }”
point_times = ({ $n } times)
in_section = in { $section }
whole_sections = Whole sections
introduction = Introduction
section_is_new = { $section } is new: it holds { $holds }
section_is_out = { $section } is taken out: it held { $holds }
holds_time_limits = { $n ->
    [one] { $n } time limit
   *[other] { $n } time limits
 }
holds_ages = { $n ->
    [one] { $n } age
   *[other] { $n } ages
 }
holds_duties = { $n ->
    [one] { $n } “must”, “should” or “may”
   *[other] { $n } of “must”, “should” or “may”
 }
holds_numbers = { $n ->
    [one] { $n } other number
   *[other] { $n } other numbers
 }
about_the_chapter = About the chapter
cited_newly = Law and guidance cited newly
no_longer_cited = Law and guidance no longer cited
why_it_changed = Why it changed
section_by_section = Section by section
other_comparisons = Other comparisons
changes_in = Changes in
read_without_changes = Read it without the changes
compare_sections = Compare section by section
chapter_as_it_is = The chapter as it is now
# The summary: how many of what, and what became of them. $what is sections, headings, time_limits, ages, duties or numbers.
things_counted = { $what ->
    [sections] { $n ->
        [one] section
       *[other] sections
     }
    [headings] { $n ->
        [one] heading
       *[other] headings
     }
    [time_limits] { $n ->
        [one] time limit
       *[other] time limits
     }
    [ages] { $n ->
        [one] age
       *[other] ages
     }
    [duties] “must”, “should” or “may”
   *[numbers] { $n ->
        [one] number
       *[other] numbers
     }
 }
summary_first = { $n } { $things } { $fate ->
    [added] added
    [removed] removed
    [renamed] renamed
    [moved] moved
    [put_in] put in
    [taken_out] taken out
    [new] new
   *[changed] changed
 }
summary_next = { $n } { $fate ->
    [added] added
    [removed] removed
    [renamed] renamed
    [moved] moved
    [put_in] put in
    [taken_out] taken out
    [new] new
   *[changed] changed
 }
no_change_of_wording = no change of wording
no_change_of_text = no change in the text itself
other_changes = other changes: { $list }
other_change = { $what ->
    [title] title
    [scope] scope
    [areas] who it applies to
    [audience] who it is for
    [forms] forms
    [law] law and guidance
   *[owner] owner
 }
pictures_are_others = { $n ->
    [one] { $n } picture is another one
   *[other] { $n } pictures are other ones
 }
links_lead_elsewhere = { $n ->
    [one] { $n } link leads elsewhere
   *[other] { $n } links lead elsewhere
 }
unchanged = unchanged
unchanged_set_out = unchanged, set out differently
section_changed = Changed
section_new = New
section_taken_out = Taken out
section_renamed = Renamed
section_moved = Moved
heading_put_in = Heading put in
heading_taken_out = Heading taken out
moved_from_to = Moved from { $from } to { $to }.
moved_elsewhere = Moved to another place.
its_text_unchanged = Its text is unchanged.
the_text_unchanged = The text is unchanged.
heading_is_new = The heading is new; the text stood before the first heading.
heading_was_taken_out = Its heading “{ $title }” was taken out.
some_set_out = Some of it is set out differently.
was_called = It was called “{ $title }”.
was_numbered = It was numbered { $number }.
section_in_newer = This section in the newer edition
section_in_older = This section in the older edition
link_leads_elsewhere = The link “{ $link }” now leads to { $newer }. It led to { $older }.
link_is_new = The link “{ $link }” is now a link to { $newer }.
link_is_gone = The link “{ $link }” is no longer a link. It led to { $older }.
note = Note
quotation = Quotation
row_new = New row
row_taken_out = Row taken out
time_limit_changed = Time limit changed
age_changed = Age changed
duty_changed = Must, should or may changed
# For the ear: what stands in brackets before and behind changed words.
ear_inserted = inserted
ear_inserted_end = end of insertion
ear_removed = removed
ear_removed_end = end of removal

## Home, parts, A to Z

chapters = Chapters
other_chapters = Other chapters
what_is_new = What is new
everything_changed = Everything that has changed
what_is_coming = What is coming
from_day = From { $day }
no_chapters_in_part = There are no chapters in this part yet.
print_this_page = Print
print_this_part = Print this part
letters = Letters
no_entries = There are no entries yet.
index_see = see

## Registers

kinds = Kinds
no_references = There are no references yet.
reference_group = { $group ->
    [acts] Acts
    [regulations] Regulations
    [statutory-guidance] Statutory guidance
    [cases] Cases
    [standards] Standards
    [forms] Forms
   *[other-guidance] Other guidance
 }
reference_kind = { $kind ->
   *[other] { $kind }
 }
law_from = in force from { $from }
law_until = in force until { $until }
law_from_until = in force from { $from } until { $until }
mark_to_be_replaced = To be replaced
mark_replaced = Replaced
mark_no_longer_in_force = No longer in force
replaced_by = by { $reference }
replaced_from = from { $day }
cited_by_none = No chapter in force cites it
cited_by_chapters = { $n ->
    [one] Cited by { $n } chapter
   *[other] Cited by { $n } chapters
 }
cited_by_pages = { $n ->
    [one] Cited by { $n } page
   *[other] Cited by { $n } pages
 }
forms_lead = Every form that the chapters of this manual send you to, and where each is used.
used_in = Used in
form_unused = No chapter in force uses it.
no_contacts = There are no contacts yet.
where_named = Where it is named
named_in = Named in
answers_for = Answers for
no_terms = There are no terms yet.
also_called = Also called
not_used_from = Not used from { $day }
no_longer_used = No longer used

## The review register

calendar_title = The manual's year
calendar_lead = Changes that readers were told of or will be, and reviews of chapters in force by the day on which they are due.
month = Month
changes_counted = Changes
reviews_counted = Reviews due
due_before_year = { $n ->
    [one] { $n } review was due before { $year }.
   *[other] { $n } reviews were due before { $year }.
 }
due_after_year = { $n ->
    [one] { $n } review is due after { $year }.
   *[other] { $n } reviews are due after { $year }.
 }
whole_review_register = The whole review register
nothing_to_review = No chapter is in force, so that there is nothing to review.
reviews_lead = Worked out on { $day }. Overdue does not mean out of force: a chapter stays in force until it is replaced. Drafts, withdrawn chapters and chapters that are not yet in force are not listed.
same_register = The same register
as_table = as a table (CSV)
for_calendar = for a calendar (iCalendar)
for_programs = for programs (JSON)
by_owner = By owner
no_owner = No owner
needs_doing = What needs doing
standing = State
none_set = none set
not_recorded = not recorded
expired_on = expired on { $day }
expires_on = expires on { $day }
review_state = { $state ->
    [up-to-date] Up to date
    [due-soon] Due soon
    [overdue] Overdue
    [expired] Expired
   *[unplanned] No date
 }
summary_overdue = { $n ->
    [0] No chapter is overdue for review
    [one] { $n } chapter is overdue for review
   *[other] { $n } chapters are overdue for review
 }
summary_due_soon = { $n ->
    [0] none is due within { $soon }
    [one] { $n } is due within { $soon }
   *[other] { $n } are due within { $soon }
 }
summary_up_to_date = { $n ->
    [one] { $n } is up to date
   *[other] { $n } are up to date
 }
summary_undated = { $n ->
    [one] { $n } names no date
   *[other] { $n } name no date
 }
summary_expired = { $n ->
    [one] { $n } has expired
   *[other] { $n } have expired
 }
so_many_overdue = { $n } overdue
so_many_due_soon = { $n } due soon
so_many_expired = { $n } expired
rest_up_to_date = { $n ->
    [one] { $n } chapter up to date
   *[other] { $n } chapters up to date
 }
rest_without_date = { $without ->
    [one] { $without } chapter without a date
   *[other] { $without } chapters without a date
 }
rest_both = { $n ->
    [one] { $n } chapter up to date
   *[other] { $n } chapters up to date
 }, { $without } without a date
calendar_name = { $title }: reviews
review_due = Review due
review_category = Review
event_due = { $chapter } is due for review by { $day }.
event_overdue = { $chapter } was due for review by { $day }.
event_expires = The chapter expires on { $day }.
event_stays = The chapter stays in force until it is replaced.

## The manual as at a date, and records

manual_as_at_date = The manual as at a date
as_at_lead = What did the manual say on a day in the past? Every text that has been in force is kept at an address of its own, for good.
the_day = The day
goes_back_to = The manual goes back to { $day }.
show_the_manual = Show the manual
manual_on_day = The manual on { $day }
day_to_come = This day is still to come: the list shows what is known as at { $day }.
as_at_note = Numbers, parts and the order of chapters are those of today. Each link leads to the text that was in force on the day, and the links in that text lead to what was in force with it.
by_update = By update
by_day_of_change = By day of change
days_title = Days
in_force_by_update = What was in force after each update, newest first.
in_force_by_day = What was in force from each day on which something changed, newest first.
changed_between = A chapter may have changed between two of them: its own page lists all its editions with their dates.
changed_by_update = What changed up to each update, newest first.
changed_by_day = What changed on each day, newest first.
too_large_to_list = The manual is too large to list all of it for every day here: choose a day above where script is allowed, or ask for a copy of the whole manual as it stood on a day.
no_chapter_in_force = No chapter was in force.
nothing_changed = Nothing changed.
and_more = And { $n } more, which the chapters' own pages list.
script_in_force_one = { $n } chapter in force
script_in_force = { $n } chapters in force
script_withdrawn = { $n } withdrawn
script_expired = { $n } expired
script_not_yet = { $n } not in force yet, not listed
script_edition = edition of { $day }
script_was_withdrawn = withdrawn on { $day }; its last text
script_was_expired = expired; its last text
script_retrospective = Published later, on { $day }.
script_saw = On the day readers saw the
script_saw_nothing = On the day readers saw no edition.
script_no_day = There is no such day: choose one above.
script_as_at_reading = You are reading the manual as it stood on { $day }.
script_as_at_other = You are looking at the manual as at { $day }, but this is not the text that was in force on that day.
script_as_at_right = Read the text that was
script_as_at_withdrawn = The chapter was withdrawn by that day; this was its last text.
script_as_at_expired = The chapter had expired by that day; this was its last text.
script_as_at_not_yet = The chapter was not in force yet on that day.
script_as_at_unpublished = This text was published later, on { $day }.
script_as_at_leave = Leave: read the manual as it is now
script_as_at_absent = (not in force on that day)
published_by_name = Published by
as_it_stood_on = As it stood on
record_made_on = Record made on
chapters_in_force = Chapters in force
withdrawn_by_then = Withdrawn by then
expired_by_then = Expired by then
hash_of_source = Hash of the source (BLAKE3)
made_by = Made by
record_lead = This is a record, made for those who must know what the manual said on that day. It is not for use: what applies now stands in the manual itself.
record_made_from = What this record is made from
record_holds = What it holds, and what it does not
record_chapters = Every chapter that was in force on { $as_at }, or had been before, with every edition up to that day; withdrawn and expired chapters say so.
record_nothing_later = Nothing that took effect later, and no amendment or review that is dated later.
record_no_editions = What has no editions is as it stood on the day the record was made: the text further down this page, the introductions to parts, passages that chapters share, numbers and order, and the registers (contacts, law and guidance, glossary).
record_links = A link to a chapter that was not in force yet is shown as plain text.
record_retrospective = Texts that were published after the day they took effect
record_unseen = These were in force on { $as_at }, but readers could not see them yet.
record_late = in force from { $from }, published on { $on }.
record_saw = On { $as_at } readers saw the { $edition }.
record_saw_nothing = On { $as_at } readers saw no edition of it.
record_all_seen = There are none: what is in this record is what readers saw on { $as_at }.
record_verify = How to verify it
record_sums = The file { $file } lists every other file with its SHA-256. Where it lies, { $command } says whether any was altered.
record_again = The same source, made into a record of the same day by the same version of the program, gives the same files but for the day on which it was made.
print_record_whole = Print the whole record

## What would go live

when = When
checklist = Checklist
checklist_lead = Worked out from the files on { $built_on }. What needs judgement is left to you: whether it is right, clear and fair.
checklist_open = Open
checked_yes = yes
so_many_of = { $n } of { $all }
chapters_counted = { $n ->
    [one] { $n } chapter
   *[other] { $n } chapters
 }
group_told = { $count }{ $update ->
    [none] .
   *[other] {" "}in the update of { $update }.
 }
on_day_title = On { $day }
without_date_title = Without a date
drafts_title = Drafts
other_numbers = Other numbers
other_numbers_lead = Once everything here is published, these chapters go by other numbers.
number_becomes = { $before } becomes { $chapter }
law_guidance_terms = Law, guidance and terms
law_begins = comes into force
law_ends = is no longer in force
law_is_replaced = is replaced by { $new }
term_replaces = takes the place of “{ $term }”
messages_elsewhere = Messages about the rest of the manual
messages_elsewhere_lead = These stand in files that are in force already, in registers or in settings.
more_messages = { $n } more: { $command } lists them.
severity_error = Error
severity_warning = Warning
fault_line = line { $line }
to_mend_it = To mend it
decision = Decision
decision_yes = Yes
decision_no = No
decision_role = Role
decision_date = Date
in_its_place = In its place
more_in_comparison = { $n } more in the comparison
as_it_is_to_be = as it is to be
changes_in_text = Changes in the text
comparison = Comparison
of_title = of { $title }
change_new = New
change_changed = Changed
change_reinstated = Back in force
change_withdrawn = Withdrawn
change_expires = Expires
is_last_day = { $day } is its last day in force.
criterion_errors = No error stands in its file
criterion_approved = It is approved
criterion_note = A note tells staff what changes
criterion_named = The note names every time limit, age and duty that changes
criterion_recorded = An amendment tells of every change
criterion_reason = The reason is given
criterion_replaced = What takes its place is in force then
criterion_links = Every link leads to something in force on that day
criterion_terms = It uses no word that the glossary has given up
criterion_owner = Its owner is a role or team of the register
criterion_review = Its next review has a day
criterion_equality = Its equality impact is given
approved_by_on = { $by }, on { $day }
errors_counted = { $n ->
    [one] { $n } error
   *[other] { $n } errors
 }
open_nothing_replaces = nothing takes its place: its owner has to say what applies then
open_nothing_said = nothing is said of it
open_and_more = and { $n } more
open_message = { $message } (line { $line })
open_nobody_approved = no amendment says who approved it
open_is_draft = it is a draft
open_approval_to_come = the approval is dated { $day }, which is still to come
open_approval_undated = { $by } is named, and no day of the approval
open_not_approved = not approved yet
open_no_reason = no reason is given
open_no_replacement = nothing is said to take its place
open_replacement_not_in_force = { $chapter } is not in force on that day
the_home_page = the home page
open_linked_from = linked to from { $pages }
open_no_amendment = it has no amendment
open_no_note = its amendment has no note
open_not_in_note = not in the note: { $what }
open_point = “{ $words }” in { $section }
open_point_gone = “{ $words }”, taken out, in { $section }
open_unrecorded = the text changes, and no amendment of this edition says so
open_no_owner = it has no owner
open_unknown_owner = the register has no `{ $id }`
open_no_review = no review is planned
dead_link = “{ $link }” leads nowhere
dead_section = { $chapter } has no section “#{ $anchor }” then
dead_not_yet = { $chapter } is not in force then
dead_withdrawn = { $chapter } is withdrawn then
dead_expired = { $chapter } has expired then
dead_law_not_yet = { $title } comes into force on { $day }
dead_law_ended = { $title } was in force until { $day } only
dead_law_replaced = { $title } is replaced by { $new } then
verdict_nothing = Nothing to decide
verdict_no = It may not go live yet
verdict_open = It may go live, with open points
verdict_yes = It may go live
verdict_one_approved = It is approved.
verdict_all_approved = All are approved.
verdict_not_approved = { $n ->
    [one] { $n } is not approved.
   *[other] { $n } are not approved.
 }
verdict_errors = { $n ->
    [0] No error stops publication.
    [one] { $n } error stops publication.
   *[other] { $n } errors stop publication.
 }
verdict_points_open = { $n ->
    [one] { $n } more point of the checklist is open.
   *[other] { $n } more points of the checklist are open.
 }
would_change_on = { $n ->
    [one] { $n } chapter would change on { $day }
   *[other] { $n } chapters would change on { $day }
 }
so_many_on = { $n } on { $day }
so_many_later = { $n } later
verdict_no_difference = Nothing differs from what is in force today.
verdict_no_day = Nothing would change on any day that is set.
verdict_undated = { $n ->
    [one] { $n } chapter has no date yet.
   *[other] { $n } chapters have no date yet.
 }
verdict_drafts = { $n ->
    [one] { $n } draft is being written; it does not go live as it is.
   *[other] { $n } drafts are being written; they do not go live as they are.
 }

## Printing

title_for_printing = { $title }: for printing
print_by_part = The whole manual is too long for one page. Choose a part to print.
print_one_part = Or print one part:
print_loose = Chapters that are in no part follow here.
print_holds = { $n ->
    [one] This page holds one chapter.
   *[other] This page holds { $n } chapters.
 }
print_how = To print them, choose Print in your browser.
print_sheets = Every sheet carries the date and how long the copy is valid.
print_record = Every sheet says that it is a record.
# In place of the text of a chapter that is withdrawn, or whose last day has passed.
print_left_out = Its text is not printed here, because it is not to be followed. It stands on the chapter's own page.
print_review = Every sheet says that it is for review.

## Searching

words_to_look_for = Words to look for
filters = Filters
part = Part
all_parts = All parts
all_types = All types
registers = Registers
everybody = Everybody
area = Area
all_areas = All areas
changed_since = Changed since
as_at_a_day = As at a day
archive_too = Earlier, coming and withdrawn texts too
aside_too = Chapters for { $audiences } too
search_with_filters = Search with these filters
results = Results
more_results = More results
search_needs_script = Searching needs script.
search_lost = The search could not be loaded. It needs a connection, and a browser that is not older than four years or so.
other_ways = Other ways to what you need:
search_hint = Three or four words that a chapter would use find more than a whole question. “Words in quotes” are found only side by side.

## Pages that are not there

page_not_found = Page not found
not_found_lead = There is no page at this address. It may have been typed wrongly, or the link that you followed may be out of date.
not_found_ways = Chapters keep their address for good, and withdrawn chapters stay readable, so what you need is most likely still here:
start_at_home = Start at the home page
not_found_tell = If a link in this manual brought you here, please tell { $publisher ->
    [none] the publisher
   *[other] { $publisher }
 } which page the link is on.
page_has_moved = This page has moved
moved_from = Moved: { $old }
moved_to = What was at this address is now at { $page }.

## The accessibility statement

statement_about = This statement is about the website { $site_title }.
statement_run_by = { $publisher } runs it.
statement_aim = We want everyone who needs a procedure to be able to read it, understand it and act on it. That means that you should be able to:
statement_colours = change the colours, the contrast and the spacing of the text with the settings of your browser or device, dark and high-contrast colours included
statement_size = make the text up to four times larger, or read it on a narrow screen, without losing anything or scrolling sideways
statement_keyboard = reach and use everything with a keyboard alone, or by voice
statement_listen = listen to every page with a screen reader
statement_script = read every page with script switched off, without a connection once you have a copy, and on paper
statement_plain = We also try to write so that the text can be understood at first reading.
how_accessible = How accessible this website is
partially_compliant = This website is partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA, because of the problems listed here.
known_problems_title = Known problems
ask_other_form = If one of these problems stops you, ask us for the content in another form.
designed_to_meet = It is designed to meet the Web Content Accessibility Guidelines version 2.2, level AA. We know of no part of it that does not.
tell_us = Tell us about a problem, or ask for another format
tell_contact = If you find a problem that is not listed here, or need a chapter in large print, easy read, audio, braille or another language, please get in touch with { $contact }:
tell_what = Please give the address of the page and say what went wrong or what you need.
tell_publisher = If you find a problem that is not listed here, or need a chapter in large print, easy read, audio, braille or another language, please tell { $publisher ->
    [none] the publisher
   *[other] { $publisher }
 }. Give the address of the page and say what went wrong or what you need.
not_content = If you are not content with our answer
enforcement = The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 in England, Scotland and Wales. If you are not content with how we answer your complaint, turn to the { $service }. In Northern Ireland, turn to the { $commission }.
advisory_service = Equality Advisory and Support Service
equality_commission = Equality Commission for Northern Ireland
technical = Technical information about accessibility
committed = { $publisher ->
    [none] The publisher
   *[other] { $publisher }
 } is committed to making this website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
technical_how = Every page is plain HTML with one heading of the first level, named landmarks, and tables whose cells name their column. The theme is tested with automatic checks of the guidelines, with a keyboard, at a width of 320 pixels, in dark and in forced colours, without script, and on paper. Automatic checks find only some kinds of problem.
how_prepared = How this statement was prepared
statement_checked = This statement was last checked on { $day }.
statement_unchecked = No date has been recorded on which this statement was last checked.
statement_built = The page was built on { $built_on }.

## Without a network

or_download_them = Or { $link } as one file.
download_them = download them
download_this_chapter = Download this chapter
download_part = { $link } as one file
download_this_part = Download this part
download_manual = { $link } as one file
download_the_manual = Download the manual
download_by_part = Each part can be downloaded as one file: see the foot of its page.
without_network = Without a network
keep_here_short = Keep on this device
keep_title = Keep this manual on this device
copy_of_chapter = A copy of this chapter, made on { $day }.
chapter_now = What the chapter says now
manual_now = What the manual says now
copy_title = { $title }: a copy made on { $day }
copy_made_on = Copy made on { $day }.
copy_ages = It does not change when the manual does.
copy_ages_by = It does not change when the manual does: replace it when it is more than { $stale_after } old.
keep_why = Your browser can keep a copy of this manual, so that you can read it where you have no network: on a visit, in a basement, on a train.
keep_why_searched = Your browser can keep a copy of this manual, so that you can read and search it where you have no network: on a visit, in a basement, on a train.
keep_holds = Every chapter as it is in force, and what is to come; the lists, registers and pictures. Earlier editions, histories and comparisons are not kept: they need a network.
keep_holds_searched = Every chapter as it is in force, and what is to come; the lists, registers and pictures, and the search. Earlier editions, histories and comparisons are not kept: they need a network.
keep_stop = Stop
keep_anywhere = Anywhere, you can { $link } as one file.
keep_download = download the manual
keep_here = On this device
keep_needs_script = This needs a browser with scripts switched on. Without them, take the manual along as a file, which needs none: the end of this page says where it is.
keep_newest = While you have a network, you read the newest pages, and changes are saved as they are published.
keep_look = Look for changes now
keep_goes_on = You can go on reading meanwhile; saving goes on with the next page.
keep_partly = Only a part of the manual is on this device. It cannot be read without a network yet.
keep_go_on = Go on saving
keep_remove = Remove it from this device
keep_what = What is kept
keep_private = A page that comes from this device says at its top on which day it was saved. Nobody is told that you keep the manual, and a private window forgets it when it is closed.
keep_cannot = Where it cannot be kept
keep_https = A browser keeps a manual only from an address that begins with https. If you opened this one from a folder, that folder is a copy that needs no network.
keep_by_part = Anywhere, you can download each part as one file: see the foot of its page.
keep_each = Each chapter can be downloaded: see above its text.
copy_of = { $n ->
    [one] A copy of one chapter, made on { $day }.
   *[other] A copy of { $n } chapters, made on { $day }.
 }

## Scripts: the search

script_listed_one = 1 result
script_listed = { $n } results, { $m } listed
script_none = Nothing found for “{ $words }”
script_none_help = Nothing found for “{ $words }”. Other ways
script_all_one = The result as a page
script_all = All { $n } results
script_results = Results
script_missing = Part of the search is missing. Check your connection.
script_again = Try again
script_updated = Updated { $day }
script_new = New { $day }
script_repaired = Showing results for { $shown }: “{ $asked }” is not in this manual.
script_or = or
script_missing_words = Not in this manual: { $words }
script_loosened = Nothing has these words side by side. Showing results for the words.
script_renewed = The manual was published anew just now.
script_older_page = The manual was published anew since this page was opened.
script_older_browser = This browser is too old to search. The A to Z leads to every chapter.
script_replaced = Replaced on { $day }
script_from = In force from { $day }
script_ended = Not in force since { $day }
script_found_one = 1 result
script_found = { $n } results
script_aside_one = { $label }: 1 more result
script_aside = { $label }: { $n } more results
script_unfiltered_one = 1 result without filters
script_unfiltered = { $n } results without filters
script_filtered = With filters:
script_similar = Did you mean:
script_terms = In the glossary:
script_waiting = Searching …
script_no_words = Say what to look for: the filters narrow down what is found.
script_title = “{ $words }”
script_marked = Marked on this page: { $words }
script_unmark = Remove the marks

## Scripts: citations, words explained, the manual kept

script_cite_section = section { $number }, { $title }
script_cited = Citation copied
script_in_glossary = In the glossary
script_keep_size = It takes up { $size } on this device, in { $files } files. Less has to be fetched where the web server packs what it sends.
script_keep_large_one = Also keep 1 large file, { $size } more
script_keep_large = Also keep { $files } large files, { $size } more
script_keep_progress = { $here } of { $all } files are on this device.
script_keep_kept = This device keeps the manual as it was published on { $built }, saved { $saved }.
script_keep_checking = Looking for changes …
script_keep_newest = There is nothing newer.
script_keep_renewed = A newer manual was saved.
script_keep_removed = Nothing is kept on this device any more.
script_keep_elsewhere = Another page of this manual is saving it.
script_keep_space = The manual needs { $needed }, and your browser gives it only { $free }.
script_keep_network = The network is not there, or was lost. What has come is kept; saving goes on when the network is back.
script_keep_full = There is not enough space on this device, or your browser gives this manual no more. Make room, then go on; or remove what has come.
script_keep_refused = Your browser lets this manual keep nothing, as in a private window.
script_keep_absent = This manual cannot be kept from this address.
script_keep_altered = The web server does not give { $file } as it was published. Tell those who publish the manual.
script_kept = Kept on this device
# Before "connect to check for changes".
script_kept_saved = Saved { $day };
script_kept_connect = connect to check for changes.
script_kept_again = Check now
script_not_kept = This page is not kept on this device
script_not_kept_text = You have no network, and earlier editions, histories, comparisons and pages for printing are not kept. Connect to open it.
script_kept_chapter = The chapter, as it is kept
script_keep_evicted = Your browser has removed what was kept, to make room. You can save it again.
