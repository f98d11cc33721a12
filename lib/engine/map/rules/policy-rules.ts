import type { Rule } from '../../../model';
import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import type { PeerPart } from '../peers/gathered';
import type { PeerSets } from '../peers/peer-sets';
import { MOST_SPECS, type PortSpecs } from '../ports/port-specs';

/**
 * A biclique: whoever has this part in its profile lets the places of a set
 * through, on some ports, in some slots. `why` is 0 where that is certain.
 */
export interface RulePart extends PeerPart {
  readonly spec: number;
}

/** Numbers the parts of rules, and the lists of parts of policies, each once. */
export class PolicyRules {
  readonly parts: RulePart[] = [];
  readonly lists = intLists();
  private readonly known = intLists();
  private readonly form = new Scratch();
  private readonly partForm = new Int32Array(4);
  private readonly ofPair = new Map<number, readonly number[]>();
  private readonly peers: PeerSets;
  private readonly specs: PortSpecs;

  constructor(peers: PeerSets, specs: PortSpecs) {
    this.peers = peers;
    this.specs = specs;
  }

  /** The number of the list of all parts of some rules of a namespace. */
  ofPolicy(rules: readonly Rule[], home: number): number {
    this.form.clear();
    for (const rule of rules) {
      const spec = this.specs.number(rule.ports);
      for (const number of this.ofRule(this.peers.number(rule.peers, home), spec))
        this.form.add(number);
    }
    return this.form.internIn(this.lists);
  }

  private ofRule(peerNumber: number, spec: number): readonly number[] {
    const key = peerNumber * MOST_SPECS + spec;
    const known = this.ofPair.get(key);
    if (known !== undefined) return known;
    const found = this.peers.parts(peerNumber).map((part) => this.partNumber(part, spec));
    this.ofPair.set(key, found);
    return found;
  }

  private partNumber(part: PeerPart, spec: number): number {
    const { partForm, parts } = this;
    partForm[0] = part.set;
    partForm[1] = part.slots;
    partForm[2] = part.why;
    partForm[3] = spec;
    const number = this.known.intern(partForm, partForm.length);
    if (number === parts.length)
      parts.push({ set: part.set, slots: part.slots, why: part.why, spec });
    return number;
  }
}
