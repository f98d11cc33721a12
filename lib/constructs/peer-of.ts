import type { LabelSelectorSpec } from '../kernel/network-policy';
import { SELECTOR_OPERATORS } from '../kernel/selector-operator';
import { decline } from './composite-refusals';
import {
  allNamespaces,
  ipBlock,
  type NamespacePeer,
  namespace,
  type Peer,
  sameNamespace,
  show,
} from './dsl';
import { frozen } from './dsl/frozen';
import { NAMESPACE_NAME_LABEL } from './dsl/namespaces';
import { podsSelectedBy } from './dsl/pods';
import { isWorkload, podsOf } from './pods-of';

/** A peer of any `cdk8s-plus-NN`, known by its shape: no import, and no version, is needed. */
export interface KplusPeerLike {
  toNetworkPolicyPeerConfig(): unknown;
}

type Requirement = NonNullable<LabelSelectorSpec['matchExpressions']>[number];

/**
 * A peer of cdk8s-plus as one of ours: `Pods`, `Namespaces`, a `Namespace`, an address block, or a
 * workload, which is read as `podsOf` reads it.
 *
 * @example
 * const staging = kplus.Namespaces.select(chart, 'staging', { labels: { env: 'staging' } });
 * from(peerOf(staging)).on(tcp(80))
 * // - from: [{ namespaceSelector: { matchLabels: { env: staging } } }]
 * //   ports: [{ protocol: TCP, port: 80 }]
 * @throws {InvalidInputError} for what is no peer, and for namespaces without a single name
 */
export function peerOf(peer: KplusPeerLike): Peer {
  if (isWorkload(peer)) return podsOf(peer);
  const config = isPeer(peer) ? peer.toNetworkPolicyPeerConfig() : refuse(peer);
  const block = field(config, 'ipBlock');
  if (block !== undefined) return blockOf(block);
  const selected = field(config, 'podSelector');
  if (selected === undefined) return refuse(peer);
  const pods = selectorIn(selected);
  const place = placeOf(field(selected, 'namespaces'));
  if (isEmpty(pods)) return place ?? sameNamespace();
  const found = podsSelectedBy(pods);
  return place === undefined ? found : found.in(place);
}

function isPeer(peer: unknown): peer is KplusPeerLike {
  return typeof field(peer, 'toNetworkPolicyPeerConfig') === 'function';
}

function refuse(peer: unknown): never {
  const message = `\`peerOf\` got ${show(peer)}, which is no peer of cdk8s-plus`;
  return decline({ code: 'constructs/not-a-kplus-peer', message });
}

function blockOf(block: unknown): Peer {
  const except = texts(field(block, 'except'));
  return ipBlock(String(field(block, 'cidr')), except.length === 0 ? {} : { except });
}

/** The namespaces of a selector; undefined for those of the policy itself. */
function placeOf(namespaces: unknown): NamespacePeer | undefined {
  const names = field(namespaces, 'names');
  const labelled = field(namespaces, 'labelSelector');
  const labels = labelled === undefined ? {} : selectorIn(namespaces);
  if (names === undefined) {
    if (labelled === undefined) return undefined;
    return isEmpty(labels) ? allNamespaces() : frozen({ kind: 'namespaces', selector: labels });
  }
  const [first, ...others] = texts(names);
  if (first === undefined) {
    const message = 'a selector of cdk8s-plus names no namespace, and would let every source in';
    return decline({ code: 'constructs/not-a-kplus-peer', message });
  }
  if (others.length === 0 && isEmpty(labels)) return namespace(first);
  const named: Requirement = {
    key: NAMESPACE_NAME_LABEL,
    operator: 'In',
    values: [first, ...others],
  };
  const matchExpressions = [...(labels.matchExpressions ?? []), named];
  return frozen({ kind: 'namespaces', selector: { ...labels, matchExpressions } });
}

/** The label selector of a config, as it stands in YAML. */
function selectorIn(config: unknown): LabelSelectorSpec {
  const selector = field(config, 'labelSelector');
  const write = field(selector, '_toKube');
  if (typeof write !== 'function') return refuse(config);
  const spec: unknown = Reflect.apply(write, selector, []);
  const labels = Object.entries(Object(field(spec, 'matchLabels') ?? {}));
  const expressions = field(spec, 'matchExpressions');
  const requirements = Array.isArray(expressions) ? expressions.map(requirementOf) : [];
  return {
    ...(labels.length > 0 && {
      matchLabels: Object.fromEntries(labels.map(([key, value]) => [key, String(value)])),
    }),
    ...(requirements.length > 0 && { matchExpressions: requirements }),
  };
}

function requirementOf(expression: unknown): Requirement {
  const operator = SELECTOR_OPERATORS.find((each) => each === field(expression, 'operator'));
  if (operator === undefined) return refuse(expression);
  const values = texts(field(expression, 'values'));
  const key = String(field(expression, 'key'));
  return { key, operator, ...(values.length > 0 && { values }) };
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelectorSpec): boolean {
  return matchLabels === undefined && matchExpressions === undefined;
}

function texts(found: unknown): readonly string[] {
  return Array.isArray(found) ? found.map(String) : [];
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
