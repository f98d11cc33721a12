import type { Evaluator, Passage } from '../../engine';
import {
  byText,
  type Direction,
  formatPath,
  hasPort,
  intersectPorts,
  noPorts,
  once,
  type PortSet,
  portRange,
} from '../../kernel';
import type { Cluster, FlowEnd, Pod, Policy, Rule } from '../../model';
import type { Profile } from '../../platform';
import type { OpeningGate, OpeningRule } from '../../results';
import { isolating, standingOf } from './isolation';

/** A flow that may pass, and the ports of it that are asked about. */
export interface OpenFlow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly ports: PortSet;
}

/** What opens the gates of flows; it remembers the rules that it has named. */
export interface Openings {
  /** The gates of flows that open alike are the same objects. */
  gates(evaluator: Evaluator, flow: OpenFlow): Readonly<Record<Direction, OpeningGate>>;
  /** The gate of a pod towards somebody who is not known: the rules that everyone passes, else all that may. */
  mayOpen(subject: Pod, direction: Direction, ports: PortSet): OpeningGate;
  /** All rules that were named, by id. */
  rules(): readonly OpeningRule[];
}

/** Nothing named yet. */
export function openingsIn(cluster: Cluster, profile: Profile): Openings {
  const named = new Map<Rule, OpeningRule>();
  const standing = (direction: Direction) =>
    once((pod: Pod) => whyOpen(cluster, profile, pod, direction));
  const standings = { ingress: standing('ingress'), egress: standing('egress') };
  const gateOf = sameGates();
  const idOf = ({ policy, rule }: Pick<Passage, 'policy' | 'rule'>) => {
    const known = named.get(rule) ?? openingRule(policy, rule);
    named.set(rule, known);
    return known.id;
  };
  const unruled = (subject: FlowEnd, direction: Direction): OpeningGate['open'] =>
    subject.kind === 'pod' ? standings[direction](subject.pod) : 'outside';
  return {
    gates: (evaluator, { from, to, ports }) => {
      const gate = (subject: FlowEnd, direction: Direction): OpeningGate => {
        const open = unruled(subject, direction);
        // Only a pod that policies isolate has rules: where none does, nobody has to look for them.
        if (open !== 'exempt') return gateOf(open, []);
        const passages = evaluator.passages(from, to);
        const rules = openingRules(passages, direction, ports).map(idOf).sort();
        return gateOf(rules.length > 0 ? 'rules' : open, rules);
      };
      return { egress: gate(from, 'egress'), ingress: gate(to, 'ingress') };
    },
    mayOpen: (pod, direction, ports) => {
      const open = unruled({ kind: 'pod', pod }, direction);
      const named = isolating(cluster, pod, direction)
        .flatMap((policy) => policy.rules[direction].map((rule) => ({ policy, rule })))
        .filter(({ rule }) => mayMatch(rule, pod, direction, ports));
      const everyone = named.filter(({ rule }) => rule.peers.length === 0);
      const rules = (everyone.length > 0 ? everyone : named).map(idOf).sort();
      return { open: rules.length > 0 && open === 'exempt' ? 'rules' : open, rules };
    },
    rules: () => [...named.values()].sort(byText(({ id }) => id)),
  };
}

/** The same object for gates that open alike, so that nobody has to compare them by what they hold. */
function sameGates(): (open: OpeningGate['open'], rules: readonly string[]) => OpeningGate {
  const known = new Map<string, OpeningGate>();
  return (open, rules) => {
    const key = rules.length === 0 ? open : JSON.stringify([open, rules]);
    const found = known.get(key) ?? { open, rules };
    known.set(key, found);
    return found;
  };
}

/** Why a gate is open that no rule opens: an isolated pod is only reached where policies do not count. */
function whyOpen(
  cluster: Cluster,
  profile: Profile,
  pod: Pod,
  direction: Direction,
): OpeningGate['open'] {
  const standing = standingOf(cluster, profile, pod, direction);
  return standing === 'isolated' ? 'exempt' : standing;
}

/** The rules that surely let some of these ports through; where there is none, those that may. */
function openingRules(
  passages: readonly Passage[],
  direction: Direction,
  ports: PortSet,
): readonly Passage[] {
  const here = passages.filter(({ rule }) => rule.direction === direction);
  const having = (of: (passage: Passage) => PortSet) =>
    here.filter((passage) => !noPorts(intersectPorts(of(passage), ports)));
  const sure = having(({ allowed }) => allowed);
  return sure.length > 0 ? sure : having(({ undecided }) => undecided);
}

/** Whether a rule may speak of one of these ports of the destination. */
function mayMatch(
  { ports: entries }: Rule,
  pod: Pod,
  direction: Direction,
  ports: PortSet,
): boolean {
  if (entries.length === 0) return true;
  return entries.some((entry) => {
    if (entry.kind === 'range') {
      const { protocol, first, last } = entry;
      return !noPorts(intersectPorts(portRange(protocol, first, last), ports));
    }
    return (
      direction === 'egress' ||
      pod.ports.some(
        ({ name, protocol, port }) => name === entry.name && hasPort(ports, protocol, port),
      )
    );
  });
}

function openingRule({ namespace, name, origin }: Policy, rule: Rule): OpeningRule {
  const { direction, index } = rule;
  const policy = `${namespace}/${name}`;
  return {
    id: `${policy} ${formatPath([direction, index])}`,
    policy,
    direction,
    index,
    source: origin.at(['spec', direction, index]),
  };
}
