import { type AddressSet, addressesIn, coversAddresses, IP_FAMILIES, ofFamily } from '../../kernel';
import { addressClasses, type Cluster } from '../../model';
import { nodeHome, type Profile, podHome } from '../../platform';
import { bits } from './bits';
import type { EndBox } from './flow-box';

/** Cut by every block, by family, and by where pods live. */
export function addressAtoms(
  { policies }: Cluster,
  profile: Profile,
  ends: readonly EndBox[],
): readonly AddressSet[] {
  const asked = ends.flatMap((end) => (end.kind === 'addresses' ? [end.addresses] : []));
  const everything = addressesIn('0.0.0.0/0', '::/0');
  const families = IP_FAMILIES.map((family) => ofFamily(everything, family));
  return addressClasses(policies, [
    ...asked,
    ...families,
    podHome(profile).possible,
    nodeHome(profile).possible,
  ]);
}

/** The atoms that lie in a set of addresses; a set of the vocabulary cuts none in two. */
export function addressesAmong(atoms: readonly AddressSet[], set: AddressSet): bigint {
  return bits(atoms, (atom) => coversAddresses(set, atom));
}
