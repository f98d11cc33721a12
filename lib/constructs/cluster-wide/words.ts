import type { Direction } from '../../kernel/direction';
import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { ANY_IP_CIDRS, endWords, portWords } from '../../kernel/intent-words';
import type { PortSpec } from '../../kernel/network-policy';
import { PROTOCOLS } from '../../kernel/protocol';
import {
  endpointsOf,
  type NamespacePeer,
  type PodsInNamespace,
  type PodsInNamespaces,
} from '../dsl';
import type { ClusterRule } from './rules';

/** Pods of certain namespaces, which a cluster-wide policy governs. */
export type ClusterSubject = NamespacePeer | PodsInNamespace | PodsInNamespaces;

/** The subject says its namespaces, so there is no other one to see it from. */
const NOWHERE = '';

/** The other ends of a rule that an intent can name. */
function namedEnds({ matched }: ClusterRule<Direction>): readonly IntentEndpoint[] {
  if (matched.kind !== 'rule') return [];
  if (matched.peers === 'any') return [{ kind: 'anywhere' }];
  return matched.peers.flatMap((peer) => endpointsOf(peer, NOWHERE));
}

/** The flow that a rule speaks of, as far as an intent can name its ends. */
export function flowMatched(rule: ClusterRule<Direction>, subject: ClusterSubject): StatedFlow {
  return flowBetween(rule, subject, namedEnds(rule));
}

const ANY_IP: IntentEndpoint = { kind: 'addresses', cidrs: ANY_IP_CIDRS, except: [] };

/** The same flow where nothing may be overlooked: DNS may answer any address for a name. */
export function flowAtMost(rule: ClusterRule<Direction>, subject: ClusterSubject): StatedFlow {
  if (rule.matched.kind !== 'domains-rule') return flowMatched(rule, subject);
  return flowBetween(rule, subject, [ANY_IP]);
}

function flowBetween(
  { direction, matched: { ports } }: ClusterRule<Direction>,
  subject: ClusterSubject,
  others: readonly IntentEndpoint[],
): StatedFlow {
  const own = endpointsOf(subject, NOWHERE);
  const ends = { ingress: { from: others, to: own }, egress: { from: own, to: others } };
  return { ...ends[direction], ...(ports !== 'all' && { ports: ports.flatMap(matchedPorts) }) };
}

/** A name is that of a port of any protocol here: `destinationNamedPort` says none. */
function matchedPorts(port: PortSpec): readonly PortSpec[] {
  return typeof port.port === 'string'
    ? PROTOCOLS.map((protocol) => ({ ...port, protocol }))
    : [port];
}

/** `egress of pods in namespaces team=a to the internet on 443/TCP`: what a rule speaks of. */
export function matchedWords(rule: ClusterRule<Direction>, subject: ClusterSubject): string {
  const { direction, matched } = rule;
  const own = endpointsOf(subject, NOWHERE).map(endWords).join(' and ');
  const towards = direction === 'ingress' ? 'from' : 'to';
  const ports =
    matched.ports === 'all'
      ? 'every port'
      : matched.ports.flatMap(matchedPorts).map(portWords).join(', ');
  return `${direction} of ${own} ${towards} ${othersWords(rule)} on ${ports}`;
}

function othersWords(rule: ClusterRule<Direction>): string {
  switch (rule.matched.kind) {
    case 'nodes-rule':
      return 'nodes';
    case 'domains-rule':
      return rule.matched.domainNames.join(', ');
    case 'rule':
      return namedEnds(rule).map(endWords).join(' or ');
  }
}
