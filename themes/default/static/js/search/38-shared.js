// What the further script takes from this one.

const parts = { readerOf, stemOf, isLong, isStop, read, firstWords, askedOf, way, idfOf, weightOf, score };
/** @typedef {typeof parts} Shared */
Object.assign(shared, parts);
