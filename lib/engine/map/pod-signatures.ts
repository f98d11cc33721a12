import { type IpFamily, type Labels, PROTOCOLS } from '../../kernel';
import type { ContainerPort, Pod } from '../../model';
import type { Profile } from '../../platform';
import { familiesOf } from '../families';
import type { Asked } from './asked';
import { type IntLists, intLists } from './int-lists';
import type { LabelWords } from './label-words';
import { Scratch } from './scratch';
import { type FamilyBits, familyBits } from './slots';

/**
 * What policies can see of a pod, as one list of numbers: its namespace, its ports, its place among
 * the blocks, its families, and then the words of its labels. Equal lists, equal verdicts.
 */
export interface PodSignatures {
  readonly lists: IntLists;
  /** The number of the list of a pod. */
  of(pod: Pod): number;
}

/** The places of a signature before its words. */
export const HEAD = 4;

export function podSignatures(
  profile: Profile,
  asked: Asked,
  namespaceNumber: (namespace: string) => number,
): PodSignatures {
  const lists = intLists();
  const portsNumber = portNumbers(asked);
  const placesNumber = asked.hasBlocks ? placeNumbers(asked) : () => 0;
  const families = asked.hasBlocks ? familiesUnder(profile) : () => 0;
  const addWords = wordsAsBefore(asked.labels);
  const form = new Scratch();
  // Pods of a namespace stand side by side nearly always.
  let [home, homeNumber]: [string | undefined, number] = [undefined, -1];
  const of = (pod: Pod): number => {
    if (pod.namespace !== home) {
      home = pod.namespace;
      homeNumber = namespaceNumber(home);
    }
    form.clear();
    form.add(homeNumber);
    form.add(portsNumber(pod));
    form.add(placesNumber(pod));
    form.add(families(pod));
    addWords(pod.labels, form);
    return form.internIn(lists);
  };
  return { lists, of };
}

/**
 * Adds the words of labels. Replicas stand side by side and are labelled alike, so each label is
 * first held against the one at the same place of the pod before.
 */
function wordsAsBefore(labels: LabelWords): (of: Labels, form: Scratch) => void {
  const keys: string[] = [];
  const values: string[] = [];
  const words: number[] = [];
  return (of, form) => {
    let at = 0;
    for (const [key, value] of of) {
      if (keys[at] !== key || values[at] !== value) {
        keys[at] = key;
        values[at] = value;
        words[at] = labels.wordOf(key, value);
      }
      const word = words[at] ?? -1;
      if (word >= 0) form.insert(word, HEAD);
      at += 1;
    }
  };
}

/** A number for the named ports of a pod that rules ask for, and for whether it is on the host network. */
function portNumbers(asked: Asked): (pod: Pod) => number {
  const lists = intLists();
  const form = new Scratch();
  const known = new Map<string | undefined, Map<number, number>>();
  let next = 2;
  const numberOf = ({ name, protocol, port, on }: ContainerPort): number => {
    const ofName = known.get(name) ?? new Map<number, number>();
    known.set(name, ofName);
    const key =
      (port * PROTOCOLS.length + PROTOCOLS.indexOf(protocol)) * 2 + (on === 'sidecar' ? 1 : 0);
    const found = ofName.get(key) ?? next;
    if (found === next) next += 1;
    ofName.set(key, found);
    return found;
  };
  return ({ hostNetwork, ports }) => {
    form.clear();
    form.add(hostNetwork ? 1 : 0);
    for (const each of ports) if (asked.isPortName(each.name)) form.insert(numberOf(each), 1);
    return form.internIn(lists);
  };
}

/** A number for where the addresses of a pod stand among the blocks. */
function placeNumbers(asked: Asked): (pod: Pod) => number {
  const lists = intLists();
  const form = new Scratch();
  return ({ hostNetwork, addresses }) => {
    form.clear();
    form.add(hostNetwork ? 1 : 0);
    for (const address of addresses) form.insert(asked.placeOf(address), 1);
    return form.internIn(lists);
  };
}

const ONE_FAMILY: Readonly<Record<IpFamily, FamilyBits>> = {
  4: familyBits([4]),
  6: familyBits([6]),
};

/** The families of a pod; nearly every pod has one address, which says it. */
function familiesUnder(profile: Profile): (pod: Pod) => FamilyBits {
  return (pod) => {
    const [one, more] = pod.addresses;
    return one !== undefined && more === undefined
      ? ONE_FAMILY[one.family]
      : familyBits(familiesOf(pod, profile));
  };
}
