import { PROTOCOLS } from '../../../kernel';
import type { ContainerPort, Pod } from '../../../model';
import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import type { Asked } from './asked';

/**
 * A number for the named ports of a pod that rules ask for, and for whether it is on the host network.
 * Names resolve by nothing else, so pods with equal numbers are equal to every rule with a name.
 * Costs the ports of a pod, and nothing where it shares its list with the pod before it.
 */
export class PortNumbers {
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

/**
 * A number for where the addresses of a pod stand among the blocks: the addresses between two borders
 * of blocks are one place, so no block tells pods of equal numbers apart. Costs a search for each
 * address.
 */
export class PlaceNumbers {
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
