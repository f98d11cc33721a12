import { type AddressSet, compareText, formatAddress, hasAddress } from '../kernel';
import { addressClasses, type Cluster, type Pod, type Policy } from '../model';

/** What the policies of a cluster can ask of a pod; everything else about it is irrelevant. */
export interface Mentioned {
  readonly labelKeys: ReadonlySet<string>;
  readonly portNames: ReadonlySet<string>;
  readonly addresses: readonly AddressSet[];
}

/** Collects every label key, port name and address block that some policy mentions. */
export function mentionedBy(policies: readonly Policy[]): Mentioned {
  const rules = policies.flatMap(({ rules }) => [...rules.ingress, ...rules.egress]);
  const peers = rules.flatMap((rule) => rule.peers);
  const ports = rules.flatMap((rule) => rule.ports);
  const selectors = [
    ...policies.map(({ subject }) => subject),
    ...peers.map((peer) => (peer.kind === 'pods' ? peer.pods : undefined)),
  ];
  const requirements = selectors.flatMap((selector) => selector?.requirements ?? []);
  return {
    labelKeys: new Set(requirements.map(({ key }) => key)),
    portNames: new Set(ports.flatMap((port) => (port.kind === 'named' ? [port.name] : []))),
    addresses: addressClasses(policies),
  };
}

/**
 * Two pods with equal signatures get equal verdicts towards every third pod: they agree on every
 * question that a policy asks. This is exact, not a heuristic.
 */
export function signatureOf(pod: Pod, mentioned: Mentioned): string {
  const labels = [...pod.labels]
    .filter(([key]) => mentioned.labelKeys.has(key))
    .sort(([a], [b]) => compareText(a, b));
  const ports = pod.ports
    .filter(({ name }) => name !== undefined && mentioned.portNames.has(name))
    .map(({ name, protocol, port, on }) => `${name} ${protocol} ${port} ${on}`)
    .sort(compareText);
  const addresses = pod.addresses
    .map((address) => {
      const at = mentioned.addresses.findIndex((set) => hasAddress(set, address));
      return at < 0 ? formatAddress(address) : `${address.family}:${at}`;
    })
    .sort(compareText);
  return JSON.stringify([pod.namespace, labels, ports, pod.hostNetwork, pod.node ?? '', addresses]);
}

/** A function from any pod to its class: the text that equal pods share. */
export function podClasses(cluster: Cluster): (pod: Pod) => string {
  const mentioned = mentionedBy(cluster.policies);
  const classes = new Map<Pod, string>();
  return (pod) => {
    const known = classes.get(pod) ?? signatureOf(pod, mentioned);
    classes.set(pod, known);
    return known;
  };
}
