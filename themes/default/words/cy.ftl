# What Chapterhouse itself says, in Welsh.
#
# FOR REVIEW by a Welsh speaker who knows the field: every line was written with dictionary and grammar, and none was read by one
# yet. Mutations are those of digits read aloud (2 bennod: dwy bennod). What a place is filled with is never mutated, so that
# sentences are built round it.

## The language

alphabet = A B C Ch D Dd E F Ff G Ng H I J L Ll M N O P Ph R Rh S T Th U W Y
numbers_heading = 0–9
date = { $day } { $month } { $year }
month_and_year = { $month } { $year }
month_1 = Ionawr
month_2 = Chwefror
month_3 = Mawrth
month_4 = Ebrill
month_5 = Mai
month_6 = Mehefin
month_7 = Gorffennaf
month_8 = Awst
month_9 = Medi
month_10 = Hydref
month_11 = Tachwedd
month_12 = Rhagfyr
years = { $n ->
    [one] { $n } flwyddyn
    [two] { $n } flynedd
    [5] { $n } mlynedd
    [7] { $n } mlynedd
    [8] { $n } mlynedd
    [9] { $n } mlynedd
    [10] { $n } mlynedd
   *[other] { $n } blynedd
 }
months = { $n ->
    [two] { $n } fis
   *[other] { $n } mis
 }
weeks = { $n } wythnos
days = { $n ->
    [two] { $n } ddiwrnod
   *[other] { $n } diwrnod
 }
hours_counted = { $n } awr
list_end = { $before } a { $last }
as_sentence = { $text }.
title_quoted = "{ $title }"

## Every page

skip_to_main = Neidio i'r prif gynnwys
menu = Dewislen
manual = Llawlyfr
breadcrumb = Briwsion bara
footer = Troedyn
about_us = Amdanom ni
home = Hafan
a_to_z = A i Y
what_has_changed = Beth sydd wedi newid
contacts_found_by = ffôn rhifau e-bost cyfeiriadau
contacts = Cysylltiadau
glossary = Geirfa
law_and_guidance = Cyfraith a chanllawiau
forms = Ffurflenni
what_would_go_live = Beth fyddai'n mynd yn fyw
accessibility_statement = Datganiad hygyrchedd
print_whole_manual = Argraffu'r llawlyfr cyfan
as_at_date = Ar ddyddiad penodol
review_register = Cofrestr adolygiadau
search = Chwilio
search_the_manual = Chwilio'r llawlyfr
published_by = Cyhoeddwyd gan { $publisher }.
page_built_on = Lluniwyd y dudalen ar { $day }.
built_on = Lluniwyd ar { $built_on }.
next_planned_update = Y diweddariad nesaf a gynlluniwyd: { $next_update }.
about_this_copy = Am y copi hwn
as_it_stood = Y llawlyfr fel yr oedd ar { $day }
record_not_for_use = cofnod, nid i'w ddefnyddio.
for_review = I'w adolygu, nid mewn grym.
for_review_title = I'w adolygu, nid mewn grym:
made_for_review = Lluniwyd ar { $day } ar gyfer y rhai sy'n penderfynu ar newidiadau i ddod.
copy_is_old = Mae'r copi hwn yn hen.
copy_age = Fe'i lluniwyd ar { $built_on }, dros { $stale_after } yn ôl. Chwiliwch am un mwy newydd cyn dibynnu arno.
sheet_record = Cofnod o'r llawlyfr fel yr oedd ar { $as_at }. Nid i'w ddefnyddio.
sheet_review = I'w adolygu, nid mewn grym. Lluniwyd ar { $built_on }. Peidiwch â'i ddilyn.
sheet_not_in_force = pan luniwyd y dudalen hon. Peidiwch â'i ddilyn.
sheet_undated = Yn ddilys am { $valid_for } ar ôl argraffu. Dyddiad argraffu:
sheet_dated = Argraffwyd { $day }. Yn ddilys am { $valid_for }.
sheet_stale = Hen gopi, a luniwyd ar { $built_on }. Gwiriwch ef cyn ei ddefnyddio.

## How a text stands

state_draft = Drafft
state_prospective = Heb ddod i rym eto
state_future = Heb ddod i rym eto
state_current = Cyfredol
state_superseded = Disodlwyd
state_withdrawn = Tynnwyd yn ôl
state_expired = Wedi dod i ben
withdrawn_aside = wedi'i thynnu'n ôl
mark_overdue = Hwyr
badge_new = Newydd
badge_updated = Diweddarwyd
badge_changed = Newidiwyd
badge_withdrawn = Tynnwyd yn ôl
badge_not_yet = Heb ddod i rym eto
badge_draft = Drafft
badge_expired = Wedi dod i ben

## Notices above a text

banner_withdrawn = Tynnwyd yn ôl
banner_expired = Wedi dod i ben
banner_superseded = Nid mewn grym
banner_future = Heb ddod i rym eto
banner_prospective = Heb ddod i rym eto
banner_draft = Drafft
in_force = Mewn grym
new_edition = Argraffiad newydd
under_review = Dan adolygiad
review_overdue = Adolygiad yn hwyr
interim = Dros dro
to_be_withdrawn = I'w thynnu'n ôl
change_coming = Newid i ddod
use_instead = Defnyddiwch yn ei lle
current_text = Y testun cyfredol
the_chapters_page = Tudalen y bennod
read_it = Ei ddarllen
read_with_changes = Ei ddarllen gyda'r newidiadau wedi'u marcio
see_what_changed = Gweld beth sydd wedi newid ers hynny
see_what_changes = Gweld beth sy'n newid
was_withdrawn = Tynnwyd y bennod hon yn ôl ar { $day }. Peidiwch â'i dilyn.
has_expired = Daeth y bennod hon i ben ar { $day }. Gofynnwch i'w pherchennog beth sy'n gymwys yn awr.
withdrawn_since = Tynnwyd y bennod yn ôl ar { $day }.
expired_since = Mae'r bennod wedi dod i ben ers hynny.
takes_effect_until_then = Daw'r argraffiad hwn i rym ar { $day }. Tan hynny nid yw mewn grym.
approved_without_date = Mae'r testun hwn wedi'i gymeradwyo, ond nid oes dyddiad wedi'i bennu. Nid yw mewn grym.
being_written = Mae'r testun hwn yn cael ei ysgrifennu. Nid yw wedi'i gymeradwyo ac nid yw mewn grym.
further_edition = Bydd argraffiad arall yn dod i rym ar { $day }.
edition_to_come = Mae argraffiad newydd i ddod, ac nid oes dyddiad wedi'i bennu.
edition_being_written = Mae argraffiad newydd yn cael ei ysgrifennu.
new_edition_on = Daw argraffiad newydd i rym ar { $day }.
new_edition_reinstates = Daw argraffiad newydd i rym ar { $day } gan ddod â'r bennod hon yn ôl i rym.
edition_took_effect = Daeth yr argraffiad hwn i rym ar { $day }. Lluniwyd y dudalen hon cyn hynny, ar { $built }.
new_edition_took_effect = Daeth argraffiad newydd i rym ar { $day }. Lluniwyd y dudalen hon cyn hynny, ar { $built }.
was_due_for_review = Dylid bod wedi adolygu'r bennod hon erbyn { $day }. Mae'n aros mewn grym nes y caiff ei disodli.
interim_until = Mae'r bennod hon mewn grym tan { $day } a dim hwy.
will_be_withdrawn = Tynnir y bennod hon yn ôl ar { $day }.
edition_one = Roedd yr argraffiad hwn mewn grym ar { $until } yn unig.
edition_between = Roedd yr argraffiad hwn mewn grym o { $from } tan { $until }.
edition_until = Roedd yr argraffiad hwn mewn grym tan { $until }.
edition_no_longer = Nid yw'r argraffiad hwn mewn grym mwyach.
edition_never = Ni fu'r argraffiad hwn erioed mewn grym: daeth un arall i rym ar yr un diwrnod.
last_one = Roedd ei thestun olaf, a gedwir yma, mewn grym ar { $until } yn unig.
last_between = Roedd ei thestun olaf, a gedwir yma, mewn grym o { $from } tan { $until }.
last_until = Roedd ei thestun olaf, a gedwir yma, mewn grym tan { $until }.

## A chapter

on_this_page = Ar y dudalen hon
contents_of_chapter = Cynnwys y bennod hon
scope = Cwmpas
for_whom = Ar gyfer
areas = Ardaloedd
audience = { $audience ->
    [social-workers] gweithwyr cymdeithasol
    [foster-carers] gofalwyr maeth
    [managers] rheolwyr
    [authors] awduron
    [everyone] pawb
   *[other] { $plain }
 }
chapter_type = { $type ->
    [policy] polisi
    [values] gwerthoedd
    [guidance] canllawiau
    [form] ffurflen
    [notice] hysbysiad
   *[procedure] gweithdrefn
 }
container = { $kind ->
    [tip] Awgrym
    [important] Pwysig
    [warning] Rhybudd
    [caution] Gofal
    [must] Rhaid
    [steps] Camau
    [checklist] Rhestr wirio
    [local] Lleol
    [verbatim] Yn ôl y gyfraith
   *[note] Nodyn
 }
link_to_section = Dolen i adran { $number }
link_to_titled = Dolen i "{ $title }"
section_named = adran { $number }, { $title }
note_number = Nodyn { $n }
notes = Nodiadau
back_to_text = Yn ôl i'r testun
back_from_note = Yn ôl i'r testun o nodyn { $n }
what_you_must_do = Beth mae'n rhaid i chi ei wneud, ac erbyn pryd
# The same over a text that is not in force yet.
what_this_will_ask = Beth fydd hyn yn ei ofyn, unwaith y bydd mewn grym
must = Rhaid
time_limits = Terfynau amser
before_section_one = Cyn adran 1
# Rows of a table that the list of what to do leaves to the table itself.
limits_more = a { $n } arall yn y tabl
duties_marked = Dyma'r dyletswyddau, y camau a'r terfynau amser y mae'r bennod yn eu nodi. Gall ei thestun ofyn i chi wneud mwy.
# Of the steps that the list of what to do does not repeat.
steps_more = { $n ->
    [two] a { $n } gam arall
    [few] a { $n } cham arall
    [many] a { $n } cham arall
   *[other] a { $n } cam arall
 }
# Of a duty or of steps, where the list of what to do leaves something out.
the_rest = y gweddill
whom_to_ring = Pwy i'w ffonio
all_numbers = Pob rhif
all_numbers_title = Pwy i'w ffonio: pob rhif
answers_for_this = yn gyfrifol am y bennod hon
telephone = Ffôn
email = E-bost
hours = Oriau
out_of_hours = y tu allan i oriau
outside_hours = Y tu allan i'r oriau hyn
words_explained = Esbonio geiriau
read_at_source = ei ddarllen yn y ffynhonnell
read_source = ei ddarllen
open_form = agor y ffurflen
related_chapters = Penodau cysylltiedig
takes_the_place_of = Yn disodli
referred_to_from = Cyfeirir ati o
chapters_in_part = Penodau yn y rhan hon
in_this_manual = Yn y llawlyfr hwn
previous = Blaenorol
next = Nesaf
previous_and_next = Y bennod flaenorol a'r bennod nesaf
earlier_edition = Argraffiad cynharach
later_edition = Argraffiad diweddarach
earlier_and_later = Argraffiad cynharach a diweddarach
permanent_address = Dyma gyfeiriad parhaol { $of }.
the_edition_since = yr argraffiad mewn grym ers { $day }
the_edition_in_force = yr argraffiad mewn grym
this_edition = yr argraffiad hwn
own_page_shows = Mae tudalen y bennod ei hun bob amser yn dangos beth sydd mewn grym
cited_as = { $title }{ $version ->
    [none] {""}
   *[other] , fersiwn { $version }
 }{ $day ->
    [none] {""}
    [draft] , drafft
    [undated] , heb ddyddiad eto
   *[other] , mewn grym o { $day }
 }
edition_of = argraffiad { $day }
edition_undated = argraffiad heb ddyddiad
edition_undated_title = { $state ->
    [draft] argraffiad drafft
    [prospective] argraffiad arfaethedig
   *[other] argraffiad heb ddyddiad
 }
edition_named = { $version ->
    [none] Argraffiad
   *[other] Fersiwn { $version }
 }{ $day ->
    [none] {""}
   *[other] , mewn grym o { $day }
 }
edition_draft = { $version ->
    [none] Argraffiad
   *[other] Fersiwn { $version }
 }, drafft
edition_without_date = { $version ->
    [none] Argraffiad
   *[other] Fersiwn { $version }
 }, heb ddyddiad eto
edition_by_name = { $name ->
    [undated] heb ddyddiad
    [prospective] arfaethedig
    [draft] drafft
   *[other] { $name }
 }
version_named = fersiwn { $version }
changed_with = { $version ->
    [none] gydag argraffiad { $day }
   *[other] gyda fersiwn { $version }
 }
changed_with_this = { $version ->
    [none] gyda'r argraffiad hwn
   *[other] gyda fersiwn { $version }
 }

## What is known of a chapter

document_control = Rheoli'r ddogfen
document_control_caption = Pwy sy'n gyfrifol am yr argraffiad hwn, a'i ddyddiadau
chapter = Pennod
reference = Cyfeirnod
type = Math
title = Teitl
version = Fersiwn
in_force_from = Mewn grym o
in_force_until = Mewn grym tan
no_date_yet = dim dyddiad wedi'i bennu eto
published = Cyhoeddwyd
published_on = Cyhoeddir ar
expires = Daw i ben
expires_after = Daw i ben ar ôl
owner = Perchennog
author = Awdur
approved_by = Cymeradwywyd gan
approved_on = Cymeradwywyd ar
approval = Cymeradwyaeth
last_reviewed = Adolygwyd ddiwethaf
next_review = Adolygiad nesaf
review_first_planned = Cynlluniwyd yr adolygiad gyntaf ar gyfer
review_extended_by = Estynnwyd yr adolygiad gan
extension_reason = Rheswm dros yr estyniad
equality_impact = Effaith ar gydraddoldeb
protective_marking = Marc diogelu
applies_to = Yn gymwys i
meant_in_force_from = Bwriedir iddo fod mewn grym o
out_of_force_from = Allan o rym o
review_extended = Estynnwyd yr adolygiad
review_extended_from = Estynnwyd yr adolygiad o { $from }
review_extended_to = Estynnwyd yr adolygiad i { $to }
review_extended_from_to = Estynnwyd yr adolygiad o { $from } i { $to }
extended_by = gan { $by }

## Amendments

amendment_label = { $kind ->
    [new] Newydd
    [minor] Mân newid
    [review] Adolygwyd
    [correction] Cywirwyd
    [withdrawn] Tynnwyd yn ôl
    [reinstated] Adferwyd
   *[major] Diwygiwyd
 }
amendment_label_to_come = { $kind ->
    [new_from] Newydd o
    [new] Newydd
    [minor] Mân newid i ddod
    [review] I'w hadolygu
    [correction] I'w chywiro
    [withdrawn] I'w thynnu'n ôl
    [reinstated] I'w hadfer
   *[major] I'w diwygio
 }
in_month = ym mis { $month }
chapter_was = { $kind ->
    [new] Roedd y bennod hon yn newydd
    [minor] Cafodd y bennod hon fân newid
    [review] Adolygwyd y bennod hon
    [correction] Cywirwyd y bennod hon
    [withdrawn] Tynnwyd y bennod hon yn ôl
    [reinstated] Adferwyd y bennod hon
   *[major] Diwygiwyd y bennod hon
 }{ $when ->
    [none] {""}
   *[other] {" "}{ $when }
 }
chapter_will_be = { $kind ->
    [new] Bydd y bennod hon yn newydd
    [minor] Bydd mân newid i'r bennod hon
    [review] Adolygir y bennod hon
    [correction] Cywirir y bennod hon
    [withdrawn] Tynnir y bennod hon yn ôl
    [reinstated] Adferir y bennod hon
   *[major] Diwygir y bennod hon
 }{ $when ->
    [none] {""}
   *[other] {" "}{ $when }
 }
to_reread_in_full = { $opening } a dylid ei { $kind ->
    [new] darllen
   *[other] hailddarllen
 } yn llawn.
to_reread_in_full_then = { $opening } a dylid wedyn ei { $kind ->
    [new] darllen
   *[other] hailddarllen
 } yn llawn.
to_reread_what_changed = { $opening }; dylid { $kind ->
    [new] darllen
   *[other] ailddarllen
 } yr adrannau a newidiodd.
to_reread_what_changed_then = { $opening }; dylid wedyn { $kind ->
    [new] darllen
   *[other] ailddarllen
 } yr adrannau a newidiodd.
to_reread_sections = { $opening }: { $kind ->
    [new] darllenwch
   *[other] ailddarllenwch
 } { $sections }.
to_reread_sections_then = { $opening }; dylid wedyn { $kind ->
    [new] darllen
   *[other] ailddarllen
 } { $sections }.
reread_in_full = { $kind ->
    [new] Darllenwch
   *[other] Ailddarllenwch
 } yn llawn.
reread_what_changed = { $kind ->
    [new] Darllenwch
   *[other] Ailddarllenwch
 } yr adrannau a newidiodd.
reread_sections = { $kind ->
    [new] Darllenwch
   *[other] Ailddarllenwch
 } { $sections }.
reread_nothing = Nid oes dim i'w ailddarllen.
sections_counted = { $n ->
    [one] adran { $numbers }
   *[other] adrannau { $numbers }
 }
sections_counted_first = { $n ->
    [one] adran { $numbers }
   *[other] adrannau { $numbers }
 }
reviewed_unchanged = Adolygwyd; ni newidiodd dim.
small_change = Newid bach nad yw'n newid dim o ran beth i'w wneud.
chapter_was_withdrawn = Tynnwyd y bennod hon yn ôl.
since_amendment = { amendment_label }{ $day ->
    [none] .
   *[other] {" "}ar { $day }.
 }
since_then = Ers hynny: { $kind ->
    [new] newydd
    [minor] mân newid
    [review] adolygwyd
    [correction] cywirwyd
    [withdrawn] tynnwyd yn ôl
    [reinstated] adferwyd
   *[major] diwygiwyd
 }{ $day ->
    [none] .
   *[other] {" "}ar { $day }.
 }
published_retrospective = Cyhoeddwyd ar { $on }, mewn grym o { $from }: ôl-weithredol.
in_force_retrospective = Mewn grym o { $from }: ôl-weithredol.
sections = Adrannau
sections_changed = Adrannau a newidiodd
reason = Rheswm
earlier_amendments = Diwygiadau cynharach
all_amendments = Holl ddiwygiadau'r bennod hon

## What has changed

what_changed_in = Beth newidiodd yn { $year }
amendments_lead = Beth oedd yn newydd, wedi'i ddiweddaru ac wedi'i dynnu'n ôl yn y llawlyfr hwn, y diweddaraf yn gyntaf.
next_update_planned = Mae'r diweddariad nesaf wedi'i gynllunio ar gyfer { $next_update }.
follow_changes = Dilyn y newidiadau
updates = Diweddariadau
coming = I ddod
years_title = Blynyddoedd
newest_updates = Y diweddariadau diweddaraf
all_of_year = { $year } i gyd
between_updates = Rhwng diweddariadau, { $month }
no_amendments = Nid oes diwygiadau wedi'u cofnodi eto.
no_amendment_for_update = Nid oes diwygiad wedi'i gofnodi ar gyfer y diweddariad hwn.
list_new = Newydd
list_updated = Diweddarwyd
list_withdrawn = Tynnwyd yn ôl
minor_and_reviews = Mân newidiadau ac adolygiadau
more_to_come = Mae { $n } arall i ddod.
more_of_update = { $n } arall: { $update } i gyd
feed_of_manual = { $title }: newidiadau
feed_of_part = { $title }: newidiadau i { $part }
since_last_visit = Ers eich ymweliad diwethaf
visits_plain = Chwiliwch am ddiwrnod eich ymweliad diwethaf yn { $list }: y diweddaraf sy'n dod gyntaf. Mae'r hyn sy'n newydd neu wedi newid wedi'i nodi ar ei dudalen ei hun hefyd.
visits_plain_link = y rhestr o bopeth sydd wedi newid
visits_plain_here = Chwiliwch am ddiwrnod eich ymweliad diwethaf: uwch ei ben mae'r hyn a newidiodd wedyn, y diweddaraf yn gyntaf. Mae'r hyn sy'n newydd neu wedi newid wedi'i nodi ar ei dudalen ei hun hefyd.
visits_offer = Gall y porwr hwn gadw diwrnod eich ymweliadau, er mwyn i chi weld yma beth sydd wedi newid ers hynny. Ni chaiff neb arall wybod amdano.
keep_visits = Cadw diwrnod fy ymweliadau
visits_first = O heddiw ymlaen cedwir diwrnod eich ymweliadau. Bydd yr hyn sy'n newid o hyn ymlaen yma pan ddewch yn ôl.
visits_none = Nid oes dim wedi newid ers eich ymweliad diwethaf ar { $day }.
visits_some = Ers eich ymweliad diwethaf ar { $day }:
forget_visits = Anghofio fy ymweliadau

## The history of a chapter

history_of = Hanes { $chapter }
history_of_chapter = Hanes y bennod hon
editions = Argraffiadau
this_page = y dudalen hon
what_changed = Beth newidiodd
chapters_own_page = Tudalen y bennod ei hun
version_is_in_force = { $version ->
    [none] Mae'r argraffiad diweddaraf mewn grym.
   *[other] Mae fersiwn { $version } mewn grym.
 }
chapter_is_withdrawn = Mae'r bennod wedi'i thynnu'n ôl: nid oes argraffiad ohoni mewn grym.
chapter_has_expired = Mae'r bennod wedi dod i ben: nid oes argraffiad ohoni mewn grym.
chapter_not_yet = Nid oes argraffiad o'r bennod mewn grym eto.
called = O'r enw "{ $title }".
approved_by_whom = Cymeradwywyd gan { $by }{ $day ->
    [none] .
   *[other] , ar { $day }.
 }
approved_on_day = Cymeradwywyd ar { $day }.
read_edition = { $version ->
    [none] Darllen argraffiad { $day }
   *[other] Darllen fersiwn { $version }
 }
read_this_edition = Darllen yr argraffiad hwn
minor_changes = Mân newidiadau
no_amendment_for_edition = Nid oes diwygiad wedi'i gofnodi ar gyfer yr argraffiad hwn.
timeline_title = Pryd yr oedd pob argraffiad mewn grym
timeline_key = Llawn: mewn grym. Ffrâm: bu mewn grym. Llinell doredig: ddim mewn grym, neu eto i ddod. Diwygiad yw cylch.
days_draft = Yn cael ei ysgrifennu; heb ei gymeradwyo ac nid mewn grym.
days_prospective = Wedi'i gymeradwyo; nid oes dyddiad wedi'i bennu.
takes_effect_on = Daw i rym ar { $day }.
in_force_since = Mewn grym ers { $day }.
in_force_first_unknown = Mewn grym; nid yw ei ddiwrnod cyntaf wedi'i gofnodi.
days_one = Mewn grym ar { $until } yn unig.
days_between = Mewn grym o { $from } tan { $until }.
days_until = Mewn grym tan { $until }.
never_in_force = Erioed mewn grym: daeth argraffiad arall i rym ar yr un diwrnod.
brings_back = Mae'n dod â'r bennod yn ôl i rym ar ôl iddi gael ei thynnu'n ôl.
expired_last_day = Daeth i ben: { $day } oedd ei diwrnod olaf.
expires_last_day = Daw i ben: { $day } yw ei diwrnod olaf.
withdrawn_from = Tynnwyd yn ôl o { $from }{ $until ->
    [none] .
   *[other] , tan { $until }.
 }
to_be_withdrawn_from = I'w thynnu'n ôl o { $from }{ $until ->
    [none] .
   *[other] , tan { $until }.
 }
published_ahead = Cyhoeddwyd ar { $on }, cyn ei ddiwrnod cyntaf.
until_then_saw = Tan hynny gwelodd darllenwyr argraffiad { $day }.
until_then_saw_one_before = Tan hynny gwelodd darllenwyr yr argraffiad o'i flaen.
until_then_saw_nothing = Tan hynny ni welodd darllenwyr unrhyw destun o'r bennod hon.

## Comparisons

title_what_changed = { $title }: beth newidiodd
title_changes = { $title }: newidiadau yn y testun
sheet_compare = { $title }: beth newidiodd o { $from } i { $to }
sheet_changes = { $title }: newidiadau o { $from } i { $to }
from_edition_to = { $from } i { $to }
compared_from = O
compared_to = I
text_as_it_is_to_be = Dyma'r testun cyfan fel y bydd.
marking = Mae llinell drwy eiriau a gafodd eu { $taken_out }, mae llinell o dan eiriau a gafodd eu { $put_in }, ac mae { $matters } yn eu plith wedi'u marcio.
taken_out = tynnu allan
put_in = rhoi i mewn
matters = terfynau amser, oedrannau, yr hyn y mae rhaid, y dylid neu y gellir ei wneud, a rhifau
typography_left_out = Ni ddangosir gwahaniaethau mewn dyfynodau, llinellau toriad a bylchau.
look_at_first = Beth i edrych arno gyntaf
matter_time_limits = Terfynau amser
matter_ages = Oedrannau
matter_duties = Rhaid, dylid a gellir
matter_numbers = Rhifau eraill
point_changed = “{ $newer }” yw “{ $older }” bellach
point_new = Newydd: “{ $newer }”
point_out = Tynnwyd allan: “{ $older }”
point_times = ({ $n } gwaith)
in_section = yn { $section }
whole_sections = Adrannau cyfan
introduction = Cyflwyniad
section_is_new = Mae { $section } yn newydd: mae'n cynnwys { $holds }
section_is_out = Mae { $section } wedi'i thynnu allan: roedd yn cynnwys { $holds }
holds_time_limits = { $n ->
    [two] { $n } derfyn amser
    [few] { $n } therfyn amser
    [many] { $n } therfyn amser
   *[other] { $n } terfyn amser
 }
holds_ages = { $n } oedran
holds_duties = { $n ->
    [one] { $n } “rhaid”, “dylid” neu “gellir”
   *[other] { $n } o “rhaid”, “dylid” neu “gellir”
 }
holds_numbers = { $n ->
    [two] { $n } rif arall
   *[other] { $n } rhif arall
 }
about_the_chapter = Am y bennod
cited_newly = Cyfraith a chanllawiau a ddyfynnir o'r newydd
no_longer_cited = Cyfraith a chanllawiau nas dyfynnir mwyach
why_it_changed = Pam y newidiodd
section_by_section = Fesul adran
other_comparisons = Cymariaethau eraill
changes_in = Newidiadau yn
read_without_changes = Ei ddarllen heb y newidiadau
compare_sections = Cymharu fesul adran
chapter_as_it_is = Y bennod fel y mae yn awr
things_counted = { $what ->
    [sections] adran
    [headings] { $n ->
        [two] bennawd
        [few] phennawd
        [many] phennawd
       *[other] pennawd
     }
    [time_limits] { $n ->
        [two] derfyn amser
        [few] therfyn amser
        [many] therfyn amser
       *[other] terfyn amser
     }
    [ages] oedran
    [duties] “rhaid”, “dylid” neu “gellir”
   *[numbers] { $n ->
        [two] rif
       *[other] rhif
     }
 }
summary_first = { $fate ->
    [added] ychwanegwyd
    [removed] dilëwyd
    [renamed] ailenwyd
    [moved] symudwyd
    [put_in] rhoddwyd i mewn
    [taken_out] tynnwyd allan
    [new] newydd:
   *[changed] newidiwyd
 } { $n } { $things }
summary_next = { $fate ->
    [added] ychwanegwyd
    [removed] dilëwyd
    [renamed] ailenwyd
    [moved] symudwyd
    [put_in] rhoddwyd i mewn
    [taken_out] tynnwyd allan
    [new] newydd:
   *[changed] newidiwyd
 } { $n }
no_change_of_wording = dim newid i'r geiriad
no_change_of_text = dim newid yn y testun ei hun
other_changes = newidiadau eraill: { $list }
other_change = { $what ->
    [title] y teitl
    [scope] y cwmpas
    [areas] i bwy y mae'n gymwys
    [audience] ar gyfer pwy y mae
    [forms] ffurflenni
    [law] cyfraith a chanllawiau
   *[owner] y perchennog
 }
pictures_are_others = { $n ->
    [one] { $n } llun yn un arall
    [two] { $n } lun yn rhai eraill
   *[other] { $n } llun yn rhai eraill
 }
links_lead_elsewhere = { $n ->
    [one] { $n } ddolen yn arwain i le arall
    [two] { $n } ddolen yn arwain i le arall
   *[other] { $n } dolen yn arwain i le arall
 }
unchanged = heb newid
unchanged_set_out = heb newid, wedi'i gosod allan yn wahanol
section_changed = Newidiwyd
section_new = Newydd
section_taken_out = Tynnwyd allan
section_renamed = Ailenwyd
section_moved = Symudwyd
heading_put_in = Pennawd wedi'i roi i mewn
heading_taken_out = Pennawd wedi'i dynnu allan
moved_from_to = Symudwyd o { $from } i { $to }.
moved_elsewhere = Symudwyd i le arall.
its_text_unchanged = Nid yw ei thestun wedi newid.
the_text_unchanged = Nid yw'r testun wedi newid.
heading_is_new = Mae'r pennawd yn newydd; roedd y testun cyn y pennawd cyntaf.
heading_was_taken_out = Tynnwyd ei phennawd “{ $title }” allan.
some_set_out = Mae rhywfaint ohoni wedi'i gosod allan yn wahanol.
was_called = Yr hen enw oedd “{ $title }”.
was_numbered = Yr hen rif oedd { $number }.
section_in_newer = Yr adran hon yn yr argraffiad mwy newydd
section_in_older = Yr adran hon yn yr argraffiad hŷn
link_leads_elsewhere = Mae'r ddolen “{ $link }” bellach yn arwain at { $newer }. Roedd yn arwain at { $older }.
link_is_new = Mae'r ddolen “{ $link }” bellach yn ddolen i { $newer }.
link_is_gone = Nid yw “{ $link }” yn ddolen mwyach. Roedd yn arwain at { $older }.
note = Nodyn
quotation = Dyfyniad
row_new = Rhes newydd
row_taken_out = Rhes wedi'i thynnu allan
time_limit_changed = Terfyn amser wedi newid
age_changed = Oedran wedi newid
duty_changed = Rhaid, dylid neu gellir wedi newid
ear_inserted = rhoddwyd i mewn
ear_inserted_end = diwedd yr hyn a roddwyd i mewn
ear_removed = tynnwyd allan
ear_removed_end = diwedd yr hyn a dynnwyd allan

## Home, parts, A to Z

chapters = Penodau
other_chapters = Penodau eraill
what_is_new = Beth sy'n newydd
everything_changed = Popeth sydd wedi newid
what_is_coming = Beth sydd i ddod
from_day = O { $day }
no_chapters_in_part = Nid oes penodau yn y rhan hon eto.
print_this_page = Argraffu
print_this_part = Argraffu'r rhan hon
letters = Llythrennau
no_entries = Nid oes cofnodion eto.
index_see = gweler

## Registers

kinds = Mathau
no_references = Nid oes cyfeiriadau eto.
reference_group = { $group ->
    [acts] Deddfau
    [regulations] Rheoliadau
    [statutory-guidance] Canllawiau statudol
    [cases] Achosion
    [standards] Safonau
    [forms] Ffurflenni
   *[other-guidance] Canllawiau eraill
 }
reference_kind = { $kind ->
    [act] deddf
    [regulation] rheoliad
    [case] achos
    [standard] safon
    [form] ffurflen
    [guidance] canllawiau
   *[other] canllawiau statudol
 }
law_from = mewn grym o { $from }
law_until = mewn grym tan { $until }
law_from_until = mewn grym o { $from } tan { $until }
mark_to_be_replaced = I'w ddisodli
mark_replaced = Wedi'i ddisodli
mark_no_longer_in_force = Nid mewn grym mwyach
replaced_by = gan { $reference }
replaced_from = o { $day }
cited_by_none = Nid oes pennod mewn grym yn ei ddyfynnu
cited_by_chapters = { $n ->
    [one] Dyfynnir gan { $n } bennod
    [two] Dyfynnir gan { $n } bennod
    [many] Dyfynnir gan { $n } phennod
   *[other] Dyfynnir gan { $n } pennod
 }
cited_by_pages = { $n ->
    [one] Dyfynnir gan { $n } dudalen
    [two] Dyfynnir gan { $n } dudalen
    [many] Dyfynnir gan { $n } thudalen
   *[other] Dyfynnir gan { $n } tudalen
 }
forms_lead = Pob ffurflen y mae penodau'r llawlyfr hwn yn eich anfon ati, a ble y defnyddir pob un.
used_in = Defnyddir yn
form_unused = Nid oes pennod mewn grym yn ei defnyddio.
no_contacts = Nid oes cysylltiadau eto.
where_named = Ble mae'n cael ei enwi
named_in = Enwir yn
answers_for = Yn gyfrifol am
no_terms = Nid oes termau eto.
also_called = Enwau eraill
not_used_from = Nas defnyddir o { $day }
no_longer_used = Nas defnyddir mwyach

## The review register

calendar_title = Blwyddyn y llawlyfr
calendar_lead = Newidiadau y dywedwyd wrth ddarllenwyr amdanynt neu y dywedir, ac adolygiadau o benodau mewn grym yn ôl y diwrnod y maent yn ddyledus.
month = Mis
changes_counted = Newidiadau
reviews_counted = Adolygiadau
due_before_year = { $n ->
    [one] Yr oedd { $n } adolygiad yn ddyledus cyn { $year }.
   *[other] Yr oedd { $n } o adolygiadau yn ddyledus cyn { $year }.
 }
due_after_year = { $n ->
    [one] Mae { $n } adolygiad yn ddyledus ar ôl { $year }.
   *[other] Mae { $n } o adolygiadau yn ddyledus ar ôl { $year }.
 }
whole_review_register = Y gofrestr adolygiadau gyfan
nothing_to_review = Nid oes pennod mewn grym, felly nid oes dim i'w adolygu.
reviews_lead = Cyfrifwyd ar { $day }. Nid yw hwyr yn golygu allan o rym: mae pennod yn aros mewn grym nes y caiff ei disodli. Ni restrir drafftiau, penodau a dynnwyd yn ôl na phenodau nad ydynt mewn grym eto.
same_register = Yr un gofrestr
as_table = fel tabl (CSV)
for_calendar = ar gyfer calendr (iCalendar)
for_programs = ar gyfer rhaglenni (JSON)
by_owner = Fesul perchennog
no_owner = Dim perchennog
needs_doing = Beth sydd angen ei wneud
standing = Cyflwr
none_set = dim wedi'i bennu
not_recorded = heb ei gofnodi
expired_on = daeth i ben ar { $day }
expires_on = daw i ben ar { $day }
review_state = { $state ->
    [up-to-date] Cyfredol
    [due-soon] Yn ddyledus yn fuan
    [overdue] Hwyr
    [expired] Wedi dod i ben
   *[unplanned] Dim dyddiad
 }
summary_overdue = { $n ->
    [0] Nid oes pennod yn hwyr i'w hadolygu
    [one] Mae { $n } bennod yn hwyr i'w hadolygu
    [two] Mae { $n } bennod yn hwyr i'w hadolygu
    [many] Mae { $n } phennod yn hwyr i'w hadolygu
   *[other] Mae { $n } pennod yn hwyr i'w hadolygu
 }
summary_due_soon = { $n ->
    [0] dim un yn ddyledus o fewn { $soon }
   *[other] { $n } yn ddyledus o fewn { $soon }
 }
summary_up_to_date = { $n } yn gyfredol
summary_undated = { $n } heb ddyddiad
summary_expired = { $n } wedi dod i ben
so_many_overdue = { $n } yn hwyr
so_many_due_soon = { $n } yn ddyledus yn fuan
so_many_expired = { $n } wedi dod i ben
rest_up_to_date = { $n ->
    [one] { $n } bennod yn gyfredol
    [two] { $n } bennod yn gyfredol
    [many] { $n } phennod yn gyfredol
   *[other] { $n } pennod yn gyfredol
 }
rest_without_date = { $without ->
    [one] { $without } bennod heb ddyddiad
    [two] { $without } bennod heb ddyddiad
    [many] { $without } phennod heb ddyddiad
   *[other] { $without } pennod heb ddyddiad
 }
rest_both = { $n ->
    [one] { $n } bennod yn gyfredol
    [two] { $n } bennod yn gyfredol
    [many] { $n } phennod yn gyfredol
   *[other] { $n } pennod yn gyfredol
 }, { $without } heb ddyddiad
calendar_name = { $title }: adolygiadau
review_due = Adolygiad yn ddyledus
review_category = Adolygiad
event_due = Mae { $chapter } i'w hadolygu erbyn { $day }.
event_overdue = Dylid bod wedi adolygu { $chapter } erbyn { $day }.
event_expires = Daw'r bennod i ben ar { $day }.
event_stays = Mae'r bennod yn aros mewn grym nes y caiff ei disodli.

## The manual as at a date, and records

manual_as_at_date = Y llawlyfr ar ddyddiad penodol
as_at_lead = Beth oedd y llawlyfr yn ei ddweud ar ddiwrnod yn y gorffennol? Cedwir pob testun a fu mewn grym mewn cyfeiriad ei hun, am byth.
the_day = Y diwrnod
goes_back_to = Mae'r llawlyfr yn mynd yn ôl i { $day }.
show_the_manual = Dangos y llawlyfr
manual_on_day = Y llawlyfr ar { $day }
day_to_come = Mae'r diwrnod hwn eto i ddod: mae'r rhestr yn dangos yr hyn sy'n hysbys ar { $day }.
as_at_note = Rhifau, rhannau a threfn y penodau yw rhai heddiw. Mae pob dolen yn arwain at y testun a oedd mewn grym ar y diwrnod, ac mae'r dolenni yn y testun hwnnw'n arwain at yr hyn a oedd mewn grym gydag ef.
by_update = Fesul diweddariad
by_day_of_change = Fesul diwrnod newid
days_title = Dyddiau
in_force_by_update = Beth oedd mewn grym ar ôl pob diweddariad, y diweddaraf yn gyntaf.
in_force_by_day = Beth oedd mewn grym o bob diwrnod y newidiodd rhywbeth, y diweddaraf yn gyntaf.
changed_between = Gall pennod fod wedi newid rhwng dau ohonynt: mae ei thudalen ei hun yn rhestru ei holl argraffiadau gyda'u dyddiadau.
changed_by_update = Beth newidiodd hyd at bob diweddariad, y diweddaraf yn gyntaf.
changed_by_day = Beth newidiodd ar bob diwrnod, y diweddaraf yn gyntaf.
too_large_to_list = Mae'r llawlyfr yn rhy fawr i restru'r cyfan ar gyfer pob diwrnod yma: dewiswch ddiwrnod uchod lle caniateir sgript, neu gofynnwch am gopi o'r llawlyfr cyfan fel yr oedd ar ddiwrnod.
no_chapter_in_force = Nid oedd pennod mewn grym.
nothing_changed = Ni newidiodd dim.
and_more = A { $n } arall, a restrir ar dudalennau'r penodau eu hunain.
script_in_force_one = Penodau mewn grym: { $n }
script_in_force = Penodau mewn grym: { $n }
script_withdrawn = wedi'u tynnu'n ôl: { $n }
script_expired = wedi dod i ben: { $n }
script_not_yet = heb ddod i rym eto, heb eu rhestru: { $n }
script_edition = argraffiad { $day }
script_was_withdrawn = tynnwyd yn ôl ar { $day }; ei thestun olaf
script_was_expired = wedi dod i ben; ei thestun olaf
script_retrospective = Cyhoeddwyd yn ddiweddarach, ar { $day }.
script_saw = Ar y diwrnod gwelodd darllenwyr yr
script_saw_nothing = Ar y diwrnod ni welodd darllenwyr unrhyw argraffiad.
script_no_day = Nid oes diwrnod o'r fath: dewiswch un uchod.
script_as_at_reading = Rydych yn darllen y llawlyfr fel yr oedd ar { $day }.
script_as_at_other = Rydych yn edrych ar y llawlyfr fel yr oedd ar { $day }, ond nid hwn yw'r testun a oedd mewn grym ar y diwrnod hwnnw.
script_as_at_right = Darllenwch y testun a oedd
script_as_at_withdrawn = Roedd y bennod wedi'i thynnu'n ôl erbyn y diwrnod hwnnw; dyma oedd ei thestun olaf.
script_as_at_expired = Roedd y bennod wedi dod i ben erbyn y diwrnod hwnnw; dyma oedd ei thestun olaf.
script_as_at_not_yet = Nid oedd y bennod mewn grym eto ar y diwrnod hwnnw.
script_as_at_unpublished = Cyhoeddwyd y testun hwn yn ddiweddarach, ar { $day }.
script_as_at_leave = Gadael: darllen y llawlyfr fel y mae yn awr
script_as_at_absent = (nid mewn grym ar y diwrnod hwnnw)
published_by_name = Cyhoeddwyd gan
as_it_stood_on = Fel yr oedd ar
record_made_on = Lluniwyd y cofnod ar
chapters_in_force = Penodau mewn grym
withdrawn_by_then = Wedi'u tynnu'n ôl erbyn hynny
expired_by_then = Wedi dod i ben erbyn hynny
hash_of_source = Hash y ffynhonnell (BLAKE3)
made_by = Lluniwyd gan
record_lead = Cofnod yw hwn, a luniwyd ar gyfer y rhai y mae'n rhaid iddynt wybod beth oedd y llawlyfr yn ei ddweud ar y diwrnod hwnnw. Nid i'w ddefnyddio y mae: mae'r hyn sy'n gymwys yn awr yn y llawlyfr ei hun.
record_made_from = O beth y lluniwyd y cofnod hwn
record_holds = Beth mae'n ei gynnwys, a beth nad yw
record_chapters = Pob pennod a oedd mewn grym ar { $as_at }, neu a fu o'r blaen, gyda phob argraffiad hyd at y diwrnod hwnnw; mae penodau a dynnwyd yn ôl ac a ddaeth i ben yn dweud hynny.
record_nothing_later = Dim a ddaeth i rym yn ddiweddarach, a dim diwygiad nac adolygiad â dyddiad diweddarach.
record_no_editions = Mae'r hyn nad oes iddo argraffiadau fel yr oedd ar y diwrnod y lluniwyd y cofnod: y testun ymhellach i lawr y dudalen hon, y cyflwyniadau i rannau, darnau y mae penodau'n eu rhannu, rhifau a threfn, a'r cofrestrau (cysylltiadau, cyfraith a chanllawiau, geirfa).
record_links = Dangosir dolen i bennod nad oedd mewn grym eto fel testun plaen.
record_retrospective = Testunau a gyhoeddwyd ar ôl y diwrnod y daethant i rym
record_unseen = Roedd y rhain mewn grym ar { $as_at }, ond ni allai darllenwyr eu gweld eto.
record_late = mewn grym o { $from }, cyhoeddwyd ar { $on }.
record_saw = Ar { $as_at } gwelodd darllenwyr yr { $edition }.
record_saw_nothing = Ar { $as_at } ni welodd darllenwyr unrhyw argraffiad ohoni.
record_all_seen = Nid oes rhai: yr hyn sydd yn y cofnod hwn yw'r hyn a welodd darllenwyr ar { $as_at }.
record_verify = Sut i'w wirio
record_sums = Mae'r ffeil { $file } yn rhestru pob ffeil arall gyda'i SHA-256. Lle mae'n gorwedd, mae { $command } yn dweud a newidiwyd unrhyw un.
record_again = Mae'r un ffynhonnell, wedi'i gwneud yn gofnod o'r un diwrnod gan yr un fersiwn o'r rhaglen, yn rhoi'r un ffeiliau heblaw am y diwrnod y'i lluniwyd.
print_record_whole = Argraffu'r cofnod cyfan

## What would go live

when = Pryd
checklist = Rhestr wirio
checklist_lead = Cyfrifwyd o'r ffeiliau ar { $built_on }. Gadewir i chi yr hyn sydd angen barn: a yw'n gywir, yn glir ac yn deg.
checklist_open = Agored
checked_yes = ie
so_many_of = { $n } o { $all }
chapters_counted = { $n ->
    [one] { $n } bennod
    [two] { $n } bennod
    [many] { $n } phennod
   *[other] { $n } pennod
 }
group_told = { $count }{ $update ->
    [none] .
   *[other] {" "}yn niweddariad { $update }.
 }
on_day_title = Ar { $day }
without_date_title = Heb ddyddiad
drafts_title = Drafftiau
other_numbers = Rhifau eraill
other_numbers_lead = Unwaith y cyhoeddir popeth yma, bydd rhifau eraill i'r penodau hyn.
number_becomes = Daw { $before } yn { $chapter }
law_guidance_terms = Cyfraith, canllawiau a thermau
law_begins = yn dod i rym
law_ends = nid mewn grym mwyach
law_is_replaced = yn cael ei ddisodli gan { $new }
term_replaces = yn disodli “{ $term }”
messages_elsewhere = Negeseuon am weddill y llawlyfr
messages_elsewhere_lead = Mae'r rhain mewn ffeiliau sydd eisoes mewn grym, mewn cofrestrau neu mewn gosodiadau.
more_messages = { $n } arall: mae { $command } yn eu rhestru.
severity_error = Gwall
severity_warning = Rhybudd
fault_line = llinell { $line }
to_mend_it = I'w drwsio
decision = Penderfyniad
decision_yes = Ie
decision_no = Na
decision_role = Rôl
decision_date = Dyddiad
in_its_place = Yn ei lle
more_in_comparison = { $n } arall yn y gymhariaeth
as_it_is_to_be = fel y bydd
changes_in_text = Newidiadau yn y testun
comparison = Cymhariaeth
of_title = ({ $title })
change_new = Newydd
change_changed = Newidiwyd
change_reinstated = Yn ôl mewn grym
change_withdrawn = Tynnwyd yn ôl
change_expires = Daw i ben
is_last_day = { $day } yw ei diwrnod olaf mewn grym.
criterion_errors = Nid oes gwall yn ei ffeil
criterion_approved = Mae wedi'i chymeradwyo
criterion_note = Mae nodyn yn dweud wrth staff beth sy'n newid
criterion_named = Mae'r nodyn yn enwi pob terfyn amser, oedran a dyletswydd sy'n newid
criterion_recorded = Mae diwygiad yn sôn am bob newid
criterion_reason = Rhoddir y rheswm
criterion_replaced = Mae'r hyn sy'n ei disodli mewn grym bryd hynny
criterion_links = Mae pob dolen yn arwain at rywbeth sydd mewn grym ar y diwrnod hwnnw
criterion_terms = Nid yw'n defnyddio gair y mae'r eirfa wedi rhoi'r gorau iddo
criterion_owner = Mae ei pherchennog yn rôl neu'n dîm yn y gofrestr
criterion_review = Mae diwrnod i'w hadolygiad nesaf
criterion_equality = Rhoddir ei heffaith ar gydraddoldeb
approved_by_on = { $by }, ar { $day }
errors_counted = { $n ->
    [two] { $n } wall
   *[other] { $n } gwall
 }
open_nothing_replaces = nid oes dim yn ei disodli: rhaid i'w pherchennog ddweud beth sy'n gymwys bryd hynny
open_nothing_said = ni ddywedir dim amdano
open_and_more = a { $n } arall
open_message = { $message } (llinell { $line })
open_nobody_approved = nid oes diwygiad yn dweud pwy a'i cymeradwyodd
open_is_draft = drafft yw hi
open_approval_to_come = dyddiad y gymeradwyaeth yw { $day }, sydd eto i ddod
open_approval_undated = enwir { $by }, ond nid diwrnod y gymeradwyaeth
open_not_approved = heb ei chymeradwyo eto
open_no_reason = ni roddir rheswm
open_no_replacement = ni ddywedir bod dim yn ei disodli
open_replacement_not_in_force = nid yw { $chapter } mewn grym ar y diwrnod hwnnw
the_home_page = yr hafan
open_linked_from = mae dolenni ati o { $pages }
open_no_amendment = nid oes ganddi ddiwygiad
open_no_note = nid oes nodyn i'w diwygiad
open_not_in_note = nid yn y nodyn: { $what }
open_point = “{ $words }” yn { $section }
open_point_gone = “{ $words }”, wedi'i dynnu allan, yn { $section }
open_unrecorded = mae'r testun yn newid, ac nid oes diwygiad o'r argraffiad hwn yn dweud hynny
open_no_owner = nid oes ganddi berchennog
open_unknown_owner = nid oes `{ $id }` yn y gofrestr
open_no_review = nid oes adolygiad wedi'i gynllunio
dead_link = nid yw “{ $link }” yn arwain i unman
dead_section = nid oes gan { $chapter } adran “#{ $anchor }” bryd hynny
dead_not_yet = nid yw { $chapter } mewn grym bryd hynny
dead_withdrawn = mae { $chapter } wedi'i thynnu'n ôl bryd hynny
dead_expired = mae { $chapter } wedi dod i ben bryd hynny
dead_law_not_yet = daw { $title } i rym ar { $day }
dead_law_ended = roedd { $title } mewn grym tan { $day } yn unig
dead_law_replaced = mae { $title } wedi'i ddisodli gan { $new } bryd hynny
verdict_nothing = Dim i'w benderfynu
verdict_no = Ni chaiff fynd yn fyw eto
verdict_open = Caiff fynd yn fyw, gyda phwyntiau agored
verdict_yes = Caiff fynd yn fyw
verdict_one_approved = Mae wedi'i chymeradwyo.
verdict_all_approved = Mae pob un wedi'i chymeradwyo.
verdict_not_approved = Nid yw { $n } wedi'u cymeradwyo.
verdict_errors = { $n ->
    [0] Nid oes gwall yn atal cyhoeddi.
    [two] Mae { $n } wall yn atal cyhoeddi.
   *[other] Mae { $n } gwall yn atal cyhoeddi.
 }
verdict_points_open = { $n ->
    [two] Mae { $n } bwynt arall ar y rhestr wirio yn agored.
    [few] Mae { $n } phwynt arall ar y rhestr wirio yn agored.
    [many] Mae { $n } phwynt arall ar y rhestr wirio yn agored.
   *[other] Mae { $n } pwynt arall ar y rhestr wirio yn agored.
 }
would_change_on = { $n ->
    [one] Byddai { $n } bennod yn newid ar { $day }
    [two] Byddai { $n } bennod yn newid ar { $day }
    [many] Byddai { $n } phennod yn newid ar { $day }
   *[other] Byddai { $n } pennod yn newid ar { $day }
 }
so_many_on = { $n } ar { $day }
so_many_later = { $n } yn ddiweddarach
verdict_no_difference = Nid oes dim yn wahanol i'r hyn sydd mewn grym heddiw.
verdict_no_day = Ni fyddai dim yn newid ar unrhyw ddiwrnod a bennwyd.
verdict_undated = { $n ->
    [one] Nid oes dyddiad eto i { $n } bennod.
    [two] Nid oes dyddiad eto i { $n } bennod.
    [many] Nid oes dyddiad eto i { $n } phennod.
   *[other] Nid oes dyddiad eto i { $n } pennod.
 }
verdict_drafts = { $n ->
    [one] Mae { $n } drafft yn cael ei ysgrifennu; nid yw'n mynd yn fyw fel y mae.
    [two] Mae { $n } ddrafft yn cael eu hysgrifennu; nid ydynt yn mynd yn fyw fel y maent.
   *[other] Mae { $n } drafft yn cael eu hysgrifennu; nid ydynt yn mynd yn fyw fel y maent.
 }

## Printing

title_for_printing = { $title }: i'w argraffu
print_by_part = Mae'r llawlyfr cyfan yn rhy hir i un dudalen. Dewiswch ran i'w hargraffu.
print_one_part = Neu argraffwch un rhan:
print_loose = Dyma'r penodau nad ydynt mewn unrhyw ran.
print_holds = { $n ->
    [one] Mae'r dudalen hon yn cynnwys un bennod.
    [two] Mae'r dudalen hon yn cynnwys { $n } bennod.
    [many] Mae'r dudalen hon yn cynnwys { $n } phennod.
   *[other] Mae'r dudalen hon yn cynnwys { $n } pennod.
 }
print_how = I'w hargraffu, dewiswch Argraffu yn eich porwr.
print_sheets = Mae pob tudalen yn dangos y dyddiad a pha mor hir y mae'r copi yn ddilys.
print_record = Mae pob tudalen yn dweud mai cofnod ydyw.
print_left_out = Nid yw ei destun wedi'i argraffu yma, gan nad yw i'w ddilyn. Mae ar dudalen y bennod ei hun.
print_review = Mae pob tudalen yn dweud ei bod i'w hadolygu.

## Searching

words_to_look_for = Geiriau i chwilio amdanynt
filters = Hidlyddion
part = Rhan
all_parts = Pob rhan
all_types = Pob math
registers = Cofrestrau
everybody = Pawb
area = Ardal
all_areas = Pob ardal
changed_since = Newidiwyd ers
as_at_a_day = Ar ddiwrnod penodol
archive_too = Testunau cynharach, rhai i ddod a rhai a dynnwyd yn ôl hefyd
aside_too = Penodau ar gyfer { $audiences } hefyd
search_with_filters = Chwilio gyda'r hidlyddion hyn
results = Canlyniadau
more_results = Rhagor o ganlyniadau
search_needs_script = Mae angen sgript i chwilio.
search_lost = Ni ellid llwytho'r chwiliad. Mae angen cysylltiad arno, a phorwr nad yw'n hŷn na rhyw bedair blynedd.
other_ways = Ffyrdd eraill at yr hyn sydd ei angen arnoch:
search_hint = Mae tri neu bedwar gair y byddai pennod yn eu defnyddio yn canfod mwy na chwestiwn cyfan. Dim ond ochr yn ochr y canfyddir “geiriau mewn dyfynodau”.

## Pages that are not there

page_not_found = Heb ganfod y dudalen
not_found_lead = Nid oes tudalen yn y cyfeiriad hwn. Efallai iddo gael ei deipio'n anghywir, neu fod y ddolen a ddilynwyd gennych wedi dyddio.
not_found_ways = Mae penodau'n cadw eu cyfeiriad am byth, ac mae modd darllen penodau a dynnwyd yn ôl o hyd, felly mae'n debyg bod yr hyn sydd ei angen arnoch yma o hyd:
start_at_home = Dechreuwch ar yr hafan
not_found_tell = Os daeth dolen yn y llawlyfr hwn â chi yma, dywedwch wrth { $publisher ->
    [none] y cyhoeddwr
   *[other] { $publisher }
 } ar ba dudalen y mae'r ddolen.
page_has_moved = Mae'r dudalen hon wedi symud
moved_from = Symudwyd: { $old }
moved_to = Mae'r hyn a oedd yn y cyfeiriad hwn bellach yn { $page }.

## The accessibility statement

statement_about = Mae'r datganiad hwn yn ymwneud â'r wefan { $site_title }.
statement_run_by = { $publisher } sy'n ei rhedeg.
statement_aim = Rydym am i bawb sydd angen gweithdrefn allu ei darllen, ei deall a gweithredu arni. Mae hynny'n golygu y dylech allu:
statement_colours = newid lliwiau, cyferbyniad a bylchau'r testun gyda gosodiadau eich porwr neu'ch dyfais, gan gynnwys lliwiau tywyll a chyferbyniad uchel
statement_size = gwneud y testun hyd at bedair gwaith yn fwy, neu ei ddarllen ar sgrin gul, heb golli dim na sgrolio i'r ochr
statement_keyboard = cyrraedd a defnyddio popeth gyda bysellfwrdd yn unig, neu drwy lais
statement_listen = gwrando ar bob tudalen gyda darllenydd sgrin
statement_script = darllen pob tudalen gyda sgript wedi'i diffodd, heb gysylltiad unwaith y bydd gennych gopi, ac ar bapur
statement_plain = Rydym hefyd yn ceisio ysgrifennu fel y gellir deall y testun ar y darlleniad cyntaf.
how_accessible = Pa mor hygyrch yw'r wefan hon
partially_compliant = Mae'r wefan hon yn cydymffurfio'n rhannol â Chanllawiau Hygyrchedd Cynnwys y We fersiwn 2.2, lefel AA, oherwydd y problemau a restrir yma.
known_problems_title = Problemau hysbys
ask_other_form = Os yw un o'r problemau hyn yn eich rhwystro, gofynnwch i ni am y cynnwys ar ffurf arall.
designed_to_meet = Fe'i cynlluniwyd i fodloni Canllawiau Hygyrchedd Cynnwys y We fersiwn 2.2, lefel AA. Ni wyddom am unrhyw ran ohoni nad yw'n gwneud hynny.
tell_us = Dywedwch wrthym am broblem, neu gofynnwch am fformat arall
tell_contact = Os dewch o hyd i broblem nad yw wedi'i rhestru yma, neu os oes angen pennod arnoch mewn print bras, fersiwn hawdd ei ddeall, sain, braille neu iaith arall, cysylltwch â { $contact }:
tell_what = Rhowch gyfeiriad y dudalen a dywedwch beth aeth o'i le neu beth sydd ei angen arnoch.
tell_publisher = Os dewch o hyd i broblem nad yw wedi'i rhestru yma, neu os oes angen pennod arnoch mewn print bras, fersiwn hawdd ei ddeall, sain, braille neu iaith arall, dywedwch wrth { $publisher ->
    [none] y cyhoeddwr
   *[other] { $publisher }
 }. Rhowch gyfeiriad y dudalen a dywedwch beth aeth o'i le neu beth sydd ei angen arnoch.
not_content = Os nad ydych yn fodlon ar ein hateb
enforcement = Y Comisiwn Cydraddoldeb a Hawliau Dynol sy'n gorfodi Rheoliadau Hygyrchedd Cyrff Sector Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018 yng Nghymru, Lloegr a'r Alban. Os nad ydych yn fodlon ar sut yr ydym yn ateb eich cwyn, trowch at y { $service }. Yng Ngogledd Iwerddon, trowch at y { $commission }.
advisory_service = Gwasanaeth Cynghori a Chymorth Cydraddoldeb
equality_commission = Comisiwn Cydraddoldeb Gogledd Iwerddon
technical = Gwybodaeth dechnegol am hygyrchedd
committed = Mae { $publisher ->
    [none] y cyhoeddwr
   *[other] { $publisher }
 } wedi ymrwymo i wneud y wefan hon yn hygyrch, yn unol â Rheoliadau Hygyrchedd Cyrff Sector Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018.
technical_how = Mae pob tudalen yn HTML plaen gydag un pennawd o'r lefel gyntaf, tirnodau wedi'u henwi, a thablau y mae eu celloedd yn enwi eu colofn. Profir y thema gyda gwiriadau awtomatig o'r canllawiau, gyda bysellfwrdd, ar led o 320 picsel, mewn lliwiau tywyll a lliwiau gorfodol, heb sgript, ac ar bapur. Dim ond rhai mathau o broblem y mae gwiriadau awtomatig yn eu canfod.
how_prepared = Sut y paratowyd y datganiad hwn
statement_checked = Gwiriwyd y datganiad hwn ddiwethaf ar { $day }.
statement_unchecked = Nid oes dyddiad wedi'i gofnodi ar gyfer gwirio'r datganiad hwn ddiwethaf.
statement_built = Lluniwyd y dudalen ar { $built_on }.

## Without a network

or_download_them = Neu { $link } yn un ffeil.
download_them = lawrlwythwch nhw
download_this_chapter = Lawrlwytho'r bennod hon
download_part = { $link } yn un ffeil
download_this_part = Lawrlwytho'r rhan hon
download_manual = { $link } yn un ffeil
download_the_manual = Lawrlwytho'r llawlyfr
download_by_part = Gellir lawrlwytho pob rhan yn un ffeil: gweler troed ei thudalen.
without_network = Heb rwydwaith
keep_here_short = Cadw ar y ddyfais hon
keep_title = Cadw'r llawlyfr hwn ar y ddyfais hon
copy_of_chapter = Copi o'r bennod hon, a wnaed ar { $day }.
chapter_now = Yr hyn y mae'r bennod yn ei ddweud yn awr
manual_now = Yr hyn y mae'r llawlyfr yn ei ddweud yn awr
copy_title = { $title }: copi a wnaed ar { $day }
copy_made_on = Gwnaed y copi ar { $day }.
copy_ages = Nid yw'n newid pan fydd y llawlyfr yn newid.
copy_ages_by = Nid yw'n newid pan fydd y llawlyfr yn newid: cymerwch gopi newydd pan fydd yn fwy na { $stale_after } oed.
keep_why = Gall eich porwr gadw copi o'r llawlyfr hwn, fel y gallwch ei ddarllen lle nad oes gennych rwydwaith: ar ymweliad, mewn islawr, ar drên.
keep_why_searched = Gall eich porwr gadw copi o'r llawlyfr hwn, fel y gallwch ei ddarllen a'i chwilio lle nad oes gennych rwydwaith: ar ymweliad, mewn islawr, ar drên.
keep_holds = Pob pennod fel y mae mewn grym, a'r hyn sydd i ddod; y rhestrau, y cofrestrau a'r lluniau. Ni chedwir fersiynau cynharach, hanes na chymariaethau: mae angen rhwydwaith arnynt.
keep_holds_searched = Pob pennod fel y mae mewn grym, a'r hyn sydd i ddod; y rhestrau, y cofrestrau a'r lluniau, a'r chwilio. Ni chedwir fersiynau cynharach, hanes na chymariaethau: mae angen rhwydwaith arnynt.
keep_stop = Stopio
keep_anywhere = Yn unrhyw le, gallwch { $link } yn un ffeil.
keep_download = lawrlwytho'r llawlyfr
keep_here = Ar y ddyfais hon
keep_needs_script = Mae angen porwr â sgriptiau wedi'u troi ymlaen ar gyfer hyn. Hebddynt, ewch â'r llawlyfr gyda chi fel ffeil, nad oes angen sgriptiau arni: dywed diwedd y dudalen hon ble mae hi.
keep_newest = Tra bod gennych rwydwaith, y tudalennau diweddaraf a ddarllenwch, a chedwir newidiadau wrth iddynt gael eu cyhoeddi.
keep_look = Chwilio am newidiadau yn awr
keep_goes_on = Gallwch ddal i ddarllen yn y cyfamser; bydd y cadw'n parhau gyda'r dudalen nesaf.
keep_partly = Dim ond rhan o'r llawlyfr sydd ar y ddyfais hon. Ni ellir ei ddarllen heb rwydwaith eto.
keep_go_on = Parhau i gadw
keep_remove = Ei dynnu oddi ar y ddyfais hon
keep_what = Yr hyn a gedwir
keep_private = Mae tudalen a ddaw o'r ddyfais hon yn dweud ar ei phen ar ba ddiwrnod y cafodd ei chadw. Ni ddywedir wrth neb eich bod yn cadw'r llawlyfr, ac mae ffenestr breifat yn ei anghofio pan gaiff ei chau.
keep_cannot = Lle na ellir ei gadw
keep_https = Dim ond o gyfeiriad sy'n dechrau â https y mae porwr yn cadw llawlyfr. Os agoroch yr un hwn o ffolder, mae'r ffolder honno'n gopi nad oes angen rhwydwaith arno.
keep_by_part = Yn unrhyw le, gallwch lawrlwytho pob rhan yn un ffeil: gweler troed ei thudalen.
keep_each = Gellir lawrlwytho pob pennod: gweler uwchben ei thestun.
copy_of = { $n ->
    [one] Copi o un bennod, a wnaed ar { $day }.
    [two] Copi o { $n } bennod, a wnaed ar { $day }.
    [many] Copi o { $n } phennod, a wnaed ar { $day }.
   *[other] Copi o { $n } pennod, a wnaed ar { $day }.
 }

## Sgriptiau: chwilio

script_listed_one = 1 canlyniad
script_listed = Canlyniadau: { $n }; wedi'u rhestru: { $m }
script_none = Dim wedi'i ganfod ar gyfer “{ $words }”
script_none_help = Dim wedi'i ganfod ar gyfer “{ $words }”. Beth a all helpu
script_all_one = Y canlyniad ar ei dudalen ei hun
script_all = Pob canlyniad: { $n }
script_results = Canlyniadau
script_missing = Ni ellid llwytho rhan o'r chwiliad. Gwiriwch eich cysylltiad.
script_again = Rhoi cynnig arall arni
script_updated = Diweddarwyd { $day }
script_new = Newydd { $day }
script_repaired = Yn dangos canlyniadau ar gyfer { $shown }: nid yw “{ $asked }” yn y llawlyfr hwn.
script_or = neu
script_missing_words = Ddim yn y llawlyfr hwn: { $words }
script_loosened = Nid yw'r geiriau hyn ochr yn ochr yn unman. Yn dangos canlyniadau ar gyfer y geiriau.
script_renewed = Mae'r llawlyfr newydd gael ei ailgyhoeddi.
script_older_page = Ailgyhoeddwyd y llawlyfr ers i'r dudalen hon gael ei hagor.
script_older_browser = Mae'r porwr hwn yn rhy hen i chwilio. Mae'r rhestr A i Y yn arwain at bob pennod.
script_replaced = Disodlwyd ar { $day }
script_from = Mewn grym o { $day }
script_ended = Ddim mewn grym ers { $day }
script_found_one = 1 canlyniad
script_found = Canlyniadau: { $n }
script_aside_one = { $label }: 1 canlyniad arall
script_aside = { $label }: canlyniadau eraill: { $n }
script_unfiltered_one = 1 canlyniad heb hidlwyr
script_unfiltered = Canlyniadau heb hidlwyr: { $n }
script_filtered = Gyda hidlwyr:
script_similar = A oeddech yn golygu:
script_terms = Yn yr eirfa:
script_waiting = Wrthi'n chwilio …
script_no_words = Dywedwch am beth i chwilio: mae'r hidlwyr yn culhau'r hyn a ganfyddir.
script_title = “{ $words }”
script_marked = Wedi'u marcio ar y dudalen hon: { $words }
script_unmark = Tynnu'r marciau

## Sgriptiau: cyfeiriadau, esbonio geiriau, cadw'r llawlyfr

script_cite_section = adran { $number }, { $title }
script_cited = Copïwyd y cyfeiriad
script_in_glossary = Yn yr eirfa
script_keep_size = Mae'n cymryd { $size } ar y ddyfais hon; ffeiliau: { $files }. Mae llai i'w nôl lle mae'r gweinydd gwe'n pacio'r hyn y mae'n ei anfon.
script_keep_large_one = Cadw 1 ffeil fawr hefyd, { $size } yn fwy
script_keep_large = Cadw'r ffeiliau mawr hefyd ({ $files }), { $size } yn fwy
script_keep_progress = Ffeiliau ar y ddyfais hon: { $here } o { $all }.
script_keep_kept = Mae'r ddyfais hon yn cadw'r llawlyfr fel y'i cyhoeddwyd ar { $built }, cadwyd { $saved }.
script_keep_checking = Wrthi'n chwilio am newidiadau …
script_keep_newest = Nid oes dim mwy newydd.
script_keep_renewed = Cadwyd llawlyfr mwy newydd.
script_keep_removed = Nid oes dim yn cael ei gadw ar y ddyfais hon mwyach.
script_keep_elsewhere = Mae tudalen arall o'r llawlyfr hwn wrthi'n ei gadw.
script_keep_space = Mae angen { $needed } ar y llawlyfr, a dim ond { $free } y mae eich porwr yn ei roi iddo.
script_keep_network = Nid yw'r rhwydwaith yno, neu fe'i collwyd. Cedwir yr hyn sydd wedi dod; bydd y cadw'n parhau pan fydd y rhwydwaith yn ôl.
script_keep_full = Nid oes digon o le ar y ddyfais hon, neu nid yw eich porwr yn rhoi rhagor i'r llawlyfr hwn. Gwnewch le, yna parhewch; neu tynnwch yr hyn sydd wedi dod.
script_keep_refused = Nid yw eich porwr yn gadael i'r llawlyfr hwn gadw dim, fel mewn ffenestr breifat.
script_keep_absent = Ni ellir cadw'r llawlyfr hwn o'r cyfeiriad hwn.
script_keep_altered = Nid yw'r gweinydd gwe yn rhoi { $file } fel y'i cyhoeddwyd. Dywedwch wrth y rhai sy'n cyhoeddi'r llawlyfr.
script_kept = Wedi'i gadw ar y ddyfais hon
# Before "connect to check for changes".
script_kept_saved = Cadwyd { $day };
script_kept_connect = cysylltwch i wirio am newidiadau.
script_kept_again = Gwirio nawr
script_not_kept = Nid yw'r dudalen hon wedi'i chadw ar y ddyfais hon
script_not_kept_text = Nid oes gennych rwydwaith, ac ni chedwir argraffiadau cynharach, hanesion, cymariaethau na thudalennau argraffu. Cysylltwch i'w hagor.
script_kept_chapter = Y bennod, fel y'i cadwyd
script_keep_evicted = Mae eich porwr wedi tynnu'r hyn a gadwyd, er mwyn gwneud lle. Gallwch ei gadw eto.
