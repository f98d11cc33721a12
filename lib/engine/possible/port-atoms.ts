import {
  type Interval,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  type Protocol,
} from '../../kernel';
import type { Cluster } from '../../model';
import { bits } from './bits';
import type { FlowBox } from './flow-box';

/** Ports of one protocol that nobody tells apart, as one range. */
export interface PortAtom {
  readonly protocol: Protocol;
  readonly range: Interval<number>;
}

/** Cut at the ends of every range, and around every number that a known pod gives a mentioned name. */
export function portAtoms(
  { policies, workloads }: Cluster,
  boxes: readonly FlowBox[],
  named: readonly { readonly name: string }[],
): readonly PortAtom[] {
  const names = new Set(named.map(({ name }) => name));
  const rules = policies.flatMap(({ rules: { ingress, egress } }) => [...ingress, ...egress]);
  const matched = rules.flatMap(({ ports }) =>
    ports.flatMap((port): readonly PortAtom[] =>
      port.kind === 'named' ? [] : [{ protocol: port.protocol, range: [port.first, port.last] }],
    ),
  );
  const asked = boxes.flatMap(({ ports }) => rangesOf(ports.numbers));
  const all = [...matched, ...asked, ...declaredPorts(workloads, names)];
  return PROTOCOLS.flatMap((protocol) => {
    const ranges = all.filter((each) => each.protocol === protocol);
    return rangesBetween(
      protocol,
      new Set(ranges.flatMap(({ range: [first, last] }) => [first, last + 1])),
    );
  });
}

/** The numbers that pods give to some names, each once: a cluster has many pods and few numbers. */
function declaredPorts(
  workloads: Cluster['workloads'],
  names: ReadonlySet<string>,
): readonly PortAtom[] {
  const atoms = new Map<string, PortAtom>();
  if (names.size === 0) return [];
  for (const { pods } of workloads) {
    for (const { ports } of pods) {
      for (const { name, protocol, port } of ports) {
        if (name === undefined || !names.has(name)) continue;
        atoms.set(`${protocol} ${port}`, { protocol, range: [port, port] });
      }
    }
  }
  return [...atoms.values()];
}

function rangesOf(ports: PortSet): readonly PortAtom[] {
  return PROTOCOLS.flatMap((protocol) => ports[protocol].map((range) => ({ protocol, range })));
}

function rangesBetween(protocol: Protocol, cuts: ReadonlySet<number>): readonly PortAtom[] {
  const firsts = [...new Set([PORT_MIN, ...cuts])]
    .filter((first) => first <= PORT_MAX)
    .sort((a, b) => a - b);
  return firsts.map((first, index) => ({
    protocol,
    range: [first, (firsts[index + 1] ?? PORT_MAX + 1) - 1],
  }));
}

/** The ports of some atoms. */
export function atomsIn(atoms: readonly PortAtom[], ports: PortSet): bigint {
  return bits(atoms, ({ protocol, range: [first, last] }) =>
    ports[protocol].some(([from, to]) => from <= first && last <= to),
  );
}
