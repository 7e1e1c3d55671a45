// What the further script takes from this one.

const parts = { stemOf, isLong, isStop, analysed: read, firstWords, askedOf, begunBy, need, way, idfOf, weightOf, score };
/** @typedef {typeof parts & {readerOf: typeof readerOf, loadScript: typeof loadScript, make: typeof make, filled: typeof fill, stamp: string}} Shared */
Object.assign(shared, parts);
