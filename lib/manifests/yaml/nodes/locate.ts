import { isAlias, isMap, isSeq, type Node, type Pair, visit } from 'yaml';
import type { ObjectPath } from '../../../kernel';
import { isMergeKey, keyText, offsetOf } from './node';

interface Found {
  readonly offset: number;
  readonly node: unknown;
}

/** The node that an alias stands for: the nearest one before it with that anchor. */
function target(root: Node, node: unknown): unknown {
  if (!isAlias(node)) return node;
  let found: unknown;
  visit(root, {
    Node: (_key, each) => {
      if (each === node) return visit.BREAK;
      if (!isAlias(each) && each.anchor === node.source) found = each;
      return undefined;
    },
  });
  return found;
}

function merged(root: Node, pairs: readonly Pair[], name: string): Found | undefined {
  for (const pair of pairs.filter((each) => isMergeKey(each.key))) {
    const value = target(root, pair.value);
    const sources = isSeq(value) ? value.items.map((item) => target(root, item)) : [value];
    for (const source of sources) {
      const found = isMap(source) ? field(root, source.items, name) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function field(root: Node, pairs: readonly Pair[], name: string): Found | undefined {
  // The last of several equal keys is the one that was read.
  const pair = pairs.findLast(({ key }) => !isMergeKey(key) && keyText(target(root, key)) === name);
  if (pair === undefined) return merged(root, pairs, name);
  return { offset: offsetOf(pair.key, 0), node: pair.value };
}

function step(root: Node, from: unknown, name: string | number): Found | undefined {
  const node = target(root, from);
  if (isMap(node)) return field(root, node.items, String(name));
  if (!isSeq(node) || typeof name !== 'number' || name >= node.items.length) return undefined;
  const item = node.items[name];
  return { offset: offsetOf(item, offsetOf(node, 0)), node: item };
}

/** Offset of the node at `path`, or of the nearest parent that was written. */
export function locateInYaml(root: Node, path: ObjectPath): number {
  let here: Found = { offset: offsetOf(root, 0), node: root };
  for (const name of path) {
    const next = step(root, here.node, name);
    if (next === undefined) break;
    here = next;
  }
  return here.offset;
}
