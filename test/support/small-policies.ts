import fc from 'fast-check';
import { type Direction, EVERYTHING, type Labels, type Selector } from '../../lib/kernel';
import type { Namespace, Peer, Pod, Policy, PortMatch, Rule } from '../../lib/model';
import { NOWHERE } from './arbitraries';

/*
 * Policies of worlds so small that every pod in them can be written down. Which selectors, peers and
 * ports there are, each world says for itself.
 */

/** The label by which a namespace is called. */
export const NAME = 'kubernetes.io/metadata.name';

/** Any of some values; what is to come more often stands there more often. */
export const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** Peers of few words: pods, and one in four times a block. */
export function peerOf(
  namespaceSelector: fc.Arbitrary<Selector>,
  podSelector: fc.Arbitrary<Selector>,
  block: fc.Arbitrary<Peer>,
): fc.Arbitrary<Peer> {
  const pods = fc
    .tuple(fc.option(namespaceSelector, { nil: undefined }), podSelector)
    .map(([namespaces, asked]): Peer => ({ kind: 'pods', namespaces, pods: asked }));
  return fc.oneof({ weight: 3, arbitrary: pods }, block);
}

/** Policies of two namespaces, of few rules each. */
export function policyOf(
  podSelector: fc.Arbitrary<Selector>,
  peer: fc.Arbitrary<Peer>,
  port: fc.Arbitrary<PortMatch>,
): fc.Arbitrary<Policy> {
  const rules = (direction: Direction): fc.Arbitrary<readonly Rule[]> =>
    fc
      .array(fc.tuple(fc.array(peer, { maxLength: 2 }), fc.array(port, { maxLength: 2 })), {
        maxLength: 2,
      })
      .map((all) => all.map(([peers, ports], index) => ({ direction, index, peers, ports })));
  return fc
    .record({
      namespace: oneOf(['a', 'a', 'b']),
      name: fc.nat(9_999).map((n) => `policy-${n}`),
      subject: fc.oneof(fc.constant(EVERYTHING), podSelector),
      isolates: oneOf<readonly Direction[]>([['egress', 'ingress'], ['egress'], ['ingress']]),
      rules: fc.record({ ingress: rules('ingress'), egress: rules('egress') }),
    })
    .map((parts) => ({ ...parts, origin: NOWHERE }));
}

/** A namespace with its name as a label, as Kubernetes gives it. */
export function namespaceOf(
  name: string,
  declared: boolean,
  labels: Labels = new Map(),
): Namespace {
  return { name, declared, labels: new Map([...labels, [NAME, name]]) };
}

/** A pod of which nothing but its labels matters. */
export function podIn(namespace: string, labels: Labels, more: Partial<Pod> = {}): Pod {
  return {
    namespace,
    name: 'possible',
    labels,
    ports: [],
    hostNetwork: false,
    addresses: [],
    node: undefined,
    stands: 'for-replicas',
    origin: NOWHERE,
    ...more,
  };
}
