import { compareText, formatAddress, type Labels } from '../../kernel';
import type { Cluster, Pod, UnmodelledPolicy } from '../../model';
import type { DiffCause } from '../../results';
import type { Compared, ComparedPair } from './compared';
import type { PerSide } from './per-side';
import { isNamespaceWrittenAlike, isPodWrittenAlike } from './written-alike';

/** What differs between two ends where no rule of theirs does: their labels, or who else may decide. */
export function otherFacts(
  { clusters }: Compared,
  { from, to }: ComparedPair,
): readonly DiffCause[] {
  const pods = [from, to].flatMap(podsOf);
  return [
    ...pods.filter(looksDifferent).map(({ after }): DiffCause => {
      const { namespace, name, origin } = after;
      return { kind: 'workload', id: `${namespace}/${name}`, source: origin.at([]) };
    }),
    ...pods.flatMap(({ after: { namespace } }) => namespaceCause(clusters, namespace)),
    ...notEvaluated(clusters),
  ];
}

function podsOf({
  before,
  after,
}: PerSide<ComparedPair['from']['before']>): readonly PerSide<Pod>[] {
  return before.kind === 'pod' && after.kind === 'pod'
    ? [{ before: before.pod, after: after.pod }]
    : [];
}

/** Whether policies can tell a pod of one side from its like of the other. */
export function looksDifferent({ before, after }: PerSide<Pod>): boolean {
  if (isPodWrittenAlike(before, after)) return false;
  return seenOf(before) !== seenOf(after);
}

/** All that a policy can see of a pod. */
function seenOf({ labels, ports, hostNetwork, addresses, node }: Pod): string {
  return JSON.stringify([
    labelsForm(labels),
    ports.map((port) => Object.values(port).join()).sort(compareText),
    hostNetwork,
    addresses.map(formatAddress).sort(compareText),
    node,
  ]);
}

function namespaceCause(clusters: PerSide<Cluster>, name: string): readonly DiffCause[] {
  const [before, after] = [clusters.before, clusters.after].map((side) =>
    side.namespaces.get(name),
  );
  return isNamespaceWrittenAlike(before, after) ? [] : [{ kind: 'namespace', name }];
}

function labelsForm(labels: Labels): string {
  return JSON.stringify([...labels].sort(([a], [b]) => compareText(a, b)));
}

/** Policies of kinds that are not evaluated which only one side has. */
function notEvaluated(clusters: PerSide<Cluster>): readonly DiffCause[] {
  const ids = {
    before: new Set(clusters.before.unmodelled.map(idOf)),
    after: new Set(clusters.after.unmodelled.map(idOf)),
  };
  const only = (side: 'before' | 'after', other: 'before' | 'after') =>
    clusters[side].unmodelled
      .filter((each) => !ids[other].has(idOf(each)))
      .map(
        (each): DiffCause => ({
          kind: 'not-evaluated',
          id: idOf(each),
          happened: side === 'after' ? 'new' : 'gone',
          source: each.origin.at([]),
        }),
      );
  return [...only('before', 'after'), ...only('after', 'before')];
}

/** `AdminNetworkPolicy shop/guard`. */
export function idOf({ kind, namespace, name }: UnmodelledPolicy): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
