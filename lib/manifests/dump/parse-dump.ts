import type { Diagnostic, Json } from '../../kernel';
import { mergeResults, onlyDiagnostics, type ReadResult } from '../manifest';
import { Texts } from '../texts';
import { type Unpackable, unpack, unpackItems } from '../unpack';
import { type ByteStore, MAX_TEXT, textIn } from './byte-store';
import type { Item, Items } from './items';
import { whyOdd } from './oddity';
import { type DumpDocument, type Oddity, type SplitOptions, splitDump } from './split-dump';
import { Dump, WrittenItem } from './written-item';

/**
 * Reads a large text of JSON from its bytes, item by item. Undefined where there is anything unusual
 * about it, and all of it fits into a text: then it is read as small texts are, which knows what is
 * wrong. Of what does not fit, the first thing that is wrong is said.
 */
export function parseDump(
  store: ByteStore,
  file: string,
  options: SplitOptions = {},
): ReadResult | undefined {
  const dump = new Dump(file, store);
  const split = splitDump(store, dump, options);
  const read = 'odd' in split ? undefined : unpackDump(split, dump);
  if (read !== undefined) {
    const texts = new Texts([[file, () => textIn(store, 0, store.size)]]);
    return { ...read, files: 1, texts };
  }
  if (store.size <= MAX_TEXT) return undefined;
  const odd: Oddity = 'odd' in split ? split : { odd: 'too-large', start: 0, end: 0 };
  const diagnostics: readonly Diagnostic[] = whyOdd(odd, dump);
  return onlyDiagnostics(diagnostics, 1);
}

/** The objects of all documents; undefined where one looks like a list and is none. */
function unpackDump(documents: readonly DumpDocument[], dump: Dump): ReadResult | undefined {
  const results: ReadResult[] = [];
  for (const { item, items } of documents) {
    const { value, where } = unpackable(item, dump);
    const result = items === undefined ? unpack(value, where) : unpackList(value, items, dump);
    if (result === undefined) return undefined;
    results.push(result);
  }
  return mergeResults(results);
}

function unpackList(list: Json, items: Items, dump: Dump): ReadResult | undefined {
  return unpackItems(list, (taker) =>
    items.visit({
      pod: (pod) => taker.take(pod),
      item: (item) => taker.unpack(unpackable(item, dump)),
    }),
  );
}

function unpackable({ value, start, end, isPart }: Item, dump: Dump): Unpackable {
  const itself = new WrittenItem(dump, start, end);
  return { value, where: { file: dump.file, itself, isPart } };
}
