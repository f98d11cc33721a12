import {
  byText,
  DIRECTIONS,
  type Direction,
  groupBy,
  IP_FAMILIES,
  type IpFamily,
  noPorts,
  subtractPorts,
} from '../kernel';
import type { Cluster, FlowEnd, Pod, Policy } from '../model';
import { ipFamiliesOf, type Profile } from '../platform';
import type { Connection, Evaluator } from './evaluator';
import { type GateContext, type GateRules, gate, matchRule, rulesFor } from './gate';
import { peerMatcher } from './peers';
import { podClasses } from './pod-classes';
import { ALWAYS, both, type PortTruth, possible, preferring } from './port-truth';

/**
 * Prepares a cluster for many questions. Pods that no policy tells apart share their answers, so
 * the work grows with the number of classes and not with the number of pods.
 */
export function compile(cluster: Cluster, profile: Profile): Evaluator {
  const classOf = podClasses(cluster);
  const policiesIn = groupBy(cluster.policies, ({ namespace }) => namespace);
  const gates = new Map<string, GateRules>();
  const answers = new Map<string, Connection>();

  const rulesOf = (pod: Pod, direction: Direction): GateRules => {
    const key = `${direction} ${classOf(pod)}`;
    if (!gates.has(key)) gates.set(key, rulesFor(pod, direction, policiesIn.get(pod.namespace)));
    return gates.get(key);
  };
  const context: GateContext = { cluster, profile, peers: peerMatcher(cluster, profile), rulesOf };

  const compute = (from: FlowEnd, to: FlowEnd): Connection => {
    const over = (family: IpFamily | undefined): PortTruth => {
      const pair = { from, to, family };
      return both(gate(context, pair, 'egress'), gate(context, pair, 'ingress'));
    };
    return connectionOf(familiesBetween(from, to, profile).map(over).reduce(preferring));
  };

  return {
    connection(from, to) {
      if (isSamePod(from, to)) return connectionOf(ALWAYS);
      if (from.kind !== 'pod' || to.kind !== 'pod') return compute(from, to);
      const key = `${classOf(from.pod)} ${classOf(to.pod)}`;
      const known = answers.get(key) ?? compute(from, to);
      answers.set(key, known);
      return known;
    },
    admittedBy: (from, to) => admittedBy(context, from, to),
  };
}

/** The policies with a rule that lets some port of this pair through one of its gates. */
function admittedBy(context: GateContext, from: FlowEnd, to: FlowEnd): readonly Policy[] {
  const pair = { from, to, family: undefined };
  const admitting = DIRECTIONS.flatMap((direction) => {
    const [subject, other] = direction === 'egress' ? [from, to] : [to, from];
    if (subject.kind !== 'pod') return [];
    return (context.rulesOf(subject.pod, direction) ?? [])
      .filter((each) => !noPorts(possible(matchRule(context, each, other, pair))))
      .map(({ policy }) => policy);
  });
  return [...new Set(admitting)].sort(byText(({ namespace, name }) => `${namespace}/${name}`));
}

function isSamePod(from: FlowEnd, to: FlowEnd): boolean {
  if (from.kind !== 'pod' || to.kind !== 'pod') return false;
  return from.pod === to.pod && from.pod.stands === 'for-one-pod';
}

/** The families two pods share, where both are known; an address brings its own. */
function familiesBetween(
  from: FlowEnd,
  to: FlowEnd,
  profile: Profile,
): readonly (IpFamily | undefined)[] {
  if (from.kind !== 'pod' || to.kind !== 'pod') return [undefined];
  const known = [from.pod, to.pod].map(({ addresses }) =>
    addresses.length > 0 ? addresses.map(({ family }) => family) : (ipFamiliesOf(profile) ?? []),
  );
  const common = IP_FAMILIES.filter((family) => known.every((each) => each.includes(family)));
  return common.length < 2 ? [undefined] : common;
}

function connectionOf(truth: PortTruth): Connection {
  return {
    allowed: truth.yes,
    undecided: subtractPorts(possible(truth), truth.yes),
    reasons: [...truth.open].map(([id, ports]) => ({ id, ports })),
  };
}
