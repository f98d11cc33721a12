import type { ParsedNode } from 'yaml';
import type { ObjectPath } from '../../../kernel';
import type { Place } from '../../place';
import type { Chunk } from '../chunks';
import { type ReadDocument, withoutRepetition } from '../problems';
import { composeYaml } from './compose';
import { locateInYaml } from './locate';
import { readYamlValue } from './value';

/** The nodes of a chunk, null where there are none; undefined where anything is wrong with it. */
export function chunkNodes({ text }: Chunk): ParsedNode | null | undefined {
  const [first, second] = composeYaml(text);
  if (first === undefined) return null;
  return first.kind === 'nodes' && second === undefined ? first.root : undefined;
}

/** What a chunk says; undefined where only the whole text tells what is wrong with it. */
export function readChunk(
  chunk: Chunk,
  placeOf: (offset: number) => Place,
): ReadDocument | undefined {
  const root = chunkNodes(chunk);
  if (root === undefined) return undefined;
  const lineOf = (at: number) => placeOf(chunk.offset + at).line;
  const { value, problems } = readYamlValue(root, lineOf);
  const moved = problems.map((each) => ({ ...each, offset: chunk.offset + each.offset }));
  return { value, problems: withoutRepetition(moved) };
}

/** Offset in the whole text of what a path leads to, by the nodes of the chunk that holds it. */
export function locateInChunk(
  { offset }: Chunk,
  root: ParsedNode | null | undefined,
  path: ObjectPath,
): number {
  return root === null || root === undefined ? offset : offset + locateInYaml(root, path);
}
