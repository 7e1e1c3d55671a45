// What the further script takes from this one.

const parts = { stemOf, isLong, isStop, read, firstWords, askedOf, way, idfOf, weightOf, score };
/** @typedef {typeof parts & {readerOf: typeof readerOf, make: typeof make, fill: typeof fill, stamp: string}} Shared */
Object.assign(shared, parts);
