import { type Direction, groupBy, once, selectsEverything } from '../../../kernel';
import type { Policy } from '../../../model';
import { platformOfNamespace } from '../../../platform';
import { aboutPolicy, type Examined, type Subject } from '../check';
import type { KnownPod } from './known-pods';
import { podsIn } from './pod-index';
import { isolatedBy, mayBeIsolatedElsewhere } from './subjects';

/** A namespace whose pods are for the policies of the input to isolate. */
export interface GovernedNamespace {
  readonly name: string;
  /** Its known pods, without those on the host network, which policies need not reach. */
  readonly pods: readonly KnownPod[];
  readonly policies: readonly Policy[];
  /** What a finding about the namespace points at: itself, or else the first that lives in it. */
  readonly about: Subject;
}

/**
 * The namespaces that have workloads, and that the input declares or has policies for; where it has
 * no policy at all, every one that has workloads. Those of a platform are left out, as are those that
 * policies of another kind may isolate.
 */
export const governedNamespaces: (examined: Examined) => readonly GovernedNamespace[] = once(
  (examined) => {
    const { cluster, objects } = examined;
    const policies = groupBy(cluster.policies, ({ namespace }) => namespace);
    const declared = new Map(
      objects
        .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace')
        .map((object): readonly [string, Subject] => [object.name, object]),
    );
    return [...cluster.namespaces.keys()].flatMap((name): GovernedNamespace[] => {
      const pods = podsIn(examined, name).pods.filter(({ pod }) => !pod.hostNetwork);
      const own = policies.get(name) ?? [];
      const isGoverned = declared.has(name) || own.length > 0 || cluster.policies.length === 0;
      if (!isGoverned || platformOfNamespace(name) !== undefined) return [];
      if (mayBeIsolatedElsewhere(examined, name)) return [];
      const about = declared.get(name) ?? firstOf(own, pods);
      return pods.length === 0 || about === undefined ? [] : [{ name, pods, policies: own, about }];
    });
  },
);

function firstOf(policies: readonly Policy[], pods: readonly KnownPod[]): Subject | undefined {
  const [policy] = policies;
  return policy === undefined ? pods[0]?.workload : aboutPolicy(policy);
}

/** Whether one policy of a namespace isolates every pod that it will ever have. */
export function hasDefaultDeny({ policies }: GovernedNamespace, direction: Direction): boolean {
  return policies.some(
    ({ subject, isolates }) => selectsEverything(subject) && isolates.includes(direction),
  );
}

/** The known pods of a namespace that no policy isolates in a direction. */
export function openPods(
  examined: Examined,
  { pods }: GovernedNamespace,
  direction: Direction,
): readonly KnownPod[] {
  return pods.filter((known) => isolatedBy(examined, known, direction).length === 0);
}
