import { compareText } from '../../../kernel';
import type { Cluster, Pod } from '../../../model';
import type { Profile } from '../../../platform';
import type { WordTable } from '../labels/selector-index';
import type { IntLists } from '../lists/int-lists';
import type { Asked } from './asked';
import { podForms } from './pod-forms';
import { HEAD, PodSignatures } from './pod-signatures';

/**
 * Pods in groups that no question of any policy can tell apart: same namespace, same labels as far
 * as selectors ask, same named ports as far as rules name them, same place among the blocks. The
 * forms of pods are finer, so one pod of each form is asked; a group costs its own length. Groups are numbered by namespace, so the pods
 * of a namespace are a range of them.
 */
export interface PodGroups {
  readonly pods: readonly Pod[];
  /** The group of each pod. */
  readonly groupOf: Int32Array;
  readonly count: number;
  /** One pod of each group. */
  readonly examples: readonly Pod[];
  /** Names of namespaces, in their order, and the first group of each; one more place ends the last. */
  readonly namespaces: readonly string[];
  readonly firstOf: Int32Array;
  readonly namespaceOf: Int32Array;
  /** What of its ports a destination shows to rules; and where it is among the blocks. */
  readonly portsOf: Int32Array;
  readonly addressesOf: Int32Array;
  readonly familiesOf: Int32Array;
  readonly words: WordTable;
}

export function podGroups(cluster: Cluster, profile: Profile, asked: Asked): PodGroups {
  const pods: Pod[] = [];
  for (const workload of cluster.workloads) for (const pod of workload.pods) pods.push(pod);
  const namespaces = namesOf(cluster, pods);
  const numberOf = new Map(namespaces.map((name, number) => [name, number]));
  const forms = podForms(cluster);
  const formOf = forms.ofAll();
  const signatures = new PodSignatures(profile, asked, forms, numberOf);
  const firstPods: Pod[] = [];
  const numberOfForm = new Int32Array(forms.count()).fill(-1);
  const unsorted = new Int32Array(pods.length);
  for (let at = 0; at < pods.length; at += 1) {
    const form = formOf[at] ?? 0;
    const pod = pods[at];
    if (pod !== undefined && numberOfForm[form] === -1) {
      const number = signatures.of(pod, form);
      if (number === firstPods.length) firstPods.push(pod);
      numberOfForm[form] = number;
    }
    unsorted[at] = numberOfForm[form] ?? 0;
  }
  return tables(pods, namespaces, signatures.lists, firstPods, unsorted);
}

/** Every namespace that somebody lives in or that is known, sorted. */
function namesOf(cluster: Cluster, pods: readonly Pod[]): readonly string[] {
  const names = new Set(cluster.namespaces.keys());
  let last: string | undefined;
  for (const { namespace } of pods) {
    if (namespace !== last) names.add(namespace);
    last = namespace;
  }
  for (const { namespace } of cluster.policies) names.add(namespace);
  return [...names].sort(compareText);
}

/** Numbers the groups by namespace, and lays what is known of each side by side. */
function tables(
  pods: readonly Pod[],
  namespaces: readonly string[],
  signatures: IntLists,
  firstPods: readonly Pod[],
  unsorted: Int32Array,
): PodGroups {
  const count = firstPods.length;
  const home = new Int32Array(count);
  for (let i = 0; i < count; i += 1) home[i] = signatures.at(i, 0);
  const firstOf = new Int32Array(namespaces.length + 1);
  for (const at of home) firstOf[at + 1] = (firstOf[at + 1] ?? 0) + 1;
  for (let n = 0; n < namespaces.length; n += 1)
    firstOf[n + 1] = (firstOf[n + 1] ?? 0) + (firstOf[n] ?? 0);
  const next = firstOf.slice();
  const places = new Int32Array(count);
  const order = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = home[i] ?? 0;
    const place = next[at] ?? 0;
    places[i] = place;
    order[place] = i;
    next[at] = place + 1;
  }
  const examples: Pod[] = [];
  for (const i of order) {
    const pod = firstPods[i];
    if (pod !== undefined) examples.push(pod);
  }
  const column = (field: number) => order.map((i) => signatures.at(i, field));
  return {
    pods,
    groupOf: unsorted.map((i) => places[i] ?? 0),
    count,
    examples,
    namespaces,
    firstOf,
    namespaceOf: column(0),
    portsOf: column(1),
    addressesOf: column(2),
    familiesOf: column(3),
    words: wordTable(signatures, order),
  };
}

function wordTable(signatures: IntLists, order: Int32Array): WordTable {
  const starts = new Int32Array(order.length + 1);
  for (let at = 0; at < order.length; at += 1)
    starts[at + 1] = (starts[at] ?? 0) + signatures.length(order[at] ?? 0) - HEAD;
  const items = new Int32Array(starts[order.length] ?? 0);
  for (let at = 0; at < order.length; at += 1) {
    const id = order[at] ?? 0;
    const first = starts[at] ?? 0;
    const length = (starts[at + 1] ?? 0) - first;
    for (let i = 0; i < length; i += 1) items[first + i] = signatures.at(id, HEAD + i);
  }
  return { starts, items };
}
