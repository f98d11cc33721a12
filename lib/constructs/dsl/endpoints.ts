import type { Direction } from '../../kernel/direction';
import type { IntentEndpoint, NamespaceScope, StatedFlow } from '../../kernel/intent';
import { EVERYTHING, parseSelector, type Selector } from '../../kernel/selector';
import type { Addresses } from './addresses';
import type { NamespacePeer } from './namespaces';
import type { Peer } from './peer';
import type { Pods, Subject } from './pods';
import type { Rule } from './rule';

/** The ends that a subject or a peer means, seen from a policy in `ownNamespace`. */
export function endpointsOf(end: Subject | Peer, ownNamespace: string): readonly IntentEndpoint[] {
  const here: NamespaceScope = { kind: 'named', name: ownNamespace };
  switch (end.kind) {
    case 'pods':
      return [podsIn(homeOf(end, here), parseSelector(end.selector))];
    case 'all-pods':
    case 'same-namespace':
      return [podsIn(here, EVERYTHING)];
    case 'pods-in':
      return [podsIn(scopeOf(end.place), parseSelector(end.selector))];
    case 'namespace':
    case 'namespaces':
      return [podsIn(scopeOf(end), EVERYTHING)];
    case 'all-namespaces':
      return [{ kind: 'any-pod' }];
    case 'addresses':
      return [addressesEnd(end)];
  }
}

function homeOf({ namespaceName }: Pods, here: NamespaceScope): NamespaceScope {
  return namespaceName === undefined ? here : { kind: 'named', name: namespaceName };
}

function podsIn(namespaces: NamespaceScope, pods: Selector): IntentEndpoint {
  return { kind: 'pods', namespaces, pods };
}

function scopeOf(place: NamespacePeer): NamespaceScope {
  switch (place.kind) {
    case 'namespace':
      return { kind: 'named', name: place.name };
    case 'namespaces':
      return { kind: 'selected', selector: parseSelector(place.selector) };
    case 'all-namespaces':
      return { kind: 'selected', selector: EVERYTHING };
  }
}

function addressesEnd({ blocks }: Addresses): IntentEndpoint {
  return {
    kind: 'addresses',
    cidrs: blocks.map(({ cidr }) => cidr),
    except: blocks.flatMap(({ except = [] }) => except),
  };
}

/** The flow that a rule opens for its subject: what it means, for an analysis to compare with. */
export function flowOf(rule: Rule<Direction>, subject: Subject, ownNamespace: string): StatedFlow {
  const own = endpointsOf(subject, ownNamespace);
  const others: readonly IntentEndpoint[] =
    rule.peers === 'any'
      ? [{ kind: 'anywhere' }]
      : rule.peers.flatMap((peer) => endpointsOf(peer, ownNamespace));
  const ends = { ingress: { from: others, to: own }, egress: { from: own, to: others } };
  return { ...ends[rule.direction], ...(rule.ports !== 'all' && { ports: rule.ports }) };
}
