import { type AddressSet, compareText, formatAddress, hasAddress } from '../kernel';
import { addressClasses, type Cluster, type Pod } from '../model';

/** What a cluster can ask of a pod; everything else about it is irrelevant. */
export interface Mentioned {
  readonly labelKeys: ReadonlySet<string>;
  readonly portNames: ReadonlySet<string>;
  readonly addresses: readonly AddressSet[];
  /** Nodes of host-network pods: only on these it matters who else runs there. */
  readonly nodes: ReadonlySet<string>;
}

/** Collects every label key, port name and address block that some policy mentions. */
function mentionedBy({ policies, workloads }: Cluster): Mentioned {
  const rules = policies.flatMap(({ rules }) => [...rules.ingress, ...rules.egress]);
  const peers = rules.flatMap((rule) => rule.peers);
  const ports = rules.flatMap((rule) => rule.ports);
  const selectors = [
    ...policies.map(({ subject }) => subject),
    ...peers.map((peer) => (peer.kind === 'pods' ? peer.pods : undefined)),
  ];
  const requirements = selectors.flatMap((selector) => selector?.requirements ?? []);
  const hosts = workloads.flatMap(({ pods }) => pods.filter(({ hostNetwork }) => hostNetwork));
  return {
    labelKeys: new Set(requirements.map(({ key }) => key)),
    portNames: new Set(ports.flatMap((port) => (port.kind === 'named' ? [port.name] : []))),
    addresses: addressClasses(policies),
    nodes: new Set(hosts.flatMap(({ node }) => (node === undefined ? [] : [node]))),
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
  const node = pod.node !== undefined && mentioned.nodes.has(pod.node) ? pod.node : '';
  return JSON.stringify([pod.namespace, labels, ports, pod.hostNetwork, node, addresses]);
}

/** A function from any pod to the number of its class: pods of one class get the same verdicts. */
export function podClasses(cluster: Cluster): (pod: Pod) => number {
  let mentioned: Mentioned | undefined;
  const numbers = new Map<string, number>();
  const classes = new Map<Pod, number>();
  return (pod) => {
    const known = classes.get(pod);
    if (known !== undefined) return known;
    mentioned ??= mentionedBy(cluster);
    const signature = signatureOf(pod, mentioned);
    const number = numbers.get(signature) ?? numbers.size;
    numbers.set(signature, number);
    classes.set(pod, number);
    return number;
  };
}
