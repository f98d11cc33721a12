import type { LabelSelectorSpec } from '../kernel/network-policy';
import { parseSelector, selectsEverything } from '../kernel/selector';
import { allPods, namespace, type Peer, type Subject, sameNamespace } from './dsl';
import { podSelectorOf, podsSelectedBy } from './dsl/pods';

/** Pods of one namespace: an end of a connection at which a policy can stand. */
export interface Place {
  readonly namespace: string;
  readonly select: Subject;
  /** A short name for the pods, fit for the name of a policy. */
  readonly slug: string;
}

/** The place that a peer means, seen from `ownNamespace`; undefined for what is no single place. */
export function placeOf(peer: Peer, ownNamespace: string): Place | undefined {
  const slug = slugOf(peer);
  switch (peer.kind) {
    case 'pods':
      return { namespace: peer.namespaceName ?? ownNamespace, select: peer, slug };
    case 'same-namespace':
      return { namespace: ownNamespace, select: allPods(), slug };
    case 'namespace':
      return { namespace: peer.name, select: allPods(), slug };
    case 'pods-in':
      return peer.place.kind === 'namespace'
        ? { namespace: peer.place.name, select: podsOrAll(peer.selector), slug }
        : undefined;
    case 'namespaces':
    case 'all-namespaces':
    case 'addresses':
      return undefined;
  }
}

function podsOrAll(selector: LabelSelectorSpec): Subject {
  return selectsEverything(parseSelector(selector)) ? allPods() : podsSelectedBy(selector);
}

/** The pods of a place as a peer of a policy in `ownNamespace`, written as short as it can be. */
export function peerAt({ namespace: home, select }: Place, ownNamespace: string): Peer {
  if (home === ownNamespace) return select.kind === 'pods' ? select : sameNamespace();
  return select.kind === 'pods' ? select.in(namespace(home)) : namespace(home);
}

/** A peer of a policy in `ownNamespace`, without a namespace selector where it names its own. */
export function nearest(peer: Peer, ownNamespace: string): Peer {
  const place = placeOf(peer, ownNamespace);
  return place === undefined ? peer : peerAt(place, ownNamespace);
}

/** `prometheus`, `zone-corp`, `pods`: a peer in words that the name of an object may hold. */
export function slugOf(peer: Peer): string {
  switch (peer.kind) {
    case 'pods':
    case 'pods-in':
      return slug(valuesOf(peer.selector), 'pods');
    case 'same-namespace':
      return 'all-pods';
    case 'namespace':
      return peer.name;
    case 'namespaces':
      return slug(valuesOf(peer.selector), 'namespaces');
    case 'all-namespaces':
      return 'all-namespaces';
    case 'addresses':
      return slug([peer.label], 'addresses');
  }
}

function valuesOf(selector: LabelSelectorSpec): readonly string[] {
  return parseSelector(selector).requirements.flatMap(({ key, values }) =>
    values.length > 0 ? values : [key],
  );
}

function slug(words: readonly string[], otherwise: string): string {
  const text = words
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return text === '' ? otherwise : text;
}

/** `tier=web` in `shop`: a place as a person would name it. */
export function placeName({ namespace: home, select }: Place): string {
  const selector = parseSelector(podSelectorOf(select));
  if (selectsEverything(selector)) return `every pod of \`${home}\``;
  const labels = selector.requirements.map(({ key, values }) => `${key}=${values.join('|')}`);
  return `\`${labels.join(',')}\` in \`${home}\``;
}

/** `web of shop`, or `pods of shop`: the pods of a place, in the name of a promise. */
export function whoIs({ namespace, select }: Place): string {
  return `${select.kind === 'pods' ? slugOf(select) : 'pods'} of ${namespace}`;
}
