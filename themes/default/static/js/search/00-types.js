// The words that the files of this folder share. They are joined in the order of their names into one classic script,
// `theme/js/search.js`, inside one function: what one file declares, those after it see. What a question means
// is written in src/search/QUERY.md of the program.

/**
 * Where a stem or compound stands in one set. Ordinals rise; frequencies run beside them.
 * @typedef {object} Posting
 * @property {number} frequency  In how many sections `all` holds it.
 * @property {Uint32Array} all  Ordinals of sections.
 * @property {Uint32Array} allTimes
 * @property {Uint32Array} heading  Ordinals of sections.
 * @property {Uint32Array} headingTimes
 * @property {Uint32Array} title  Places of entries.
 * @property {Uint32Array} titleTimes
 */

/**
 * What is known of a set before anything is asked.
 * @typedef {object} Counts
 * @property {number} sections
 * @property {number} entries
 * @property {[number, number, number]} tokens  Tokens in `title`, `heading` and `all`, summed over sections.
 * @property {boolean} english
 * @property {Uint32Array} first  The ordinal of each entry's first section, and the number of sections behind the last.
 * @property {Uint8Array} titleNorms  By entry: the id of the field's length.
 * @property {Uint8Array} headingNorms  By section.
 * @property {Uint8Array} allNorms  By section.
 * @property {Uint8Array} titleWords  By entry: how many different content stems its title has.
 * @property {Uint8Array} aside  By entry: 1 if it is left out by default.
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
 * What is shown of an entry.
 * @typedef {object} Shown
 * @property {string} number
 * @property {string} title
 * @property {string} url  From the site's root.
 * @property {string} kind  chapter, part, home or register.
 * @property {string} state  current, future, superseded, withdrawn, expired, prospective, draft.
 * @property {string} from  Year-month-day, or empty.
 * @property {string} until
 * @property {string} changed
 * @property {number} isNew  1 if the change was that it came.
 * @property {{anchor: string, number: string, heading: string, text: string}[]} sections
 */

/**
 * A set of the manual, ready to be asked. Everything is loaded once and kept.
 * @typedef {object} SearchIndex
 * @property {() => Promise<Counts>} counts
 * @property {(stems: string[]) => Promise<(Posting | undefined)[]>} postings
 * @property {(stem: string) => Promise<{sections: Uint32Array, places: Uint32Array[]}>} places  In `all`, for phrases.
 * @property {(start: string) => Promise<[word: string, frequency: number][]>} words  Words that begin so, in the order of code points; all words for an empty start.
 * @property {() => Promise<[id: string, forms: string[]][]>} terms  The glossary, forms as written.
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
 * The same as the program's `Answer`.
 * @typedef {object} Answer
 * @property {{asked: string, shown: string[]}[]} repairs
 * @property {boolean} loosened
 * @property {string[]} terms
 * @property {number} entries
 * @property {number} sections
 * @property {number} aside
 * @property {number} unfiltered
 * @property {{entry: number, exact: "number" | "title" | "no", score: number, sections: [ordinal: number, score: number][]}[]} hits
 */

/** A word that no section holds, with the unit that it stands in. @typedef {{unit: Unit, folded: string}} Wrong */

/**
 * What the further script brings (search-more/).
 * @typedef {object} More
 * @property {string} further  The stamp of its own publication.
 * @property {(key: string, postings: Map<string, Posting>, bytes: Uint8Array) => {sections: Uint32Array, places: Uint32Array[]}} placesOf
 * @property {(facts: any) => Facts} readFacts
 * @property {(words: Word[], at: number, english: boolean, put: (term: string, first: number, last: number) => void) => void} join
 * @property {(text: string, manner: Manner) => Asked} quoted
 * @property {(asking: Asking, words: Word[]) => Promise<Map<number, number>>} findPhrase
 * @property {(total: Float32Array, phrases: {times: Map<number, number>, words: Word[]}[], postings: Asking["postings"],
 *   dampingOf: (section: number) => number) => Float32Array | undefined} addPhrases
 * @property {(asking: Asking, wrong: Wrong[], isFound: () => boolean) => Promise<Answer["repairs"]>} repair
 * @property {Record<string, string>} words
 * @property {(answer: Answer) => HTMLElement[]} notes
 * @property {(index: SearchIndex, words: string) => Promise<Map<number, number>>} numbered
 * @property {(index: SearchIndex, filters: Filters, filtered: boolean) => Promise<((entry: number) => boolean) | undefined>} passing
 */

// What the engine offers to the interface (made by the files behind this one):
//   openSet(name) → Promise<SearchIndex>      loader; all that it gives may be rejected with a fault that has a kind (12-loader.js), and a
//                                             later call tries again
//   withSet(name, (index) => Promise<T>) → Promise<T>      the same work on a set, done again if the site was published anew meanwhile
//   ask(index, words, {unfinished, filters, limit}) → Promise<Answer>      scoring
//   snippet(text, terms, english, glossary) → {text: string, marks: [start, end][], cut: [boolean, boolean]}
