// What the further script takes from this one.

const parts = { readerOf, stemOf, isLong, isStop, read, firstWords, askedOf, way, idfOf, weightOf, score };
/** @typedef {typeof parts & {make: typeof make, fill: typeof fill}} Shared */
Object.assign(shared, parts);
