import type { Connection, Evaluator, Passage } from '../../lib/engine';
import {
  type Interval,
  NO_PORTS,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  portRange,
  unionPorts,
} from '../../lib/kernel';
import type { Cluster } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { evaluate, type RuleMatch, type Verdict } from '../../lib/semantics';

/**
 * The specification behind the engine's interface: it asks one flow for every range of ports that
 * no rule and no container port of the cluster divides. Slow, and right by definition.
 */
export function bySemantics(cluster: Cluster, profile: Profile): Evaluator {
  const atoms = atomsOf(cluster);
  return {
    connection: (from, to) =>
      PROTOCOLS.flatMap((protocol) =>
        atoms.map(([first, last]) => ({
          ports: portRange(protocol, first, last),
          verdict: evaluate(cluster, profile, { from, to, protocol, port: first }),
        })),
      ).reduce(withAtom, NOTHING),
    admittedBy: (from, to) => {
      const verdicts = PROTOCOLS.flatMap((protocol) =>
        atoms.map(([port]) => evaluate(cluster, profile, { from, to, protocol, port })),
      );
      const passing = verdicts.filter(
        ({ verdict, itself }) => verdict !== 'denied' && itself !== 'same-pod',
      );
      const rules = passing.flatMap(({ egress, ingress }) => [...egress.rules, ...ingress.rules]);
      const admitting = rules.filter(({ truth }) => truth.answer !== 'no');
      return cluster.policies.filter((policy) => admitting.some((rule) => rule.policy === policy));
    },
    passages: (from, to) =>
      PROTOCOLS.flatMap((protocol) =>
        atoms.flatMap(([first, last]) => {
          const flow = { from, to, protocol, port: first };
          const { verdict, itself, egress, ingress } = evaluate(cluster, profile, flow);
          if (verdict === 'denied' || itself === 'same-pod') return [];
          const ports = portRange(protocol, first, last);
          return [...egress.rules, ...ingress.rules].flatMap((match) => passage(match, ports));
        }),
      ).reduce(withPassage, []),
  };
}

function passage({ policy, rule, truth }: RuleMatch, ports: PortSet): readonly Passage[] {
  if (truth.answer === 'no') return [];
  const sure = truth.answer === 'yes';
  return [{ policy, rule, allowed: sure ? ports : NO_PORTS, undecided: sure ? NO_PORTS : ports }];
}

function withPassage(sum: readonly Passage[], more: Passage): readonly Passage[] {
  const same = sum.find(({ rule }) => rule === more.rule);
  if (same === undefined) return [...sum, more];
  const allowed = unionPorts(same.allowed, more.allowed);
  const undecided = unionPorts(same.undecided, more.undecided);
  return sum.map((each) => (each === same ? { ...same, allowed, undecided } : each));
}

const NOTHING: Connection = { allowed: NO_PORTS, undecided: NO_PORTS, reasons: [] };

function withAtom(
  sum: Connection,
  { ports, verdict }: { readonly ports: PortSet; readonly verdict: Verdict },
): Connection {
  const waiting = new Map(sum.reasons.map(({ id, ports: known }) => [id, known]));
  for (const id of verdict.reasons) waiting.set(id, unionPorts(waiting.get(id) ?? NO_PORTS, ports));
  return {
    allowed: verdict.verdict === 'allowed' ? unionPorts(sum.allowed, ports) : sum.allowed,
    undecided: verdict.verdict === 'undecided' ? unionPorts(sum.undecided, ports) : sum.undecided,
    reasons: [...waiting].map(([id, each]) => ({ id, ports: each })),
  };
}

function atomsOf({ policies, workloads }: Cluster): readonly Interval<number>[] {
  const named = workloads
    .flatMap(({ pods }) => pods)
    .flatMap(({ ports }) => ports)
    .map(({ port }): Interval<number> => [port, port]);
  const ranges = policies
    .flatMap(({ rules }) => [...rules.ingress, ...rules.egress])
    .flatMap(({ ports }) => ports)
    .flatMap((port): Interval<number>[] =>
      port.kind === 'range' ? [[port.first, port.last]] : [],
    );
  const edges = [...named, ...ranges].flatMap(([first, last]) => [first, last + 1]);
  const sorted = [...new Set([PORT_MIN, ...edges])]
    .filter((port) => port <= PORT_MAX)
    .sort((a, b) => a - b);
  return sorted.map((first, i) => [first, (sorted[i + 1] ?? PORT_MAX + 1) - 1]);
}
