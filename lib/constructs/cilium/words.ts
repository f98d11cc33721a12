import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { endWords, portWords } from '../../kernel/intent-words';
import { CILIUM_ENTITIES, type CiliumEntity } from '../../platform';
import { endpointsOf, flowOf, type Subject } from '../dsl';
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

/** The flow that a rule opens, as far as an intent can name its ends. */
export function flowOpened(rule: CiliumRule, subject: Subject, ownNamespace: string): StatedFlow {
  if (rule.kind === 'rule') return flowOf(rule, subject, ownNamespace);
  const own = endpointsOf(subject, ownNamespace);
  const others = rule.entities.flatMap(entityEnds);
  const ends = { ingress: { from: others, to: own }, egress: { from: own, to: others } };
  return { ...ends[rule.direction], ...(rule.ports !== 'all' && { ports: rule.ports }) };
}

/** `egress of pods app=web in namespace shop to entity kube-apiserver on 6443/TCP`: what a rule opens. */
export function openedWords(rule: CiliumRule, subject: Subject, ownNamespace: string): string {
  const own = endpointsOf(subject, ownNamespace).map(endWords).join(' and ');
  const towards = rule.direction === 'ingress' ? 'from' : 'to';
  const ports = rule.ports === 'all' ? 'every port' : rule.ports.map(portWords).join(', ');
  return `${rule.direction} of ${own} ${towards} ${othersWords(rule, ownNamespace)} on ${ports}`;
}

function othersWords(rule: CiliumRule, ownNamespace: string): string {
  if (rule.kind === 'entities-rule') {
    return `Cilium ${rule.entities.length === 1 ? 'entity' : 'entities'} ${rule.entities.join(', ')}`;
  }
  if (rule.peers === 'any') return 'anyone';
  return rule.peers
    .flatMap((peer) => endpointsOf(peer, ownNamespace))
    .map(endWords)
    .join(' or ');
}
