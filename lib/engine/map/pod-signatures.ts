import { type IpFamily, PROTOCOLS } from '../../kernel';
import type { ContainerPort, Pod } from '../../model';
import type { Profile } from '../../platform';
import { familiesOf } from '../families';
import type { Asked } from './asked';
import { type IntLists, intLists } from './int-lists';
import { Scratch } from './scratch';
import { type FamilyBits, familyBits } from './slots';

/** The places of a signature before its words. */
export const HEAD = 4;

/**
 * What policies can see of a pod, as one list of numbers: its namespace, its ports, its place among
 * the blocks, its families, and then the words of its labels. Equal lists, equal verdicts.
 */
export class PodSignatures {
  readonly lists: IntLists = intLists();
  private readonly ports: PortNumbers;
  private readonly places: PlaceNumbers;
  private readonly form = new Scratch();
  // Pods of a namespace stand side by side nearly always.
  private home: string | undefined;
  private homeNumber = -1;
  private readonly profile: Profile;
  private readonly asked: Asked;
  private readonly namespaceNumbers: ReadonlyMap<string, number>;

  constructor(profile: Profile, asked: Asked, namespaceNumbers: ReadonlyMap<string, number>) {
    this.profile = profile;
    this.asked = asked;
    this.namespaceNumbers = namespaceNumbers;
    this.ports = new PortNumbers(asked);
    this.places = new PlaceNumbers(asked);
  }

  /** The number of the list of a pod. */
  of(pod: Pod): number {
    if (pod.namespace !== this.home) {
      this.home = pod.namespace;
      this.homeNumber = this.namespaceNumbers.get(pod.namespace) ?? -1;
    }
    const { form, asked } = this;
    form.clear();
    form.add(this.homeNumber);
    form.add(this.ports.of(pod));
    form.add(asked.hasBlocks ? this.places.of(pod) : 0);
    form.add(asked.hasBlocks ? familiesUnder(this.profile, pod) : 0);
    asked.labels.project(pod.labels, form, HEAD);
    return form.internIn(this.lists);
  }
}

/** A number for the named ports of a pod that rules ask for, and for whether it is on the host network. */
class PortNumbers {
  private readonly lists = intLists();
  private readonly form = new Scratch();
  private readonly known = new Map<string | undefined, Map<number, number>>();
  private next = 2;
  // Pods of one template often are read with one list of ports.
  private last: { readonly ports: Pod['ports']; readonly host: boolean; readonly number: number };
  private readonly asked: Asked;

  constructor(asked: Asked) {
    this.asked = asked;
    this.last = { ports: [], host: false, number: this.work([], false) };
  }

  of({ hostNetwork, ports }: Pod): number {
    if (this.last.ports !== ports || this.last.host !== hostNetwork)
      this.last = { ports, host: hostNetwork, number: this.work(ports, hostNetwork) };
    return this.last.number;
  }

  private work(ports: Pod['ports'], hostNetwork: boolean): number {
    const { form } = this;
    form.clear();
    form.add(hostNetwork ? 1 : 0);
    for (const each of ports)
      if (this.asked.isPortName(each.name)) form.insert(this.numberOf(each), 1);
    return form.internIn(this.lists);
  }

  private numberOf({ name, protocol, port, on }: ContainerPort): number {
    const ofName = this.known.get(name) ?? new Map<number, number>();
    this.known.set(name, ofName);
    const key =
      (port * PROTOCOLS.length + PROTOCOLS.indexOf(protocol)) * 2 + (on === 'sidecar' ? 1 : 0);
    const found = ofName.get(key) ?? this.next;
    if (found === this.next) this.next += 1;
    ofName.set(key, found);
    return found;
  }
}

/** A number for where the addresses of a pod stand among the blocks. */
class PlaceNumbers {
  private readonly lists = intLists();
  private readonly form = new Scratch();
  private readonly asked: Asked;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  of({ hostNetwork, addresses }: Pod): number {
    const { form } = this;
    form.clear();
    form.add(hostNetwork ? 1 : 0);
    for (const address of addresses) form.insert(this.asked.placeOf(address), 1);
    return form.internIn(this.lists);
  }
}

const ONE_FAMILY: Readonly<Record<IpFamily, FamilyBits>> = {
  4: familyBits([4]),
  6: familyBits([6]),
};

/** The families of a pod; nearly every pod has one address, which says it. */
function familiesUnder(profile: Profile, pod: Pod): FamilyBits {
  const [one, more] = pod.addresses;
  return one !== undefined && more === undefined
    ? ONE_FAMILY[one.family]
    : familyBits(familiesOf(pod, profile));
}
