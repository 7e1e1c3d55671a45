// Reads what the program wrote (src/search/bytes.rs, src/search/FORMAT.md).

/** Text as the bytes that it is sorted by, a character each. @param {string} text */
const keyOf = (text) => String.fromCharCode(...new TextEncoder().encode(text));

/** The text again. @param {string} key */
const textOf = (key) => (/[^\0-\x7f]/.test(key) ? new TextDecoder().decode(Uint8Array.from(key, (c) => c.charCodeAt(0))) : key);

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
  /** @param {number} length */
  const raw = (length) => bytes.subarray(at, (at += length));
  /** @param {number} length */
  const key = (length) => String.fromCharCode(...raw(length));
  /** Sorted texts, as keys. @param {(key: string) => void} [each] */
  const sorted = (each) => {
    /** @type {string[]} */
    const keys = [];
    let last = "";
    for (let count = number(); count > 0; count--) {
      last = last.slice(0, number()) + key(number());
      keys.push(last);
      each?.(last);
    }
    return keys;
  };
  const text = () => textOf(key(number()));
  return { number, raw, sorted, text };
};

/** Which of the ranges between separators holds a key. @param {string[]} separators @param {string} key */
const rangeOf = (separators, key) => {
  let [low, high] = [0, separators.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (separators[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
};
