import { lazy, once } from '../../../kernel';
import type { Cluster, Pod } from '../../../model';
import { LabelValues } from '../labels/label-values';
import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import { askedBy } from './asked';
import { PlaceNumbers, PortNumbers } from './pod-parts';

/** The places of a form before its labels: its namespace, its ports, its place among the blocks. */
const [PORTS, PLACE, HEAD] = [1, 2, 3];

/**
 * Everything that a cluster can ask of a pod but its node, as one number: its namespace, whether it
 * is on the host network, its named ports as far as rules name them, where its addresses stand among
 * the blocks, and its labels as far as selectors ask for them. Exact: equal numbers are equal lists.
 * Who looks at every pod does so here, so each is looked at once, whatever is asked afterwards: that
 * costs what is asked of it, and a search for each of its addresses.
 */
export class PodForms {
  /** The forms of all pods of the cluster, in its order. */
  readonly ofAll: () => Int32Array;
  private readonly lists = intLists();
  private readonly ports: PortNumbers;
  private readonly places: PlaceNumbers;
  private readonly labels: LabelValues;
  private readonly namespaces = new Map<string, number>();
  // Pods of a namespace stand side by side nearly always.
  private home: string | undefined;
  private homeNumber = -1;
  private readonly form = new Scratch();

  constructor(cluster: Cluster) {
    const asked = askedBy(cluster);
    this.ports = new PortNumbers(asked);
    this.places = new PlaceNumbers(asked);
    this.labels = new LabelValues(asked.labels);
    this.ofAll = lazy(() => this.signAll(cluster));
  }

  /** The form of any pod, of this cluster or not. */
  of(pod: Pod): number {
    const { form } = this;
    form.clear();
    form.add(this.namespaceOf(pod));
    form.add(this.ports.of(pod));
    form.add(this.places.of(pod));
    this.labels.project(pod.labels, form, HEAD);
    return form.internIn(this.lists);
  }

  /** A number for the ports of a form, and for its place among the blocks. */
  portsOf(form: number): number {
    return this.lists.at(form, PORTS);
  }

  placeOf(form: number): number {
    return this.lists.at(form, PLACE);
  }

  /** Adds the words of the labels of a form to a list whose words begin at `start`. */
  addWords(form: number, into: Scratch, start: number): void {
    const end = this.lists.length(form);
    for (let at = HEAD; at < end; at += 1)
      this.labels.addWord(this.lists.at(form, at), into, start);
  }

  /** How many forms there are so far. */
  count(): number {
    return this.lists.count();
  }

  private signAll({ workloads }: Cluster): Int32Array {
    const all = new Scratch();
    for (const { pods } of workloads) for (const pod of pods) all.add(this.of(pod));
    return all.items.slice(0, all.length);
  }

  private namespaceOf({ namespace }: Pod): number {
    if (namespace !== this.home) {
      this.home = namespace;
      this.homeNumber = this.namespaces.get(namespace) ?? this.namespaces.size;
      this.namespaces.set(namespace, this.homeNumber);
    }
    return this.homeNumber;
  }
}

/** The forms of a cluster: all who ask about it get the same ones. */
export const podForms = once((cluster: Cluster) => new PodForms(cluster));
