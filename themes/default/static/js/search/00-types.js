// The words that the files of this folder share. They are joined in the order of their names into one classic script,
// `theme/js/search.js`, inside one function: what one file declares, those after it see. What a question means
// is written in src/search/QUERY.md of the program.

/**
 * Where a stem or compound stands in one set. Ordinals rise; frequencies run beside them.
 * Each field has its own: `all`, `heading`, `title`, in this order. The first two in sections, the last in entries.
 * @typedef {object} Posting
 * @property {Uint32Array[]} ordinals
 * @property {Uint32Array[]} times
 */

/**
 * What is known of a set before anything is asked.
 * @typedef {object} Counts
 * @property {number} sections
 * @property {number} entryCount
 * @property {[number, number, number]} tokens  Tokens in `title`, `heading` and `all`, summed over sections.
 * @property {boolean} english
 * @property {number[]} firsts  The ordinal of each entry's first section, and the number of sections behind the last.
 * @property {Uint8Array[]} norms  Of `all`, `heading`, `title`, by section, section and entry: the id of the field's length.
 * @property {Uint8Array} titleWords  By entry: how many different content stems its title has.
 * @property {number[]} asides  By entry: 1 if it is left out by default.
 * @property {Set<string>} stopWords  The words that say nothing by themselves in the set's language.
 * @property {Set<string>} common  The stems that more than half of all sections hold. Their postings are large, and asked for only
 *   where nothing else will do: for phrases, for titles, and where a question has no other words.
 */

/**
 * What filters, numbers and dates need of every entry; loaded only when one of them is asked for.
 * @typedef {object} Facts
 * @property {string[]} numbers
 * @property {{key: string, number: string, title: string, parent: number}[]} parts
 * @property {Int32Array} part  By entry; -1: none.
 * @property {string[]} types
 * @property {Uint8Array} type  By entry, a place in `types`.
 * @property {{key: string, title: string}[]} audiences
 * @property {number[][]} audience  By entry, places in `audiences`.
 * @property {{key: string, title: string}[]} areas
 * @property {number[][]} area
 * @property {Int32Array} changed  Days since 1970-01-01; the lowest number: never.
 * @property {Int32Array} from
 * @property {Int32Array} until  The highest number: for good.
 */

/**
 * What is shown of an entry: its sections; its number and title; its address from the site's root; chapter, part, home or register;
 * current, future, superseded, withdrawn, expired, prospective or draft; three times year-month-day or nothing; and 1 if the change was that it came.
 * @typedef {[sections: Section[], number: string, title: string, url: string, kind: string, state: string, from: string, until: string,
 *   changed: string, isNew: number]} Shown
 */
/** @typedef {[anchor: string, number: string, heading: string, text: string]} Section */

/**
 * A set of the manual, ready to be asked. Everything is loaded once and kept.
 * @typedef {object} SearchIndex
 * @property {Counts} counts
 * @property {[id: string, forms: string[]][]} glossary  Forms as written.
 * @property {(stems: string[]) => Promise<(Posting | undefined)[]>} postings
 * @property {(stem: string) => Promise<Uint32Array[]>} places  By section that holds it. In `all`, for phrases.
 * @property {(start: string) => Promise<[word: string, frequency: number][]>} words  Words that begin so, in the order of code points; all words for an empty start.
 * @property {() => Promise<Facts>} facts
 * @property {(entry: number, ordinals?: number[]) => Promise<Shown>} shown  If ordinals of sections are named, only the texts of
 *   these are sure to come. The other sections have their headings, or are not there if the entry has very many.
 */

/**
 * @typedef {object} Filters
 * @property {string} [part]
 * @property {string} [type]
 * @property {string} [audience]
 * @property {string} [area]
 * @property {string} [since]  Year-month-day.
 * @property {string} [asAt]
 * @property {boolean} [aside]
 */

/**
 * The same as the program's `Answer`, but that no page tells how many sections there are, and that `repairs` holds the words that are
 * `missing` there, which nothing is shown for; `exactness` is 2 where the number was asked for, 1 where the title.
 * @typedef {object} Answer
 * @property {{asked: string, shown: string[]}[]} repairs
 * @property {boolean} loosened
 * @property {Map<string, number>} terms  With what each weighs in a snippet.
 * @property {number} entries
 * @property {number} aside
 * @property {number} unfiltered
 * @property {{entryAt: number, exactness: number, score: number, sections: [ordinal: number, score: number][]}[]} hits
 */

/** A phrase, with how often it stands in each section that holds it. @typedef {{times: Map<number, number>, words: Word[]}} FoundPhrase */

/** A word that no section holds, with the unit that it stands in. @typedef {Word & {meant: Unit, atEnd: boolean}} Wrong  `atEnd`: nothing stands behind it. */

/**
 * What the further script brings (search-more/).
 * @typedef {object} More
 * @property {string} further  The stamp of its own publication.
 * @property {(key: string, postings: Map<string, Posting>, bytes: Uint8Array) => Uint32Array[]} placesOf
 * @property {(facts: any) => Facts} readFacts
 * @property {(packed: Uint8Array) => Promise<Uint8Array>} unpacked  For browsers that cannot.
 * @property {(words: Word[], at: number, english: boolean, put: (term: string, first: number, last: number) => void) => void} joined
 * @property {(text: string, manner: Manner) => Asked} quoted
 * @property {(asking: Asking, phrases: Phrase[]) => Promise<FoundPhrase[]>} findPhrases
 * @property {(total: Float32Array, phrases: FoundPhrase[], postings: Asking["postings"],
 *   dampingOf: (section: number) => number) => Float32Array | undefined} addPhrases
 * @property {(asking: Asking, wrong: Wrong[], isFound: () => boolean) => Promise<Answer["repairs"]>} repair
 * @property {Record<string, string>} words
 * @property {(shown: Shown, today: string) => [text: string, day: string]} seldom  How an entry stands that is not simply in force.
 * @property {(answer: Answer) => HTMLElement[]} notes
 * @property {(index: SearchIndex, filters: Filters, filtered: boolean, words: string) => Promise<[passes: ((entry: number) => boolean) | undefined,
 *   meant: Map<number, number>, alone: Map<number, number> | undefined]>} limits  Which entries pass; those whose number was asked for; and these
 *   again, where they alone are the answer.
 */

// What the engine offers to the interface (made by the files behind this one):
//   openSet(name) → Promise<SearchIndex>      loader; all that it gives may be rejected with a fault that says its kind (12-loader.js), and a
//                                             later call tries again
//   withSet(name, (index) => Promise<T>) → Promise<T>      the same work on a set, done again if the site was published anew meanwhile
//   ask(index, words, {unfinished, filters, limit}) → Promise<Answer>      scoring
//   snippet(text, terms, english, glossary) → {text: string, marks: [start, end][], cut: [boolean, boolean]}
