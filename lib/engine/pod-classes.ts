import { type AddressSet, lazy, once } from '../kernel';
import { addressClasses, type Cluster, type Pod } from '../model';
import { AddressFinder } from './map/address-points';
import { type IntLists, intLists } from './map/int-lists';
import { Scratch } from './map/scratch';

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
class Signer {
  private readonly namespaces = new Map<string, number>();
  private readonly nodes = new Map<string, number>();
  private readonly ports = new Map<string, number>();
  private readonly finder: AddressFinder;
  private readonly values: ReadonlyMap<string, Map<string, number>>;
  private valueCount = 0;
  private readonly form = new Scratch();
  private readonly mentioned: Mentioned;

  constructor(mentioned: Mentioned) {
    this.mentioned = mentioned;
    this.finder = new AddressFinder(mentioned.addresses);
    this.values = new Map([...mentioned.labelKeys].map((key) => [key, new Map<string, number>()]));
  }

  /** The number of the list of a pod. The lengths in it tell where each part ends. */
  sign(pod: Pod, lists: IntLists): number {
    const { form } = this;
    const isNodeAsked = pod.node !== undefined && this.mentioned.nodes.has(pod.node);
    form.clear();
    form.add(numberIn(this.namespaces, pod.namespace));
    form.add(pod.hostNetwork ? 1 : 0);
    form.add(isNodeAsked ? numberIn(this.nodes, pod.node ?? '') : -1);
    this.addLabels(pod.labels);
    this.addPorts(pod.ports);
    const start = form.length;
    for (const address of pod.addresses) form.insert(this.finder.placeOf(address), start);
    return form.internIn(lists);
  }

  /** The labels that are asked for, with any value. */
  private addLabels(labels: Pod['labels']): void {
    const start = this.beginPart();
    for (const [key, value] of labels) {
      const values = this.values.get(key);
      if (values !== undefined) this.form.insert(this.valueNumber(values, value), start);
    }
    this.endPart(start);
  }

  private valueNumber(values: Map<string, number>, value: string): number {
    const found = values.get(value) ?? this.valueCount;
    if (found === this.valueCount) {
      this.valueCount += 1;
      values.set(value, found);
    }
    return found;
  }

  private beginPart(): number {
    this.form.add(0);
    return this.form.length;
  }

  /** Writes before a part how long it is. */
  private endPart(start: number): void {
    this.form.items[start - 1] = this.form.length - start;
  }

  private addPorts(ports: Pod['ports']): void {
    const start = this.beginPart();
    for (const { name, protocol, port, on } of ports) {
      if (name === undefined || !this.mentioned.portNames.has(name)) continue;
      const number = numberIn(this.ports, `${name} ${protocol} ${port} ${on}`);
      this.form.insert(number, start);
    }
    this.endPart(start);
  }
}

function numberIn(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size;
  known.set(text, number);
  return number;
}

/**
 * A function from any pod to the number of its class: pods of one class get the same verdicts. All
 * who ask about one cluster get the same function, so no pod is signed twice.
 */
export const podClasses = once((cluster: Cluster): ((pod: Pod) => number) => {
  const signer = lazy(() => new Signer(mentionedBy(cluster)));
  const signatures = intLists();
  const classes = new Map<Pod, number>();
  return (pod) => {
    const known = classes.get(pod);
    if (known !== undefined) return known;
    const number = signer().sign(pod, signatures);
    classes.set(pod, number);
    return number;
  };
});
