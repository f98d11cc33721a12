import type { Diagnostic, Json } from '../../../kernel';
import { AlikePod } from '../../dump/alike-pod';
import type { ReadResult } from '../../manifest';
import { placesIn, type Whereabouts } from '../../place';
import { type ItemTaker, unpackEach } from '../../unpack';
import { chunkStarts } from '../chunks';
import { reported, withoutRepetition } from '../problems';
import { Scalars } from '../strict';
import { type Found, type FoundList, LargeReader } from './read';

/**
 * Reads the manifests of a large text, without making a value of each. It gives what `parseYaml` and
 * unpacking give; undefined where only the whole text tells.
 */
export function parseLargeYaml(
  text: string,
  file: string,
): Pick<ReadResult, 'manifests' | 'diagnostics'> | undefined {
  const starts = chunkStarts(text);
  if (starts === undefined) return undefined;
  const placeOf = placesIn(text);
  const reading = { text, placeOf, scalars: new Scalars(), isOnly: starts.length === 1 };
  const found = readAll(new LargeReader(reading, file), starts, text.length);
  if (found === undefined) return undefined;
  const whereOf = ({ locate }: Exclude<Found, AlikePod>): Whereabouts => ({
    file,
    locate: (path) => placeOf(locate(path)),
  });
  const wrong = found.flatMap((each): readonly Diagnostic[] => {
    if (each instanceof AlikePod || each.problems.length === 0) return [];
    const problems = withoutRepetition(each.problems);
    return problems.map((problem) => reported({ text, file, placeOf }, problem));
  });
  const { manifests, diagnostics } = unpackEach((taker) => {
    for (const each of found) {
      if (each instanceof AlikePod) taker.take(each);
      else if ('frame' in each) takeList(taker, each, whereOf(each));
      else if (each.value !== null) taker.unpack({ value: each.value, where: whereOf(each) });
    }
  });
  return { manifests, diagnostics: [...wrong, ...diagnostics] };
}

function readAll(
  reader: LargeReader,
  starts: readonly number[],
  length: number,
): readonly Found[] | undefined {
  const all: Found[] = [];
  for (const [i, start] of starts.entries()) {
    const found = reader.read(start, starts[i + 1] ?? length);
    if (found === undefined) return undefined;
    all.push(found);
  }
  return all;
}

function takeList(taker: ItemTaker, { frame, items }: FoundList, where: Whereabouts): void {
  const isTaken = taker.unpackItems(frame, (inside) => {
    for (const [i, item] of items.entries()) {
      if (item instanceof AlikePod) inside.take(item);
      else inside.unpack({ value: item, where: { ...where, prefix: ['items', i] } });
    }
  });
  if (isTaken) return;
  const whole = items.map((item): Json => (item instanceof AlikePod ? item.read() : item));
  taker.unpack({ value: { ...frame, items: whole }, where });
}
