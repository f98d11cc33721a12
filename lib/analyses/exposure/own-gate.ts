import { type Direction, once } from '../../kernel';
import type { Cluster, Pod } from '../../model';
import { isolating } from '../shared/isolation';

/**
 * The same for pods whose own gates are the same, wherever they are: the same policies isolate them,
 * their ports have the same of the names that rules ask for, and both are on the same network.
 */
export function ownGate(cluster: Cluster, direction: Direction): (pod: Pod) => string {
  const { policies, unmodelled } = cluster;
  const numbers = new Map(policies.map((policy, index) => [policy, index]));
  const names = portNames(cluster);
  return once((pod) => {
    const ports = direction === 'egress' ? [] : pod.ports;
    return JSON.stringify([
      // Policies that are not evaluated may close every gate of a namespace.
      unmodelled.length === 0 ? '' : pod.namespace,
      isolating(cluster, pod, direction).map((policy) => numbers.get(policy)),
      pod.hostNetwork,
      ports
        .filter(({ name }) => name !== undefined && names.has(name))
        .map(({ name, protocol, port, on }) => [name, protocol, port, on]),
    ]);
  });
}

function portNames({ policies }: Cluster): ReadonlySet<string> {
  const rules = policies.flatMap(({ rules: { ingress, egress } }) => [...ingress, ...egress]);
  const ports = rules.flatMap((rule) => rule.ports);
  return new Set(ports.flatMap((port) => (port.kind === 'named' ? [port.name] : [])));
}
