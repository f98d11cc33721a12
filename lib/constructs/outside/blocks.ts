import { type Cidr, cidrContains } from '../../kernel/cidr';
import { type Addresses, addresses, itemsOf, strictCidr } from '../dsl';
import { isAddresses } from '../dsl/addresses';
import { objectionsToExcept } from '../dsl/block';
import { refuseAny } from '../dsl/refuse';
import { isPeerShape } from '../dsl/shape';

/** Blocks of addresses as props, and what is left out of them. */
export interface BlockProps {
  /** Blocks, or addresses that have a name: `zone('partner')`. */
  readonly cidrs: readonly (string | Addresses)[];
  /** Blocks inside those of `cidrs` that are left out. @default - none */
  readonly except?: readonly string[];
}

/**
 * The blocks as peers, each with the exceptions that lie inside it; addresses that have a name keep
 * their own.
 *
 * @throws {InvalidInputError} for no block, what is no block, or an exception inside none of them
 */
export function blockPeers(call: string, label: string, props: BlockProps): readonly Addresses[] {
  const listed = itemsOf<string | Addresses>(`${call}.cidrs`, [props.cidrs]);
  const named = listed.filter(isNamed);
  const blocks = listed
    .filter((each) => !isNamed(each))
    .map((each) => strictCidr(`${call}.cidrs`, each));
  const except = exceptsIn(`${call}.except`, props.except);
  refuseAny(except.flatMap((each) => objectionsToExceptOf(call, blocks, each)));
  const peers = blocks.map((block) => {
    const inside = except.filter((each) => cidrContains(block, each));
    return addresses(label, [block], inside);
  });
  return [...peers, ...named];
}

function isNamed(each: string | Addresses): each is Addresses {
  return isPeerShape(each) && isAddresses(each);
}

function exceptsIn(call: string, except: BlockProps['except']): readonly Cidr[] {
  if (except === undefined) return [];
  return itemsOf<string>(call, [except]).map((each) => strictCidr(call, each));
}

/** An exception that leaves nothing of one block is as wrong as one inside no block. */
function objectionsToExceptOf(call: string, blocks: readonly Cidr[], except: Cidr) {
  const around = blocks.filter((block) => cidrContains(block, except));
  const sameFamily = blocks.find(({ family }) => family === except.family);
  const judged = around.length > 0 ? around : [sameFamily ?? blocks[0] ?? except];
  return judged.flatMap((block) => objectionsToExcept(call, block, except));
}
