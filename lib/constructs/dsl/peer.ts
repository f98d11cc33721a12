import type { PeerSpec } from '../../kernel/network-policy';
import type { Addresses } from './addresses';
import { frozen } from './frozen';
import { type NamespacePeer, namespace, namespaceSelectorOf } from './namespaces';
import type { Pods, PodsInNamespace, PodsInNamespaces, SameNamespace } from './pods';
import { nth, type Objection, show } from './refuse';
import { isPeerShape } from './shape';

/** The other end of a rule. Several peers in one list are alternatives. */
export type Peer =
  | Pods
  | PodsInNamespace
  | PodsInNamespaces
  | SameNamespace
  | NamespacePeer
  | Addresses;

/** No condition on the source at all. */
export interface Everyone {
  readonly kind: 'everyone';
}

/** No condition on the destination at all. */
export interface Anywhere {
  readonly kind: 'anywhere';
}

/**
 * Everyone, inside and outside the cluster, said out loud and alone.
 *
 * @example
 * from(everyone()).on(tcp(443))
 * // - ports: [...]        (no `from`)
 */
export function everyone(): Everyone {
  return frozen({ kind: 'everyone' });
}

/**
 * Anywhere, inside and outside the cluster, said out loud and alone. Cloud metadata is included.
 *
 * @example
 * to(anywhere()).on(udp(53))
 * // - ports: [...]        (no `to`)
 */
export function anywhere(): Anywhere {
  return frozen({ kind: 'anywhere' });
}

/** The items of `from` or `to` that one peer becomes, in a policy of `ownNamespace`. */
export function toPeers(peer: Peer, ownNamespace?: string): readonly PeerSpec[] {
  switch (peer.kind) {
    case 'pods': {
      const home = peer.namespaceName;
      if (home === undefined || home === ownNamespace) return [{ podSelector: peer.selector }];
      return toPeers(peer.in(namespace(home)));
    }
    case 'same-namespace':
      return [{ podSelector: {} }];
    case 'pods-in':
      return [{ podSelector: peer.selector, namespaceSelector: namespaceSelectorOf(peer.place) }];
    case 'namespace':
    case 'namespaces':
    case 'all-namespaces':
      return [{ namespaceSelector: namespaceSelectorOf(peer) }];
    case 'addresses':
      return peer.blocks.map((block) => ({ ipBlock: block }));
  }
}

const PEER_KINDS: readonly unknown[] = [
  'pods',
  'pods-in',
  'namespace',
  'namespaces',
  'addresses',
] satisfies Peer['kind'][];

/** What is wrong with an item of `from` or `to`; nothing for a peer. */
export function objectionsToPeer(
  call: string,
  item: unknown,
  index: number,
  total: number,
): Objection[] {
  if (isPeerShape(item)) return [];
  const kind = kindOf(item);
  const which = nth('peer', index, total);
  if (kind === 'all-pods') {
    const message = `${which} of \`${call}\` is allPods(), which is a subject`;
    return [{ code: 'constructs/not-a-peer', message, help: 'write sameNamespace()' }];
  }
  const found = PEER_KINDS.includes(kind)
    ? 'a peer that lost its conditions'
    : `${show(item)}, not a peer`;
  const message = `${which} of \`${call}\` is ${found}`;
  return [{ code: 'constructs/not-a-peer', message }];
}

/** The `kind` of a value of the DSL; undefined for anything else. */
export function kindOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
}
