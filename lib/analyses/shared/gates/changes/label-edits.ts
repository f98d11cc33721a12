import {
  formatPath,
  holds,
  type Labels,
  matches,
  PEER_FIELD,
  type Requirement,
} from '../../../../kernel';
import type { Cluster, Pod } from '../../../../model';
import type { RuleMatch } from '../../../../semantics';
import { type Candidate, type ClosedGate, policyId } from './candidate';
import { closePeers } from './selector-edits';

/** Labels that a rule asks for and the other end does not have: new ones only, never another value. */
export function labelEdits(closed: ClosedGate, match: RuleMatch): readonly Candidate[] {
  const { other, cluster, otherId } = closed;
  if (other.kind !== 'pod') return [];
  const { pod } = other;
  return closePeers(match).flatMap(({ peer, position, missed }) => {
    if (peer.pods === undefined || missed.join() !== 'podSelector') return [];
    const added = missing(peer.pods.requirements, pod.labels);
    if (added === undefined) return [];
    const labelled = { ...pod, labels: new Map([...pod.labels, ...added]) };
    if (changesMore(cluster, pod, labelled)) return [];
    const { direction, index } = match.rule;
    const path = [direction, index, PEER_FIELD[direction], position];
    return [
      {
        change: {
          kind: 'label',
          direction,
          end: otherId,
          labels: Object.fromEntries(added),
          source: pod.origin.at(['metadata', 'labels']),
          rule: `${policyId(match.policy)} ${formatPath(path)}`,
        },
        cluster: relabelled(cluster, pod, labelled),
        other: { kind: 'pod', pod: labelled },
      },
    ];
  });
}

/** What would have to be added to the labels; undefined where adding is not enough. */
function missing(requirements: readonly Requirement[], labels: Labels): Labels | undefined {
  const missed = requirements.filter((each) => !holds(each, labels));
  const added = missed.map(({ key, operator, values }): readonly [string, string] | undefined => {
    if (labels.has(key)) return undefined;
    if (operator === 'Exists') return [key, 'true'];
    const [value] = values;
    return operator === 'In' && value !== undefined ? [key, value] : undefined;
  });
  const known = added.filter((each) => each !== undefined);
  return known.length === missed.length && known.length > 0 ? new Map(known) : undefined;
}

/** A label that isolates the pod, or puts it behind a Service, is no small change. */
function changesMore({ policies, services }: Cluster, before: Pod, after: Pod): boolean {
  const isSelected = policies.some(
    ({ namespace, subject }) =>
      namespace === before.namespace &&
      matches(subject, before.labels) !== matches(subject, after.labels),
  );
  const isServed = services.some(({ namespace, selector }) => {
    if (selector === undefined || namespace !== before.namespace) return false;
    const isBehind = ({ labels }: Pod) =>
      [...selector].every(([key, value]) => labels.get(key) === value);
    return isBehind(before) !== isBehind(after);
  });
  return isSelected || isServed;
}

function relabelled(cluster: Cluster, before: Pod, after: Pod): Cluster {
  const isIt = ({ namespace, name, labels }: Pod) =>
    namespace === before.namespace && name === before.name && labels === before.labels;
  const workloads = cluster.workloads.map((workload) => ({
    ...workload,
    pods: workload.pods.map((pod) => (isIt(pod) ? { ...pod, labels: after.labels } : pod)),
  }));
  return { ...cluster, workloads };
}
