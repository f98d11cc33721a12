import type { Diagnostic, Json } from '../../../kernel';
import { AlikePod } from '../../dump/alike-pod';
import type { ReadResult } from '../../manifest';
import { placesIn, type Whereabouts } from '../../place';
import { type ItemTaker, unpackEach } from '../../unpack';
import { type Chunk, chunksOf } from '../chunks';
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
  const chunks = chunksOf(text);
  if (chunks === undefined) return undefined;
  const placeOf = placesIn(text);
  const isOnly = chunks.length === 1;
  const found = readAll(
    new LargeReader({ text, placeOf, scalars: new Scalars(), isOnly }, file),
    chunks,
  );
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

function readAll(reader: LargeReader, chunks: readonly Chunk[]): readonly Found[] | undefined {
  const all: Found[] = [];
  for (const chunk of chunks) {
    const found = reader.read(chunk);
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
