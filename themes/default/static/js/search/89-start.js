// What the scripts of the page of results and of marked words use, and the first steps.

/** Whoever knows that the manual was built anew says so: what was read of it before is not believed any more. */
const forget = () => sets.clear();
const offered = { forget, stamp: shared.stamp, say, make, fill, count, named, standing, asking, addressOf, openSet, withSet, find, failure, needMore, ask, mannerOf, matching, read, form, input, teller };
house.search = Object.assign(shared, offered);
const given = new URLSearchParams(location.search).get("q") ?? "";
// What the first answer needs comes while its first letters are typed.
openSet("now").then((index) => index.counts()).catch(() => {});
if (document.activeElement === input && input.value && input.value !== given) look();
