import { byText, compareText, groupBy, once } from '../../../kernel';
import type { NewNamespace, PossiblePeer } from '../../../results';
import type { PossibleRow } from './rows';

/** How many namespaces there are: those that exist, and kinds of those that may come to. */
export interface Everywhere {
  readonly existing: number;
  readonly possible: number;
}

/** One row for all namespaces in which the same is true. */
export function mergePlaces(
  rows: readonly PossibleRow[],
  everywhere: Everywhere,
): readonly PossibleRow[] {
  const alike = groupBy(rows, whatOf);
  return [...alike.values()]
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [joined([first, ...others], everywhere)],
    )
    .sort((one, other) => weightOf(one.peer) - weightOf(other.peer) || byText(textOf)(one, other));
}

/** What a row says, wherever it is true. Rows are shared by workloads, and so is this. */
const whatOf = once(({ peer, ...row }: PossibleRow): string => {
  const { namespaces: _, newNamespaces: __, ...who } = peer;
  return JSON.stringify([who, row]);
});

function joined(
  group: readonly [PossibleRow, ...PossibleRow[]],
  { existing, possible }: Everywhere,
): PossibleRow {
  const [first] = group;
  const namespaces = group.flatMap(({ peer }) => peer.namespaces).sort(compareText);
  const created = group.flatMap(({ peer }) => peer.newNamespaces).sort(byText(nameText));
  const isAny = created.every(({ labels }) => Object.keys(labels).length === 0);
  const isEverywhere = isAny && namespaces.length === existing && created.length === possible;
  const peer: PossiblePeer = {
    ...first.peer,
    namespaces,
    newNamespaces: created,
    ...(isEverywhere && { everyNamespace: true }),
  };
  return { ...first, peer };
}

function nameText({ name = '', labels }: NewNamespace): string {
  return JSON.stringify([name, labels]);
}

/** What any pod gets comes first, then what takes the fewest labels. */
function weightOf({ which, labels, newNamespaces, address }: PossiblePeer): number {
  const needed = newNamespaces.map((each) => Object.keys(each.labels).length);
  const least = newNamespaces.length === 0 ? 0 : Math.min(...needed);
  const some = which === 'every' ? 0 : 1;
  return some + Object.keys(labels).length + least + (address === undefined ? 0 : 1);
}

function textOf({ peer, allowed, own }: PossibleRow): string {
  return JSON.stringify([peer, allowed, own]);
}
