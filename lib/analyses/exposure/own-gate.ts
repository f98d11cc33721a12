import { type Direction, once } from '../../kernel';
import type { Cluster, Pod, Policy } from '../../model';
import { isolating } from '../shared/isolation';

/**
 * The same for pods whose own gates are the same, wherever they are: the same policies isolate them,
 * their ports have the same of the names that rules of these ask for, and both are on the same network.
 */
export function ownGate(cluster: Cluster, direction: Direction): (pod: Pod) => string {
  const { policies, unmodelled } = cluster;
  const numbers = new Map(policies.map((policy, index) => [policy, index]));
  const namesIn = portNames(direction);
  return once((pod) => {
    const gate = isolating(cluster, pod, direction);
    return JSON.stringify([
      // Policies that are not evaluated may close every gate of a namespace.
      unmodelled.length === 0 ? '' : pod.namespace,
      gate.map((policy) => numbers.get(policy)),
      pod.hostNetwork,
      direction === 'egress' ? [] : portsNamed(pod, gate.map(namesIn)),
    ]);
  });
}

/** The names of ports that rules of a policy ask for, by the policy. */
export function portNames(direction: Direction): (policy: Policy) => ReadonlySet<string> {
  return once(({ rules }) => {
    const ports = rules[direction].flatMap((rule) => rule.ports);
    return new Set(ports.flatMap((port) => (port.kind === 'named' ? [port.name] : [])));
  });
}

/** The ports of a pod that have one of these names. */
export function portsNamed({ ports }: Pod, names: readonly ReadonlySet<string>[]) {
  return ports
    .filter(({ name }) => name !== undefined && names.some((each) => each.has(name)))
    .map(({ name, protocol, port, on }) => [name, protocol, port, on]);
}
