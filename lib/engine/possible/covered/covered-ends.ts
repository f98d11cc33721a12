import type { Pod } from '../../../model';
import type { SearchEnd } from '../ends';
import { knownEnd } from '../pairs';
import type { PossiblePods } from '../prepare';

/** What can stand at the other end of a gate: addresses, any pod anywhere, and each kind of known pod. */
export function otherEnds(pods: PossiblePods): readonly SearchEnd[] {
  const known = new Map(pods.special.map((pod) => [likeness(pods, pod), pod]));
  return [
    { kind: 'outside' },
    ...pods.places.map((place): SearchEnd => ({ kind: 'possible', place })),
    ...[...known.values()].map((pod) => knownEnd(pods, pod)),
  ];
}

/** The same for pods that the policies do not tell apart. */
function likeness({ space: { vocabulary } }: PossiblePods, pod: Pod): string {
  const { podLabels, portNames } = vocabulary;
  const { namespace, hostNetwork, addresses } = pod;
  const labels = [...podLabels.keys()].map((key) => pod.labels.get(key) ?? null);
  const ports = pod.ports
    .filter((port) => portNames.some(({ name }) => name === port.name))
    .map(({ protocol, name, port, on }) => [protocol, name, port, on]);
  const at = addresses.map(({ family, value }) => [family, String(value)]);
  return JSON.stringify([namespace, hostNetwork, labels, ports, at]);
}
