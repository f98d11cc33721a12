import {
  type Document,
  isAlias,
  isMap,
  isSeq,
  parseAllDocuments,
  type ToStringOptions,
} from 'yaml';
import type { ObjectPath } from '../../kernel';
import type { FixEdit } from '../../results';
import type { EditsAt } from './edits-at';
import { inLayoutOf } from './layout';
import { yamlValue } from './yaml-value';

// Scalars stay the text that somebody wrote: `0644` and `yes` come out as they went in.
const AS_TEXT = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

/**
 * A YAML text in which some objects are edited, every other line and comment as it was; undefined
 * where that cannot be done.
 */
export function editedYaml(text: string, places: readonly EditsAt[]): string | undefined {
  const style = styleOf(text);
  const before = parseAllDocuments(text, AS_TEXT);
  const after = parseAllDocuments(text, AS_TEXT);
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  if (before.some(({ errors }) => errors.length > 0)) return undefined;
  // Found before anything moves.
  const found = places.map(({ offset, edits }) => ({ ...placeIn(after, offset), edits }));
  const isEdited = found.every(
    ({ document, path, edits }) =>
      document !== undefined && edits.every((edit) => applied(document, path, edit)),
  );
  return isEdited ? inLayoutOf(text, printed(before, style), printed(after, style)) : undefined;
}

/** The document that holds the mapping that begins at an offset, and the way to it. */
function placeIn(documents: readonly Document[], offset: number) {
  for (const document of documents) {
    const path = pathTo(document.contents, offset);
    if (path !== undefined) return { document, path };
  }
  return { document: undefined, path: [] };
}

function printed(documents: readonly Document[], style: ToStringOptions): string {
  return documents.map((document) => document.toString(style)).join('');
}

/** The way to the mapping that begins at an offset: the document itself, or an item of a List in it. */
function pathTo(node: unknown, offset: number): ObjectPath | undefined {
  if (!isMap(node)) return undefined;
  if (node.range?.[0] === offset) return [];
  const items: unknown = node.get('items', true);
  if (!isSeq(items)) return undefined;
  for (const [index, item] of items.items.entries()) {
    const inside = pathTo(item, offset);
    if (inside !== undefined) return ['items', index, ...inside];
  }
  return undefined;
}

/** Makes one edit; whether it could, without changing what other places share by an alias. */
function applied(document: Document, prefix: ObjectPath, edit: FixEdit): boolean {
  const path = [...prefix, ...edit.path];
  const isShared = path.some((_, depth) => isAlias(document.getIn(path.slice(0, depth), true)));
  if (isShared) return false;
  if ('remove' in edit) return document.deleteIn(path);
  document.setIn(path, yamlValue(edit.set));
  return true;
}

/** How a text is indented, so that what is added looks like the rest. */
function styleOf(text: string): ToStringOptions {
  const indents = [...text.matchAll(/^( +)[^\s#-]/gm)].map(([, spaces = '']) => spaces.length);
  const hasFlatList = /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:\s*#[^\n]*\n)*\1- /m.test(text);
  const isTight = /[{[][^\s\]}]/.test(text) && !/[{[] /.test(text);
  return {
    lineWidth: 0,
    indent: Math.max(1, Math.min(...indents, MOST_INDENT)),
    indentSeq: !hasFlatList,
    flowCollectionPadding: !isTight,
  };
}

const MOST_INDENT = 8;
