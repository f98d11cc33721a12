import {
  type AddressSet,
  type IpFamily,
  intersectAddresses,
  noAddresses,
  ofFamily,
  once,
} from '../../kernel';

const parts = once((set: AddressSet) => ({ 4: ofFamily(set, 4), 6: ofFamily(set, 6) }));

/** The addresses over one family, or all where it is not known: the same set each time, as what is asked of sets is remembered. */
export function overFamily(set: AddressSet, family: IpFamily | undefined): AddressSet {
  return family === undefined ? set : parts(set)[family];
}

const meeting = once((one: AddressSet) =>
  once((other: AddressSet) => !noAddresses(intersectAddresses(one, other))),
);

/** Whether two sets share an address; worked out once for two sets. */
export function haveCommon(one: AddressSet, other: AddressSet): boolean {
  return meeting(one)(other);
}
