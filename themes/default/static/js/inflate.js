// Unpacks raw deflate (RFC 1951) for browsers that cannot: loaded only there, by the search.
// @ts-check
"use strict";

(() => {
  /** Counts of codes by length, and symbols in the order of their codes. @typedef {{counts: number[], symbols: number[]}} Code */

  /** A code from the lengths of its symbols. @param {number[]} lengths @returns {Code} */
  const codeOf = (lengths) => {
    const counts = Array(16).fill(0);
    for (const length of lengths) counts[length]++;
    counts[0] = 0;
    const symbols = [...lengths.keys()].filter((symbol) => lengths[symbol]).sort((a, b) => lengths[a] - lengths[b] || a - b);
    return { counts, symbols };
  };

  /** What a length or distance begins at, and how many bits follow. @param {number} first @param {number} count @param {number} step */
  const ladder = (first, count, step) => {
    let next = first;
    return Array.from({ length: count }, (_, at) => {
      const bits = Math.max(0, Math.floor(at / step) - 1);
      const base = next;
      next += 1 << bits;
      return [base, bits];
    });
  };
  // The last length has no bits: it is as long as can be.
  const lengthsOf = [...ladder(3, 28, 4), [258, 0]];
  const distances = ladder(1, 30, 2);
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /** @param {Uint8Array} from @returns {Uint8Array} */
  const inflate = (from) => {
    let at = 0;
    /** @type {number[]} */
    const to = [];
    /** @param {number} count */
    const bits = (count) => {
      let value = 0;
      for (let bit = 0; bit < count; bit++, at++) {
        if (at >> 3 >= from.length) throw new Error("cut short");
        value |= ((from[at >> 3] >> (at & 7)) & 1) << bit;
      }
      return value;
    };
    /** @param {Code} code */
    const symbol = ({ counts, symbols }) => {
      for (let length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
        code |= bits(1);
        if (code - counts[length] < first) return symbols[index + code - first];
        index += counts[length];
        first = (first + counts[length]) << 1;
        code <<= 1;
      }
      throw new Error("no such code");
    };
    /** @param {Code} literals @param {Code} steps */
    const block = (literals, steps) => {
      for (let sign = symbol(literals); sign !== 256; sign = symbol(literals)) {
        if (sign < 256) {
          to.push(sign);
          continue;
        }
        const [length, more] = lengthsOf[sign - 257];
        const end = to.length + length + bits(more);
        const [distance, further] = distances[symbol(steps)];
        const back = distance + bits(further);
        if (back > to.length) throw new Error("before the first");
        while (to.length < end) to.push(to[to.length - back]);
      }
    };
    for (let last = 0; !last; ) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) {
        at = (at + 7) & ~7;
        const length = bits(16);
        bits(16);
        for (let count = 0; count < length; count++) to.push(bits(8));
      } else if (kind === 1) {
        const fixed = Array.from({ length: 288 }, (_, sign) => (sign < 144 ? 8 : sign < 256 ? 9 : sign < 280 ? 7 : 8));
        block(codeOf(fixed), codeOf(Array(30).fill(5)));
      } else {
        const [literals, steps, count] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
        /** @type {number[]} */
        const small = Array(19).fill(0);
        for (const place of order.slice(0, count)) small[place] = bits(3);
        const code = codeOf(small);
        /** @type {number[]} */
        const lengths = [];
        while (lengths.length < literals + steps) {
          const sign = symbol(code);
          const again = sign === 16 ? lengths[lengths.length - 1] : 0;
          const times = sign < 16 ? 1 : sign === 16 ? 3 + bits(2) : sign === 17 ? 3 + bits(3) : 11 + bits(7);
          for (let time = 0; time < times; time++) lengths.push(sign < 16 ? sign : again);
        }
        block(codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals)));
      }
    }
    return Uint8Array.from(to);
  };

  /** @type {any} */ (globalThis).chapterhouse.inflate = inflate;
})();
