import { type ParsedNode, visit } from 'yaml';
import type { ObjectPath } from '../../../kernel';
import type { Place } from '../../place';
import type { Chunk } from '../chunks';
import type { ReadDocument } from '../problems';
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
export function readNodes(
  chunk: Chunk,
  placeOf: (offset: number) => Place,
): ReadDocument | undefined {
  const root = chunkNodes(chunk);
  return root === undefined ? undefined : readRoot(chunk, root, placeOf);
}

/** The same of a part of a document, undefined also where an alias may stand for what is elsewhere. */
export function readNodesAlone(
  part: Chunk,
  placeOf: (offset: number) => Place,
): ReadDocument | undefined {
  const root = chunkNodes(part);
  return root === undefined || (root !== null && hasAlias(root))
    ? undefined
    : readRoot(part, root, placeOf);
}

function readRoot(
  { offset }: Chunk,
  root: ParsedNode | null,
  placeOf: (offset: number) => Place,
): ReadDocument {
  const { value, problems } = readYamlValue(root, (at) => placeOf(offset + at).line);
  return { value, problems: problems.map((each) => ({ ...each, offset: offset + each.offset })) };
}

function hasAlias(root: ParsedNode): boolean {
  let has = false;
  visit(root, {
    Alias: () => {
      has = true;
      return visit.BREAK;
    },
  });
  return has;
}

/** Offset in the whole text of what a path leads to, by the nodes of the chunk that holds it. */
export function locateInChunk(
  { offset }: Chunk,
  root: ParsedNode | null | undefined,
  path: ObjectPath,
): number {
  return root === null || root === undefined ? offset : offset + locateInYaml(root, path);
}
