import type { JsonObject } from '../../kernel';

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000;

/** GitHub keeps so many of a run, the most severe ones. */
const SHOWN_RESULTS = 5_000;

/**
 * GitHub refuses more than 10 MB after compression. How small a text gets is not known here, and
 * hostile text stays as large as it is.
 */
const MOST_CHARACTERS = 9_000_000;

/** Something that readers of a report do not see. */
export interface Cut {
  readonly text: string;
}

/** The results that GitHub takes, and what it does not. */
export interface Fitting {
  readonly shown: readonly JsonObject[];
  readonly cuts: readonly Cut[];
}

/** As many results as fit, from the first on: they come by how much they count. */
export function fitResults(results: readonly JsonObject[]): Fitting {
  const few = results.slice(0, MOST_RESULTS);
  let left = MOST_CHARACTERS;
  const end = few.findIndex((result) => {
    left -= sizeOf(result);
    return left < 0;
  });
  const shown = end === -1 ? few : few.slice(0, end);
  const missing = results.length - shown.length;
  return {
    shown,
    cuts: [
      ...(missing === 0
        ? []
        : [
            {
              text: `${missing} of ${results.length} results are left out, the least severe ones: code scanning takes ${MOST_RESULTS} results and 10 MB. netpol lint -o json has all of them.`,
            },
          ]),
      ...(shown.length <= SHOWN_RESULTS
        ? []
        : [
            {
              text: `Code scanning shows ${SHOWN_RESULTS} of these ${shown.length} results, the most severe ones.`,
            },
          ]),
    ],
  };
}

/** UTF-8 takes up to three bytes for a character of a string, and indenting takes its part. */
function sizeOf(result: JsonObject): number {
  const text = JSON.stringify(result, undefined, 2);
  const lines = text.split('\n').length;
  return text.length + 2 * nonAscii(text) + INDENT * lines;
}

/** Columns by which a result is indented in the whole document. */
const INDENT = 8;

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything that takes one byte
const ASCII = /[\u0000-\u007f]/g;

function nonAscii(text: string): number {
  return text.length - (text.match(ASCII)?.length ?? 0);
}
