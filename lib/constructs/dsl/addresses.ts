import { type Cidr, cidrContains, formatCidr } from '../../kernel/cidr';
import type { IpBlockSpec } from '../../kernel/network-policy';
import { NOT_INTERNET } from '../../platform';
import { objectionsToExcept, strictCidr } from './block';
import { frozen } from './frozen';
import { checkOptions } from './lists';
import { refuse, refuseAny, show } from './refuse';
import { isAddressesShape } from './shape';

/** Addresses as a peer. */
export interface Addresses {
  readonly kind: 'addresses';
  /** How its author wrote it. */
  readonly label: string;
  readonly blocks: readonly IpBlockSpec[];
  /** What its author left out: no other peer of the same list may open it again. */
  readonly excluded: readonly string[];
}

/** What to leave out of a block of addresses. */
export interface AddressOptions {
  /**
   * Blocks inside, or zones. It narrows this peer only: another peer, rule or policy that matches
   * the address still allows it.
   *
   * @default - nothing is left out
   */
  readonly except?: readonly (string | Addresses)[];
}

/**
 * One block of addresses. Meant for addresses outside the cluster: whether it matches pods depends
 * on the network plugin.
 *
 * @example
 * to(ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] })).on(tcp(443))
 * // to:
 * //   - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
 * @throws {InvalidInputError} for what the API server refuses or could read in two ways
 */
export function ipBlock(cidr: string, options: AddressOptions = {}): Addresses {
  const block = strictCidr('ipBlock', cidr);
  const except = exceptsOf('ipBlock', options);
  refuseAny(except.flatMap((each) => objectionsToExcept('ipBlock', block, each)));
  return addresses(`ipBlock('${formatCidr(block)}')`, [block], except);
}

/** How the internet calls itself: what is left out beside it shows in `excluded`. */
export const INTERNET = 'internet()';

const EVERY_ADDRESS: readonly Cidr[] = ['0.0.0.0/0', '::/0'].map((each) =>
  strictCidr('anyIp', each),
);

/**
 * Every address of both families, said out loud.
 *
 * @example
 * to(anyIp({ except: ['10.0.0.0/8', 'fd00::/8'] })).on(tcp(443))
 * // to:
 * //   - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] }
 * //   - ipBlock: { cidr: "::/0", except: ["fd00::/8"] }
 * @throws {InvalidInputError} for an `except` that is no block
 */
export function anyIp(options: AddressOptions = {}): Addresses {
  const except = checkedOutside('anyIp', options);
  return addresses('anyIp()', EVERY_ADDRESS, except);
}

/**
 * The internet: every address of both families that is not private, local, or known to serve cloud
 * metadata. Declared zones are not known here; leave them out by `except`.
 *
 * As an ingress peer it sees clients only where nothing in front replaces their address, as load
 * balancers and ingress controllers do.
 *
 * @example
 * to(internet({ except: [zone('corp', ['203.0.113.0/24'])] })).on(tcp(443))
 * // to:
 * //   - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 100.64.0.0/10, ..., 203.0.113.0/24, ...] }
 * //   - ipBlock: { cidr: "::/0", except: [..., "fc00::/7", "fe80::/10", "ff00::/8"] }
 * @throws {InvalidInputError} for an `except` that is no block
 */
export function internet(options: AddressOptions = {}): Addresses {
  const except = checkedOutside('internet', options);
  const named = addresses(INTERNET, EVERY_ADDRESS, except);
  const all = [...NOT_INTERNET.map((each) => strictCidr('internet', each)), ...except];
  return frozen({ ...named, blocks: blocksOf(EVERY_ADDRESS, withoutInner(all)) });
}

function checkedOutside(call: string, options: AddressOptions): Cidr[] {
  const except = exceptsOf(call, options);
  refuseAny(
    except.flatMap((each) =>
      EVERY_ADDRESS.filter(({ family }) => family === each.family).flatMap((block) =>
        objectionsToExcept(call, block, each),
      ),
    ),
  );
  return except;
}

/** Addresses from blocks that are checked already; each exception goes to the blocks of its family. */
export function addresses(
  label: string,
  blocks: readonly Cidr[],
  except: readonly Cidr[] = [],
): Addresses {
  const excluded = except.map(formatCidr);
  return frozen({ kind: 'addresses', label, blocks: blocksOf(blocks, except), excluded });
}

function blocksOf(blocks: readonly Cidr[], except: readonly Cidr[]): IpBlockSpec[] {
  return blocks.map((block) => {
    const inside = except.filter(({ family }) => family === block.family).map(formatCidr);
    return { cidr: formatCidr(block), ...(inside.length > 0 && { except: inside }) };
  });
}

/** The blocks that no other one contains, in ascending order. */
function withoutInner(blocks: readonly Cidr[]): Cidr[] {
  const isInner = (block: Cidr, index: number) =>
    blocks.some(
      (other, at) => cidrContains(other, block) && (other.prefix < block.prefix || at < index),
    );
  return blocks
    .filter((block, index) => !isInner(block, index))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
}

function exceptsOf(call: string, options: AddressOptions): Cidr[] {
  if (typeof options !== 'object' || options === null) {
    const message = `\`${call}\` got ${show(options)} where its options belong`;
    refuse({ code: 'constructs/missing-option', message, help: 'write { except: [...] }' });
  }
  checkOptions(call, options, ['except']);
  const { except } = options;
  if (except === undefined) return [];
  if (!Array.isArray(except) || except.length === 0) {
    const message = `\`except\` of \`${call}\` is ${show(except)}`;
    refuse({ code: 'constructs/empty-list', message, help: 'list blocks, or leave `except` out' });
  }
  // Array.from: a hole in the list is a block that is missing.
  return Array.from<string | Addresses>(except).flatMap((each) => cidrsOf(call, each));
}

function cidrsOf(call: string, except: string | Addresses): Cidr[] {
  if (!isAddressesShape(except) || !isAddresses(except)) return [strictCidr(call, except)];
  if (except.blocks.some((block) => block.except !== undefined)) {
    const message = `\`except\` of \`${call}\` holds ${except.label}, which has exceptions of its own`;
    refuse({ code: 'constructs/not-a-cidr', message, help: 'list the blocks themselves' });
  }
  return except.blocks.map(({ cidr }) => strictCidr(call, cidr));
}

/** Whether something is addresses made here, or by another copy of this package. */
export function isAddresses(found: unknown): found is Addresses {
  return (
    typeof found === 'object' && found !== null && 'kind' in found && found.kind === 'addresses'
  );
}
