import {
  type AddressSet,
  byText,
  DIRECTIONS,
  type Direction,
  groupBy,
  intersectPorts,
  lazy,
  NO_PORTS,
  noPorts,
  once,
  subtractPorts,
  unionPorts,
} from '../kernel';
import { type Cluster, type FlowEnd, isSamePod, type Pod, type Policy } from '../model';
import type { Profile } from '../platform';
import type { Connection, Evaluator, Passage } from './evaluator';
import { familiesBetween } from './families';
import {
  type GateContext,
  type GateRules,
  gate,
  gateContext,
  isolates,
  matchRule,
  type Pair,
} from './gate';
import { type GateRule, gateRule } from './gate-rule';
import type { ClusterMap } from './map/cluster-map';
import { makeMap } from './map/make-map';
import { podClasses } from './pod-classes';
import {
  ALWAYS,
  both,
  either,
  isNever,
  NEVER,
  type PortTruth,
  possible,
  whichever,
} from './port-truth';

/** An evaluator that also answers for the whole cluster at once. */
export interface CompiledCluster extends Evaluator {
  /** Who reaches whom, made when it is first asked for. */
  map(): ClusterMap;
}

/**
 * Prepares a cluster for many questions. Pods that no policy tells apart share their answers, so
 * the work grows with the number of classes and not with the number of pods.
 */
export function compile(cluster: Cluster, profile: Profile): CompiledCluster {
  const classOf = podClasses(cluster);
  const judge = judgeOf(cluster, profile, classOf);
  const connect = (from: FlowEnd, to: FlowEnd): Connection =>
    connectionOf(
      familiesBetween(from, to, profile)
        .map((family) => judge.connection({ from, to, family }))
        .reduce(either),
    );
  const connections = byClasses(classOf, connect);
  const passages = byClasses(classOf, (from, to) =>
    eachRuleOnce(
      familiesBetween(from, to, profile).flatMap((family) => judge.passages({ from, to, family })),
    ),
  );
  return {
    map: lazy(() => makeMap(cluster, profile, connect)),
    connection: (from, to) => (isSamePod(from, to) ? ITSELF : connections(from, to)),
    admittedBy: (from, to) =>
      isSamePod(from, to)
        ? []
        : [...new Set(passages(from, to).map(({ policy }) => policy))].sort(
            byText(({ namespace, name }) => `${namespace}/${name}`),
          ),
    passages: (from, to) => (isSamePod(from, to) ? [] : passages(from, to)),
  };
}

/** Answers a pair once for all pairs of the same classes of pods and the same addresses. */
function byClasses<T>(
  classOf: (pod: Pod) => number,
  answer: (from: FlowEnd, to: FlowEnd) => T,
): (from: FlowEnd, to: FlowEnd) => T {
  type Key = number | AddressSet;
  const rows = new Map<Key, Map<Key, T>>();
  const keyOf = (end: FlowEnd): Key => (end.kind === 'pod' ? classOf(end.pod) : end.addresses);
  return (from, to) => {
    const source = keyOf(from);
    const row = rows.get(source) ?? new Map<Key, T>();
    rows.set(source, row);
    const destination = keyOf(to);
    const known = row.get(destination) ?? answer(from, to);
    row.set(destination, known);
    return known;
  };
}

interface Judge {
  connection(pair: Pair): PortTruth;
  /** The rules that let something of this connection through one of its gates. */
  passages(pair: Pair): readonly Passage[];
}

function judgeOf(cluster: Cluster, profile: Profile, classOf: (pod: Pod) => number): Judge {
  const rulesOf = rulesByClass(cluster, classOf);
  const under = (facts: Profile) => gateContext(cluster, facts, rulesOf);
  const seenIs = (seen: boolean) =>
    under({ ...profile, assume: { ...profile.assume, 'host-network-is-peer': seen } });
  const context = under(profile);
  const [seen, unseen] = [seenIs(true), seenIs(false)];
  const isOpen = profile.assume['host-network-is-peer'] === undefined;

  /** A host-network pod is a pod or its node; a gate that stands the same in both is decided. */
  const gateOf = (pair: Pair, direction: Direction): PortTruth => {
    if (!isOpen || !hasHost(pair)) return gate(context, pair, direction);
    const [asPod, asNode] = [gate(seen, pair, direction), gate(unseen, pair, direction)];
    return whichever('host-network-is-peer', asPod, asNode);
  };
  const connection = (pair: Pair): PortTruth => {
    const egress = gateOf(pair, 'egress');
    return isNever(egress) ? NEVER : both(egress, gateOf(pair, 'ingress'));
  };
  return {
    connection,
    passages: (pair) => passagesOf(context, pair, connection(pair)),
  };
}

function passagesOf(context: GateContext, pair: Pair, passing: PortTruth): readonly Passage[] {
  const ports = possible(passing);
  if (noPorts(ports) || context.profile.assume.enforces === false) return [];
  return DIRECTIONS.flatMap((direction) => {
    const [subject, other] = direction === 'egress' ? [pair.from, pair.to] : [pair.to, pair.from];
    if (subject.kind !== 'pod') return [];
    return (context.rulesOf(subject.pod, direction) ?? []).flatMap((each) => {
      const truth = matchRule(context, each, other, pair);
      const through = intersectPorts(possible(truth), ports);
      if (noPorts(through)) return [];
      const allowed = intersectPorts(truth.yes, ports);
      const undecided = subtractPorts(through, allowed);
      return [{ policy: each.policy, rule: each.rule, allowed, undecided }];
    });
  });
}

/** What a rule lets through over either family. */
function eachRuleOnce(passages: readonly Passage[]): readonly Passage[] {
  return [...groupBy(passages, ({ rule }) => rule).values()].map((same) => same.reduce(joined));
}

function joined(one: Passage, other: Passage): Passage {
  const allowed = unionPorts(one.allowed, other.allowed);
  const undecided = subtractPorts(unionPorts(one.undecided, other.undecided), allowed);
  return { ...one, allowed, undecided };
}

function hasHost({ from, to }: Pair): boolean {
  return [from, to].some((end) => end.kind === 'pod' && end.pod.hostNetwork);
}

/** The rules that decide about a pod, gathered once for each class of pods and direction. */
function rulesByClass(
  { policies }: Cluster,
  classOf: (pod: Pod) => number,
): GateContext['rulesOf'] {
  const byNamespace = lazy(() => groupBy(policies, (policy) => policy.namespace));
  const policiesOf = (namespace: string): readonly Policy[] => byNamespace().get(namespace) ?? [];
  const gather = (pod: Pod, direction: Direction): GateRules => {
    const isolating = policiesOf(pod.namespace).filter((policy) =>
      isolates(policy, pod, direction),
    );
    return isolating.length === 0
      ? undefined
      : isolating.flatMap((policy) => preparedRules(policy)[direction]);
  };
  const gathered: Readonly<Record<Direction, Map<number, GateRules>>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  return (pod, direction) => {
    const of = gathered[direction];
    const key = classOf(pod);
    if (!of.has(key)) of.set(key, gather(pod, direction));
    return of.get(key);
  };
}

const preparedRules = once(
  (policy: Policy): Readonly<Record<Direction, readonly GateRule[]>> => ({
    ingress: policy.rules.ingress.map((rule) => gateRule(policy, rule)),
    egress: policy.rules.egress.map((rule) => gateRule(policy, rule)),
  }),
);

const ITSELF = connectionOf(ALWAYS);

const NOTHING: Connection = { allowed: NO_PORTS, undecided: NO_PORTS, reasons: [] };

function connectionOf(truth: PortTruth): Connection {
  if (isNever(truth)) return NOTHING;
  return {
    allowed: truth.yes,
    undecided: subtractPorts(possible(truth), truth.yes),
    reasons: [...truth.open].map(([id, ports]) => ({ id, ports })),
  };
}
