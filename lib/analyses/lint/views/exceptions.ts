import { type AddressSet, addressesIn, type ObjectPath, once, PEER_FIELD } from '../../../kernel';
import type { Examined } from '../check';
import { type OutsideRule, outsideRules } from './outside';

/** One range that a block leaves out. */
export interface Exception {
  readonly rule: OutsideRule;
  /** As written. */
  readonly cidr: string;
  readonly addresses: AddressSet;
  /** The block as written. */
  readonly block: string;
  /** The place of the block in the list of peers. */
  readonly place: number;
  readonly path: ObjectPath;
  /** `egress[0].to[1]`. */
  readonly peer: string;
}

/** Every exception of every block. */
export const exceptions: (examined: Examined) => readonly Exception[] = once((examined) => {
  const { ingress, egress } = outsideRules(examined);
  return [...ingress, ...egress].flatMap(exceptionsOf);
});

function exceptionsOf(outside: OutsideRule): readonly Exception[] {
  const { rule } = outside;
  const { direction, index } = rule;
  const field = PEER_FIELD[direction];
  return outside.blocks.flatMap(({ block, place }) =>
    block.except.map((cidr, at) => ({
      rule: outside,
      cidr,
      addresses: addressesIn(cidr),
      block: block.cidr,
      place,
      path: ['spec', direction, index, field, place, 'ipBlock', 'except', at],
      peer: `${direction}[${index}].${field}[${place}]`,
    })),
  );
}
