import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  parseTree,
} from 'jsonc-parser';

import type { FixEdit } from '../../results';
import type { EditsAt } from './edits-at';

/**
 * A JSON text in which some objects are edited, and all around them is as it was; undefined where that
 * cannot be done.
 */
export function editedJson(text: string, places: readonly EditsAt[]): string | undefined {
  // Found before anything moves: a way to an object stays true whatever is edited inside of others.
  const found = places.map(({ offset, edits }) => ({ prefix: pathTo(text, offset), edits }));
  return found.reduce<string | undefined>(
    (edited, { prefix, edits }) =>
      edited === undefined || prefix === undefined
        ? undefined
        : edits.reduce((now, edit) => editedAt(now, prefix, edit), edited),
    text,
  );
}

function editedAt(text: string, prefix: JSONPath, edit: FixEdit): string {
  const path = [...prefix, ...edit.path];
  if ('remove' in edit) return applyEdits(text, modify(text, path, undefined, {}));
  const options = isOnOneLine(text, path) ? {} : { formattingOptions: layoutOf(text) };
  return applyEdits(text, modify(text, path, edit.set, options));
}

function layoutOf(text: string): FormattingOptions {
  const indent = /^( +)"/m.exec(text)?.[1]?.length ?? 2;
  return { insertSpaces: !/^\t/m.test(text), tabSize: indent };
}

/** Whether what holds the end of a path is written in one line. */
function isOnOneLine(text: string, path: JSONPath): boolean {
  const root = parseTree(text);
  const holder = root && findNodeAtLocation(root, path.slice(0, -1));
  if (holder === undefined) return false;
  return !text.slice(holder.offset, holder.offset + holder.length).includes('\n');
}

/** The way to the object that begins at an offset: the text itself, or an item of a List in it. */
function pathTo(text: string, offset: number): JSONPath | undefined {
  const root = parseTree(text);
  return root === undefined ? undefined : inside(root, offset);
}

type Node = NonNullable<ReturnType<typeof parseTree>>;

function inside(node: Node, offset: number): JSONPath | undefined {
  if (node.type !== 'object') return undefined;
  if (node.offset === offset) return [];
  const items = node.children?.findLast((each) => each.children?.[0]?.value === 'items');
  for (const [index, item] of (items?.children?.[1]?.children ?? []).entries()) {
    const path = inside(item, offset);
    if (path !== undefined) return ['items', index, ...path];
  }
  return undefined;
}
