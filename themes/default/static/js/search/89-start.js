// What the scripts of the page of results and of marked words use, and the first steps.

/** Whoever knows that the manual was built anew says so: what was read of it before is not believed any more. */
const forget = () => sets.clear();
const offered = {
  ...{ forget, make, filled: fill, amount: count, named, standing, asking, addressOf, openSet, withSet, bring, failure, needMore, ask, mannerOf, matching },
  ...{ nothing: NONE, finder: form, box: input, teller },
};
house.search = Object.assign(shared, offered);
const given = new URLSearchParams(location.search).get("q");
// What the first answer needs comes while its first letters are typed.
openSet("now").catch(() => {});
if (document.activeElement === input && input.value && input.value !== given) look();
