import { type AddressSet, groupBy, IP_FAMILIES, type IpFamily } from '../kernel';
import type { Policy } from './policy';

/**
 * Cuts all addresses of both families into the fewest sets that no block of these policies tells
 * apart, plus `extra` sets that a question wants kept apart. Together they are every address.
 */
export function addressClasses(
  policies: readonly Policy[],
  extra: readonly AddressSet[] = [],
): readonly AddressSet[] {
  const blocks = [...blocksOf(policies), ...extra];
  const pieces = IP_FAMILIES.flatMap((family) => piecesOf(blocks, family));
  return [...groupBy(pieces, ({ inside }) => inside).values()].map((parts) => joined(parts));
}

/** A run of addresses that no block begins or ends in, and which blocks hold it. */
interface Piece {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
  readonly inside: string;
}

/** Sweeps over one family from the lowest address to the highest. */
function piecesOf(blocks: readonly AddressSet[], family: IpFamily): readonly Piece[] {
  const edges = blocks.flatMap((block, number) =>
    block[family].flatMap(([first, last]) => [
      { at: first, number, enters: true },
      { at: last + 1n, number, enters: false },
    ]),
  );
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const inside = new Set<number>();
  const pieces: Piece[] = [];
  const end = 1n << BigInt(family === 4 ? 32 : 128);
  let first = 0n;
  const cutBefore = (at: bigint) => {
    if (at === first) return;
    const key = [...inside].sort((a, b) => a - b).join();
    pieces.push({ family, first, last: at - 1n, inside: key });
    first = at;
  };
  for (const { at, number, enters } of edges) {
    cutBefore(at);
    if (enters) inside.add(number);
    else inside.delete(number);
  }
  cutBefore(end);
  return pieces;
}

function joined(pieces: readonly Piece[]): AddressSet {
  const of = (family: IpFamily) =>
    pieces
      .filter((piece) => piece.family === family)
      .map(({ first, last }) => [first, last] as const);
  return { 4: of(4), 6: of(6) };
}

function blocksOf(policies: readonly Policy[]): readonly AddressSet[] {
  const blocks = new Map<string, AddressSet>();
  for (const policy of policies) {
    for (const rule of [...policy.rules.ingress, ...policy.rules.egress]) {
      for (const peer of rule.peers) {
        if (peer.kind === 'block') blocks.set(`${peer.cidr}-${peer.except.join()}`, peer.addresses);
      }
    }
  }
  return [...blocks.values()];
}
