import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { ANY_IP_CIDRS, endWords, portWords } from '../../kernel/intent-words';
import { CILIUM_ENTITIES, type CiliumEntity } from '../../platform';
import { endpointsOf, flowOf, type Peer, type Subject } from '../dsl';
import type { CiliumRule } from './rules';

/** The ends of entities that an intent can name; nodes and the API server are none. */
function entityEnds(entity: CiliumEntity): readonly IntentEndpoint[] {
  const addresses = (...cidrs: readonly string[]): readonly IntentEndpoint[] => [
    { kind: 'addresses', cidrs, except: [] },
  ];
  switch (CILIUM_ENTITIES[entity].ends) {
    case 'anywhere':
      return [{ kind: 'anywhere' }];
    case 'pods':
      return [{ kind: 'any-pod' }];
    case 'world':
      return addresses('0.0.0.0/0', '::/0');
    case 'world-ipv4':
      return addresses('0.0.0.0/0');
    case 'world-ipv6':
      return addresses('::/0');
    case 'nodes':
      return [];
  }
}

/** The other ends of a rule that an intent can name. What a name stands for, DNS decides. */
function otherEnds(rule: CiliumRule): readonly IntentEndpoint[] {
  return rule.kind === 'entities-rule' ? rule.entities.flatMap(entityEnds) : [];
}

/** The flow that a rule opens, as far as an intent can name its ends. */
export function flowOpened(rule: CiliumRule, subject: Subject, ownNamespace: string): StatedFlow {
  if (rule.kind === 'rule') return flowOf(rule, subject, ownNamespace);
  if (rule.kind === 'layer7-rule') return flowOf(rule.rule, subject, ownNamespace);
  return flowBetween(rule, endpointsOf(subject, ownNamespace), otherEnds(rule));
}

const ANY_IP: IntentEndpoint = { kind: 'addresses', cidrs: ANY_IP_CIDRS, except: [] };

/**
 * The same flow where nothing may be overlooked: DNS may answer any address for a name, and agents on
 * the own node hand out credentials to who reaches them.
 */
export function flowAtMost(rule: CiliumRule, subject: Subject, ownNamespace: string): StatedFlow {
  const own = endpointsOf(subject, ownNamespace);
  if (rule.kind === 'names-rule') return flowBetween(rule, own, [ANY_IP]);
  if (rule.kind !== 'entities-rule') return flowOpened(rule, subject, ownNamespace);
  const agents: readonly IntentEndpoint[] = rule.entities.includes('host')
    ? [{ kind: 'cloud-metadata' }]
    : [];
  return flowBetween(rule, own, [...otherEnds(rule), ...agents]);
}

function flowBetween(
  { direction, ports }: CiliumRule,
  own: readonly IntentEndpoint[],
  others: readonly IntentEndpoint[],
): StatedFlow {
  const ends = { ingress: { from: others, to: own }, egress: { from: own, to: others } };
  return { ...ends[direction], ...(ports !== 'all' && { ports }) };
}

/** `egress of pods app=web in namespace shop to entity kube-apiserver on 6443/TCP`: what a rule opens. */
export function openedWords(rule: CiliumRule, subject: Subject, ownNamespace: string): string {
  const own = endpointsOf(subject, ownNamespace).map(endWords).join(' and ');
  const towards = rule.direction === 'ingress' ? 'from' : 'to';
  const ports = rule.ports === 'all' ? 'every port' : rule.ports.map(portWords).join(', ');
  const requests = rule.kind === 'layer7-rule' ? `, ${rule.requests}` : '';
  const others = othersWords(rule.kind === 'layer7-rule' ? rule.rule : rule, ownNamespace);
  return `${rule.direction} of ${own} ${towards} ${others} on ${ports}${requests}`;
}

function othersWords(
  rule: Exclude<CiliumRule, { readonly kind: 'layer7-rule' }>,
  ownNamespace: string,
): string {
  switch (rule.kind) {
    case 'entities-rule':
      return `Cilium ${rule.entities.length === 1 ? 'entity' : 'entities'} ${rule.entities.join(', ')}`;
    case 'names-rule':
      return `whatever DNS answers for ${rule.names.flatMap((name) => Object.values(name)).join(', ')}`;
    case 'rule':
      return rule.peers === 'any' ? 'anyone' : peerWords(rule.peers, ownNamespace);
  }
}

function peerWords(peers: readonly Peer[], ownNamespace: string): string {
  return peers
    .flatMap((peer) => endpointsOf(peer, ownNamespace))
    .map(endWords)
    .join(' or ');
}
