import { type Node, parseTree } from 'jsonc-parser';
import type { ObjectPath } from '../kernel';

function child(node: Node, name: string | number): { offset: number; value: Node } | undefined {
  const children = node.children ?? [];
  if (node.type === 'array') {
    const item = typeof name === 'number' ? children[name] : undefined;
    return item === undefined ? undefined : { offset: item.offset, value: item };
  }
  // The last of several equal keys is the one that was read.
  const property = children.findLast((each) => each.children?.[0]?.value === name);
  const value = property?.children?.[1];
  return property === undefined || value === undefined
    ? undefined
    : { offset: property.offset, value };
}

function locateInJson(root: Node, path: ObjectPath): number {
  let here = { offset: root.offset, value: root };
  for (const name of path) {
    const next = child(here.value, name);
    if (next === undefined) break;
    here = next;
  }
  return here.offset;
}

/** Where the node at a path begins in a JSON text, or its nearest parent: how far from its start. */
export function offsetInJson(text: string): (path: ObjectPath) => number {
  const root = parseTree(text);
  return (path) => (root === undefined ? 0 : locateInJson(root, path));
}
