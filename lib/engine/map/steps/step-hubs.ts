import type { Flows } from '../flows/flows';
import { listAt } from '../lists/lists';
import { ALL } from '../ports/port-values';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';
import type { StepList } from './step-list';

interface StepLaws {
  /** Whether some port passes in a value. */
  readonly passes: (value: number) => boolean;
  /** The classes of which all pairs are asked one by one. */
  readonly hosts: ReadonlySet<number>;
}

/** What several sources go through, for sources of one kind of families. */
type Hub = 'open' | 'into' | 'out' | 'place';

/** The steps of classes, and of the nodes between them. Writes them into the list. */
export class StepHubs {
  private readonly flows: Flows;
  private readonly members: readonly (readonly number[])[];
  private readonly list: StepList;
  private readonly laws: StepLaws;
  private readonly egress: Gates;
  private readonly ingress: Gates;
  /** A class of each kind of families. */
  private readonly examples = new Map<number, number>();
  private readonly open: readonly number[];
  /** For which source each class was added last. */
  private readonly lastOf: Int32Array;

  constructor(
    flows: Flows,
    members: readonly (readonly number[])[],
    list: StepList,
    laws: StepLaws,
  ) {
    this.flows = flows;
    this.members = members;
    this.list = list;
    this.laws = laws;
    ({ egress: this.egress, ingress: this.ingress } = flows.bounds.certain);
    this.open = [...members.keys()].filter((place) => this.ingress.profileOf[place] === FREE);
    this.lastOf = new Int32Array(members.length).fill(-1);
    for (const place of members.keys()) this.examples.set(flows.familiesOf[place] ?? 0, place);
  }

  /** The steps of an end of a class; those of a class that is several ends have a node of their own. */
  leaveEnd(place: number): void {
    if ((this.members[place]?.length ?? 0) > 1) this.list.add(this.hub('place', place, 0));
    else this.leavePlace(place);
  }

  /** The steps of a node between classes. */
  leave(node: number): void {
    const [hub, one, kind] = this.list.keyOf(node).split(' ');
    const number = Number(one);
    const example = this.examples.get(Number(kind)) ?? 0;
    if (hub === 'place') this.leavePlace(number);
    if (hub === 'open') for (const to of this.open) this.addIf(ALL, example, to);
    if (hub === 'into') this.enterBy(number, example);
    if (hub === 'out') this.leaveBy(number, example);
  }

  private hub(hub: Hub, number: number, kind: number): number {
    return this.list.node(`${hub} ${number} ${kind}`);
  }

  private leavePlace(place: number): void {
    const profile = this.egress.profileOf[place] ?? FREE;
    const kind = this.flows.familiesOf[place] ?? 0;
    if (profile === FREE) this.leaveFree(place, kind);
    if (profile >= 0) {
      for (const part of listAt(this.egress.profiles, profile))
        this.list.add(this.hub('out', part, kind));
      this.leaveHeld(place);
    }
    const { hosts } = this.laws;
    const others = hosts.has(place) ? this.members.keys() : hosts;
    for (const other of others) this.addPair(place, other);
  }

  /** To whoever is open, and by each rule that names the source. */
  private leaveFree(place: number, kind: number): void {
    this.list.add(this.hub('open', 0, kind));
    const { partsOfSet } = this.ingress.backwards();
    for (const set of this.ingress.setsOf(place))
      for (const part of listAt(partsOfSet, set)) this.list.add(this.hub('into', part, kind));
  }

  /** From a source with policies to destinations with policies that name it. */
  private leaveHeld(place: number): void {
    this.ingress.gather(place, (to) => {
      if (this.lastOf[to] === place) return;
      this.lastOf[to] = place;
      this.addPair(place, to);
    });
  }

  /** To all to whom a rule belongs that lets in. */
  private enterBy(part: number, example: number): void {
    const { profilesOfPart, subjectsOfProfile } = this.ingress.backwards();
    for (const profile of listAt(profilesOfPart, part))
      for (const to of listAt(subjectsOfProfile, profile))
        this.addIf(this.ingress.value(part, to), example, to);
  }

  /** To all whom a rule names that lets out, as far as they are open. */
  private leaveBy(part: number, example: number): void {
    for (const to of listAt(this.egress.sets.lists, this.egress.parts[part]?.set ?? 0))
      if (to < this.members.length && this.ingress.profileOf[to] === FREE)
        this.addIf(this.egress.value(part, to), example, to);
  }

  private addPair(from: number, to: number): void {
    if (this.laws.passes(this.flows.value('certain', from, to))) this.enter(to);
  }

  private addIf(value: number, from: number, to: number): void {
    const { values } = this.flows;
    if (this.laws.passes(values.intersect(value, this.flows.shared(from, to)))) this.enter(to);
  }

  private enter(place: number): void {
    for (const end of this.members[place] ?? []) this.list.add(end);
  }
}
