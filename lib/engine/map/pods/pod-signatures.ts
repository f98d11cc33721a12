import type { IpFamily } from '../../../kernel';
import type { Pod } from '../../../model';
import type { Profile } from '../../../platform';
import { familiesOf } from '../../families';
import { type IntLists, intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import { type FamilyBits, familyBits } from '../ports/slots';
import type { Asked } from './asked';
import type { PodForms } from './pod-forms';

/** The places of a signature before its words. */
export const HEAD = 4;

/**
 * What policies can see of a pod, as one list of numbers: its namespace, its ports, its place among
 * the blocks, its families, and then the words of its labels. Equal lists, equal verdicts: no rule
 * reads anything else. Coarser than forms of pods, as values that no selector asks for are one here.
 * Costs its own length, once for each form.
 */
export class PodSignatures {
  readonly lists: IntLists = intLists();
  private readonly form = new Scratch();
  // Pods of a namespace stand side by side nearly always.
  private home: string | undefined;
  private homeNumber = -1;
  private readonly profile: Profile;
  private readonly asked: Asked;
  private readonly forms: PodForms;
  private readonly namespaceNumbers: ReadonlyMap<string, number>;

  constructor(
    profile: Profile,
    asked: Asked,
    forms: PodForms,
    namespaceNumbers: ReadonlyMap<string, number>,
  ) {
    this.profile = profile;
    this.asked = asked;
    this.forms = forms;
    this.namespaceNumbers = namespaceNumbers;
  }

  /** The number of the list of a pod, which has this form. */
  of(pod: Pod, ofPod: number): number {
    if (pod.namespace !== this.home) {
      this.home = pod.namespace;
      this.homeNumber = this.namespaceNumbers.get(pod.namespace) ?? -1;
    }
    const { form, forms, asked } = this;
    form.clear();
    form.add(this.homeNumber);
    form.add(forms.portsOf(ofPod));
    form.add(asked.hasBlocks ? forms.placeOf(ofPod) : 0);
    form.add(asked.hasBlocks ? familiesUnder(this.profile, pod) : 0);
    forms.addWords(ofPod, form, HEAD);
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
