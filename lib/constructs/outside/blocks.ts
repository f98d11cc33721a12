import { type Cidr, cidrContains } from '../../kernel/cidr';
import { type Addresses, addresses, itemsOf, strictCidr } from '../dsl';
import { objectionsToExcept } from '../dsl/block';
import { refuseAny } from '../dsl/refuse';

/** Blocks of addresses as props, and what is left out of them. */
export interface BlockProps {
  readonly cidrs: readonly string[];
  /** Blocks inside `cidrs` that are left out. @default - none */
  readonly except?: readonly string[];
}

/**
 * The blocks as peers, each with the exceptions that lie inside it.
 *
 * @throws {InvalidInputError} for no block, what is no block, or an exception inside none of them
 */
export function blockPeers(call: string, label: string, props: BlockProps): readonly Addresses[] {
  const blocks = cidrsIn(`${call}.cidrs`, props.cidrs);
  const except = props.except === undefined ? [] : cidrsIn(`${call}.except`, props.except);
  refuseAny(except.flatMap((each) => objectionsToExceptOf(call, blocks, each)));
  return blocks.map((block) => {
    const inside = except.filter((each) => cidrContains(block, each));
    return addresses(label, [block], inside);
  });
}

function cidrsIn(call: string, listed: readonly string[]): readonly Cidr[] {
  return itemsOf(call, [listed]).map((each) => strictCidr(call, each));
}

/** An exception that leaves nothing of one block is as wrong as one inside no block. */
function objectionsToExceptOf(call: string, blocks: readonly Cidr[], except: Cidr) {
  const around = blocks.filter((block) => cidrContains(block, except));
  const [first] = blocks.filter(({ family }) => family === except.family).concat(blocks);
  const judged = around.length > 0 || first === undefined ? around : [first];
  return judged.flatMap((block) => objectionsToExcept(call, block, except));
}
