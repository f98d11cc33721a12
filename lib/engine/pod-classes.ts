import { type Address, type AddressSet, formatAddress, lazy } from '../kernel';
import { addressClasses, type Cluster, type Pod } from '../model';
import { addressFinder } from './map/address-points';
import { intLists } from './map/int-lists';

/** What a cluster can ask of a pod; everything else about it is irrelevant. */
interface Mentioned {
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
 * Writes what a cluster asks of a pod as a list of numbers. Two pods with equal lists get equal
 * verdicts towards every third pod: they agree on every question that a policy asks. This is exact,
 * not a heuristic. It costs what is asked of the pod, and a search for each of its addresses.
 */
function signer({ labelKeys, portNames, addresses, nodes }: Mentioned): (pod: Pod) => number[] {
  const [namespaceNumber, nodeNumber, portNumber, strangerNumber] = [
    numbers(),
    numbers(),
    numbers(),
    numbers(),
  ];
  const labels = labelNumbers(labelKeys);
  const find = addressFinder(addresses);
  const addressNumber = (address: Address): number => {
    const at = find(address);
    if (at < 0) return -1 - strangerNumber(formatAddress(address));
    return 2 * at + (address.family === 4 ? 0 : 1);
  };
  const isAsked = (name: string | undefined) => name !== undefined && portNames.has(name);
  return (pod) => {
    const node = pod.node !== undefined && nodes.has(pod.node) ? nodeNumber(pod.node) : -1;
    const ports = pod.ports
      .filter(({ name }) => isAsked(name))
      .map(({ name, protocol, port, on }) => portNumber(`${name} ${protocol} ${port} ${on}`));
    const own = labels(pod.labels);
    // The lengths tell where each part ends.
    return [
      namespaceNumber(pod.namespace),
      pod.hostNetwork ? 1 : 0,
      node,
      own.length,
      ...own.sort(ascending),
      ports.length,
      ...ports.sort(ascending),
      ...pod.addresses.map(addressNumber).sort(ascending),
    ];
  };
}

/** A function from labels to the numbers of those that are asked for, with any value. */
function labelNumbers(keys: ReadonlySet<string>): (labels: Pod['labels']) => number[] {
  const byKey = new Map([...keys].map((key) => [key, new Map<string, number>()]));
  let next = 0;
  return (labels) => {
    const found: number[] = [];
    for (const [key, value] of labels) {
      const values = byKey.get(key);
      if (values === undefined) continue;
      const number = values.get(value) ?? next++;
      values.set(value, number);
      found.push(number);
    }
    return found;
  };
}

function numbers(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** A function from any pod to the number of its class: pods of one class get the same verdicts. */
export function podClasses(cluster: Cluster): (pod: Pod) => number {
  const sign = lazy(() => signer(mentionedBy(cluster)));
  const signatures = intLists();
  const classes = new Map<Pod, number>();
  return (pod) => {
    const known = classes.get(pod);
    if (known !== undefined) return known;
    const signature = sign()(pod);
    const number = signatures.intern(signature, signature.length);
    classes.set(pod, number);
    return number;
  };
}
