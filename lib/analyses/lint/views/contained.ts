import { coversAddresses, once, PORT_MAX, PORT_MIN, type Selector } from '../../../kernel';
import type { Peer, PortMatch } from '../../../model';

/** Whether an entry names every port that another one names, whatever the destination. */
export function containsPort(outer: PortMatch, inner: PortMatch): boolean {
  if (outer.protocol !== inner.protocol) return false;
  if (outer.kind === 'named') return inner.kind === 'named' && inner.name === outer.name;
  if (inner.kind === 'named') return outer.first === PORT_MIN && outer.last === PORT_MAX;
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether a peer names everyone whom another peer of its list names; only a yes is certain. */
export function containsPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'block') {
    return inner.kind === 'block' && coversAddresses(outer.addresses, inner.addresses);
  }
  if (inner.kind === 'block' || !asksNoMore(outer.pods, inner.pods)) return false;
  // Without a namespaceSelector a peer stays at home.
  if (outer.namespaces === undefined) return inner.namespaces === undefined;
  return asksNoMore(outer.namespaces, inner.namespaces);
}

/** Whether a selector asks for nothing that the other one does not ask for. */
export function asksNoMore(outer: Selector | undefined, inner: Selector | undefined): boolean {
  if (outer === undefined) return true;
  const asked = inner === undefined ? NOTHING : asksFor(inner);
  return [...asksFor(outer)].every((each) => asked.has(each));
}

const NOTHING: ReadonlySet<string> = new Set();

/** What a selector asks for: equal texts, equal requirements. */
export const asksFor = once(
  ({ requirements }: Selector): ReadonlySet<string> =>
    new Set(
      requirements.map(({ key, operator, values }) =>
        JSON.stringify([key, operator, [...values].sort()]),
      ),
    ),
);
