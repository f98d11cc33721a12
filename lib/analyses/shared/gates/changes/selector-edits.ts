import {
  holds,
  type LabelSelectorSpec,
  type Labels,
  parseSelector,
  type Requirement,
  type Selector,
} from '../../../../kernel';
import { NAMESPACE_NAME_LABEL, type PodPeer } from '../../../../model';
import type { PeerMatch, RuleMatch } from '../../../../semantics';
import {
  type Candidate,
  type ClosedGate,
  pointer,
  policyId,
  withPolicy,
  withRule,
} from './candidate';

/** A pod peer that comes close, with its place in the rule. */
interface Close {
  readonly peer: PodPeer;
  readonly position: number;
  readonly missed: readonly PeerMatch['tests'][number]['condition'][];
}

/** A value more in a list, or a namespace more, for a peer whose other conditions the end meets. */
export function selectorEdits(closed: ClosedGate, match: RuleMatch): readonly Candidate[] {
  if (closed.other.kind !== 'pod') return [];
  const { pod } = closed.other;
  return closePeers(match).flatMap((close) => {
    const { peer, missed } = close;
    if (missed.join() === 'podSelector') {
      const wider = peer.pods && widened(peer.pods, pod.labels);
      return wider === undefined ? [] : [edit(closed, match, close, { podSelector: wider })];
    }
    if (missed.join() !== 'namespace') return [];
    const namespaceSelector = withNamespace(peer, match.policy.namespace, pod.namespace);
    return namespaceSelector === undefined
      ? []
      : [edit(closed, match, close, { namespaceSelector })];
  });
}

/** The pod peers of a rule, each with the conditions that the other end fails. */
export function closePeers({ peers }: RuleMatch): readonly Close[] {
  return peers.flatMap(({ peer, tests }, position) => {
    if (peer.kind !== 'pods') return [];
    const missed = tests.filter(({ truth }) => truth.answer === 'no');
    return [{ peer, position, missed: missed.map(({ condition }) => condition) }];
  });
}

/** The selector with one more value in the only list that keeps these labels out. */
function widened(selector: Selector, labels: Labels): LabelSelectorSpec | undefined {
  const [missed, ...more] = selector.requirements.filter((each) => !holds(each, labels));
  const value = missed === undefined ? undefined : labels.get(missed.key);
  if (missed === undefined || value === undefined || more.length > 0) return undefined;
  // A single value may stand in matchLabels, which knows no lists: a peer more is the smaller edit.
  if (missed.operator !== 'In' || missed.values.length < 2) return undefined;
  const wider = { ...missed, values: [...missed.values, value] };
  return selectorSpec(selector.requirements.map((each) => (each === missed ? wider : each)));
}

/** The namespaces of a peer and one more; `own` where it names none. */
function withNamespace(
  { namespaces }: PodPeer,
  own: string,
  more: string,
): LabelSelectorSpec | undefined {
  if (namespaces === undefined) return inNamespaces([own, more]);
  const [only, ...others] = namespaces.requirements;
  if (only === undefined || others.length > 0) return undefined;
  if (only.key !== NAMESPACE_NAME_LABEL || only.operator !== 'In') return undefined;
  return inNamespaces([...only.values, more]);
}

function inNamespaces(values: readonly string[]): LabelSelectorSpec {
  return selectorSpec([{ key: NAMESPACE_NAME_LABEL, operator: 'In', values }]);
}

/** Requirements as YAML writes them. */
function selectorSpec(requirements: readonly Requirement[]): LabelSelectorSpec {
  const isLabel = ({ operator, values }: Requirement) => operator === 'In' && values.length === 1;
  const labels = requirements.filter(isLabel);
  const isOnce = new Set(labels.map(({ key }) => key)).size === labels.length;
  const plain = isOnce ? labels : [];
  const rest = requirements.filter((each) => !plain.includes(each));
  const matchLabels = Object.fromEntries(plain.map(({ key, values }) => [key, values[0] ?? '']));
  const matchExpressions = rest.map(({ key, operator, values }) =>
    values.length === 0 ? { key, operator } : { key, operator, values },
  );
  return {
    ...(plain.length === 0 ? {} : { matchLabels }),
    ...(rest.length === 0 ? {} : { matchExpressions }),
  };
}

type Edited =
  | { readonly podSelector: LabelSelectorSpec }
  | { readonly namespaceSelector: LabelSelectorSpec };

function edit(
  { cluster, other }: ClosedGate,
  { policy, rule }: RuleMatch,
  { peer, position }: Close,
  edited: Edited,
): Candidate {
  const [field, value] =
    'podSelector' in edited
      ? (['podSelector', edited.podSelector] as const)
      : (['namespaceSelector', edited.namespaceSelector] as const);
  const wider: PodPeer =
    field === 'podSelector'
      ? { ...peer, pods: parseSelector(value) }
      : { ...peer, namespaces: parseSelector(value) };
  const peers = rule.peers.map((each) => (each === peer ? wider : each));
  const isNew = field === 'namespaceSelector' && peer.namespaces === undefined;
  return {
    change: {
      kind: isNew ? 'namespace' : 'value',
      direction: rule.direction,
      policy: policyId(policy),
      patch: [{ op: 'add', path: pointer(rule, 'peers', position, field), value }],
      source: policy.origin.at(peerPath(rule, position)),
    },
    cluster: withPolicy(cluster, withRule(policy, { ...rule, peers }), policy),
    other,
  };
}

function peerPath({ direction, index }: RuleMatch['rule'], position: number) {
  const field = direction === 'ingress' ? 'from' : 'to';
  return ['spec', direction, index, field, position];
}
