// Reads what the program wrote (src/search/bytes.rs, src/search/FORMAT.md).

// Of these two ways between a text and its bytes, no other is as short; browsers must have both.
/** Text as the bytes that it is sorted by, a character each. Half a character has none: no word holds one. @param {string} text */
const keyOf = (text) => unescape(encodeURIComponent(text));

/** The text again. @param {string} key */
const textOf = (key) => decodeURIComponent(escape(key));

/** Reads bytes from the first to the last. @param {Uint8Array} bytes */
const readerOf = (bytes) => {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 1, byte = 128; byte > 127; shift *= 128) {
      byte = bytes[at++];
      value += (byte & 127) * shift;
    }
    return value;
  };
  /** The next bytes. @param {number} length */
  const taken = (length) => bytes.subarray(at, (at += length));
  const key = () => String.fromCharCode(...taken(number()));
  /** Sorted texts, as keys. @param {(key: string) => void} [each] */
  const sorted = (each) => {
    /** @type {string[]} */
    const keys = [];
    let last = "";
    for (let count = number(); count > 0; count--) {
      keys.push((last = last.slice(0, number()) + key()));
      each?.(last);
    }
    return keys;
  };
  return { number, taken, sorted, spelled: () => textOf(key()) };
};

/** Which of the ranges between sorted separators holds a key. @param {string[]} separators @param {string} key */
const rangeOf = (separators, key) => separators.filter((separator) => separator <= key).length;
