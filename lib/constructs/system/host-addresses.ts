import type { Construct } from 'constructs';
import { type Cidr, cidrAround, formatCidr } from '../../kernel/cidr';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { type Addresses, addresses, itemsOf, show, strictCidr } from '../dsl';

/** Something on the host network, and where an author or a profile says that it is. */
export interface HostEnd {
  /** The construct that needs it, as its author calls it. */
  readonly what: string;
  /** The prop that gives it. */
  readonly prop: string;
  /** The field of the profile that gives it as well. */
  readonly field: 'apiServerCidrs' | 'nodeCidrs';
  /** What it is, in words. */
  readonly name: string;
}

/**
 * The blocks of something on the host network: as given, else as the profile says.
 *
 * @throws {InvalidInputError} where nobody says them, and for what is no block or every address
 */
export function hostBlocks(
  scope: Construct,
  { what, prop, field, name }: HostEnd,
  given: readonly string[] | undefined,
): readonly Cidr[] {
  const cidrs = given ?? profileOf(scope)?.[field];
  if (cidrs === undefined) {
    decline({
      code: 'constructs/no-addresses',
      message: `\`${what}\` does not know the addresses of ${name}`,
      help: `give \`${prop}\`, or \`${field}\` in the profile of the app`,
    });
  }
  if (!Array.isArray(cidrs)) {
    const message = `\`${prop}\` of \`${what}\` is ${show(cidrs)}, not a list of blocks`;
    decline({ code: 'constructs/no-addresses', message, help: `write ${prop}: ['...']` });
  }
  const blocks = itemsOf(`${what}.${prop}`, [cidrs]).map((each) => strictCidr(what, each));
  for (const block of blocks) {
    if (block.prefix > 0) continue;
    const message = `\`${prop}\` of \`${what}\` is \`${formatCidr(block)}\`, which is every address and not only ${name}`;
    decline({ code: 'constructs/no-addresses', message, help: `give the blocks of ${name}` });
  }
  return blocks;
}

/** Blocks as a peer that is called `label` in answers. */
export function hostPeer(label: string, blocks: readonly Cidr[]): Addresses {
  const seen = new Map(blocks.map((block) => [formatCidr(block), block]));
  return addresses(label, [...seen.values()]);
}

/** The first address of a Service range: the API server gives it to its own Service. */
export function firstServiceAddress(range: Cidr): Cidr {
  const value = range.first + 1n;
  return cidrAround({ family: range.family, value }, range.family === 4 ? 32 : 128);
}
