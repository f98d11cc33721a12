import { byText, compareText, groupBy, type IntentEndpoint, type Requirement } from '../../kernel';

/** A key by which equal ends are found. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value);
}

/**
 * The same ends, said with fewer words: selections of pods that differ in the value of one label
 * become one that lists the values.
 */
export function mergeEnds(ends: readonly IntentEndpoint[]): readonly IntentEndpoint[] {
  const distinct = [...new Map(ends.map((end) => [keyOf(end), end])).values()];
  const merged = [...groupBy(distinct, shapeOf).values()].flatMap((group) => mergeAlike(group));
  return merged.sort(byText(keyOf));
}

/** Ends of one shape are alike but for the values of the one label they name. */
function shapeOf(end: IntentEndpoint): string {
  const only = onlyLabel(end);
  if (end.kind !== 'pods' || only === undefined) return keyOf(end);
  return keyOf([end.namespaces, only.key]);
}

function onlyLabel(end: IntentEndpoint): Requirement | undefined {
  if (end.kind !== 'pods') return undefined;
  const [only, ...more] = end.pods.requirements;
  return only?.operator === 'In' && more.length === 0 ? only : undefined;
}

function mergeAlike(group: readonly IntentEndpoint[]): readonly IntentEndpoint[] {
  const [first] = group;
  if (first?.kind !== 'pods' || group.length < 2) return group;
  const labels = group.flatMap((end) => onlyLabel(end) ?? []);
  const [label] = labels;
  if (label === undefined) return group;
  const values = [...new Set(labels.flatMap((each) => each.values))].sort(compareText);
  return [{ ...first, pods: { requirements: [{ ...label, values }] } }];
}
