/** Deepest nesting that is read. Real objects, the schemas inside CRDs included, stay under 100. */
export const MAX_DEPTH = 256;

/** How many values the aliases of one YAML document may stand for, all taken together. */
export const MAX_ALIASED_VALUES = 100_000;

/** What is said of a text that nests deeper. */
export const TOO_DEEP: string = `nested deeper than ${MAX_DEPTH} levels`;
