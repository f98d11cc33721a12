import { gateForms, gateKey, ruleForm } from '../../engine';
import { compareText, DIRECTIONS, type Direction, groupBy, matches } from '../../kernel';
import type { Cluster, Pod, Policy } from '../../model';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import { changedPolicies } from './changed-policies';
import type { Compared } from './compared';
import { idOf } from './other-facts';
import { type PerSide, perSide } from './per-side';
import { isNamespaceWrittenAlike, isPodWrittenAlike } from './written-alike';

/** What of an end is the same on both sides. */
export interface Sameness {
  /** All that a policy can see of it, and of its namespace. */
  readonly seen: boolean;
  /** The rules that decide at its own gate. */
  readonly gates: Readonly<Record<Direction, boolean>>;
}

const SAME: Sameness = { seen: true, gates: { ingress: true, egress: true } };
const DIFFERENT: Sameness = { seen: false, gates: { ingress: false, egress: false } };

/**
 * Finds what both sides say in as many words about each end. A verdict is a function of what policies
 * see of both ends, of the rules at the way out of the source, and of those at the way in of the
 * destination; so where all four are the same, only one side has to be asked. Of most changes that is
 * nearly everything.
 */
export function sameEnds({ clusters, classOf }: Compared): (end: CommonEnd) => Sameness {
  const others = perSide((side) => clusters[side].unmodelled.map(idOf).join());
  if (others.before !== others.after) return () => DIFFERENT;
  const namespaces = perSide((side) => clusters[side].namespaces);
  const isSameHome = byName((name) =>
    isNamespaceWrittenAlike(namespaces.before.get(name), namespaces.after.get(name)),
  );
  const isSameGate = sameGates(clusters);
  return ({ before, after }) => {
    if (!isPods(before) || !isPods(after)) return SAME;
    const pods = { before: before.pods[0], after: after.pods[0] };
    return {
      seen: isSeenAlike(pods, classOf) && isSameHome(pods.after.namespace),
      gates: { ingress: isSameGate('ingress', pods), egress: isSameGate('egress', pods) },
    };
  };
}

/** Whether nothing about an end differs. */
export function isAllSame({ seen, gates }: Sameness): boolean {
  return seen && DIRECTIONS.every((direction) => gates[direction]);
}

/** Whether pods are written alike, or differ in nothing that a policy of either side asks for. */
function isSeenAlike({ before, after }: PerSide<Pod>, classOf: Compared['classOf']): boolean {
  return before === after || isPodWrittenAlike(before, after) || classOf(before) === classOf(after);
}

/** A gate is that of its namespace; where policies there differ, that of those which select the pod. */
function sameGates(
  clusters: PerSide<Cluster>,
): (direction: Direction, pods: PerSide<Pod>) => boolean {
  const { namespaces, policies } = changedPolicies(clusters);
  const forms = perSide((side) => gateForms(policies[side]));
  const isSameNamespace = byName((key) => forms.before.get(key) === forms.after.get(key));
  const inNamespace = perSide((side) => groupBy(policies[side], ({ namespace }) => namespace));
  return (direction, pods) => {
    if (!namespaces.has(pods.after.namespace)) return true;
    if (isSameNamespace(gateKey(direction, pods.after.namespace))) return true;
    const { before, after } = perSide((side) => {
      const pod = pods[side];
      return podGate(inNamespace[side].get(pod.namespace) ?? [], direction, pod);
    });
    return before === after;
  };
}

/** What a pod that is isolated lets through, as a text; nothing for one that is not. */
function podGate(
  policies: readonly Policy[],
  direction: Direction,
  { labels }: Pod,
): string | undefined {
  const isolating = policies.filter(
    ({ isolates, subject }) => isolates.includes(direction) && matches(subject, labels),
  );
  if (isolating.length === 0) return undefined;
  const rules = isolating.flatMap(({ rules: all }) => all[direction].map(ruleForm));
  return JSON.stringify([...new Set(rules)].sort(compareText));
}

/** Answers once for each name. */
function byName(answer: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? answer(name);
    known.set(name, found);
    return found;
  };
}
