import fc from 'fast-check';
import {
  addressesIn,
  type Direction,
  EVERYTHING,
  type Labels,
  type Origin,
  PROTOCOLS,
  parseAddress,
  type Requirement,
  type Selector,
  subtractAddresses,
} from '../../lib/kernel';
import {
  addressClasses,
  type Cluster,
  type ContainerPort,
  type Flow,
  type FlowEnd,
  type Namespace,
  type Peer,
  type Pod,
  type Policy,
  type PortMatch,
  type Rule,
  type UnmodelledPolicy,
} from '../../lib/model';
import type { Profile } from '../../lib/platform';

/** An origin for objects that no file holds. */
export const NOWHERE: Origin = { file: '(generated)', at: () => ({ file: '(generated)' }) };

// Few names, so that selectors, pods and policies meet often.
const NAMESPACES = ['a', 'b'];
const HOMES = ['a', 'a', 'a', 'b'];
const KEYS = ['app', 'tier'];
const VALUES = ['x', 'y', ''];
const PORT_NAMES = ['http'];
const PORTS = [1, 80, 81, 65_535];
const ADDRESSES = ['10.0.0.5', '10.1.2.3', '203.0.113.7', 'fd00::5', '2001:db8::1'];
const BLOCKS: readonly (readonly [string, readonly string[]])[] = [
  ['0.0.0.0/0', []],
  ['0.0.0.0/0', ['10.0.0.0/8']],
  ['10.0.0.0/8', ['10.1.0.0/16']],
  ['203.0.113.0/24', []],
  ['::/0', ['fd00::/8']],
  ['2001:db8::/32', []],
];

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

const labels: fc.Arbitrary<Labels> = fc
  .array(fc.tuple(oneOf(KEYS), oneOf(VALUES)), { maxLength: 2 })
  .map((entries) => new Map(entries));

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: oneOf(KEYS),
    operator: oneOf(['In', 'NotIn'] as const),
    values: fc.uniqueArray(oneOf(VALUES), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key: oneOf(KEYS),
    operator: oneOf(['Exists', 'DoesNotExist'] as const),
    values: fc.constant([]),
  }),
);

const selector: fc.Arbitrary<Selector> = fc
  .array(requirement, { maxLength: 2 })
  .map((requirements) => ({ requirements }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  selector,
  oneOf(NAMESPACES).map((name) => ({
    requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In' as const, values: [name] }],
  })),
);

const block: fc.Arbitrary<Peer> = oneOf(BLOCKS).map(([cidr, except]) => ({
  kind: 'block',
  cidr,
  except,
  addresses: subtractAddresses(addressesIn(cidr), addressesIn(...except)),
}));

const podPeer: fc.Arbitrary<Peer> = fc
  .tuple(maybe(namespaceSelector), maybe(selector))
  .filter(([namespaces, pods]) => namespaces !== undefined || pods !== undefined)
  .map(([namespaces, pods]) => ({ kind: 'pods', namespaces, pods }));

const peer = fc.oneof({ weight: 2, arbitrary: podPeer }, { weight: 3, arbitrary: block });

const portMatch: fc.Arbitrary<PortMatch> = fc.oneof(
  fc.tuple(oneOf(PROTOCOLS), oneOf(PORTS), oneOf(PORTS)).map(([protocol, a, b]) => ({
    kind: 'range' as const,
    protocol,
    first: Math.min(a, b),
    last: Math.max(a, b),
  })),
  fc
    .tuple(oneOf(['TCP' as const, ...PROTOCOLS]), oneOf(PORT_NAMES))
    .map(([protocol, name]) => ({ kind: 'named' as const, protocol, name })),
);

const rules = (direction: Direction): fc.Arbitrary<readonly Rule[]> =>
  fc
    .array(
      fc.tuple(
        fc
          .array(peer, { minLength: 1, maxLength: 2 })
          .chain((peers) => oneOf([peers, peers, peers, peers, peers, []])),
        fc.oneof(fc.constant([]), fc.array(portMatch, { maxLength: 3 })),
      ),
      { maxLength: 2 },
    )
    .map((all) => all.map(([peers, ports], index) => ({ direction, index, peers, ports })));

/** A policy over the small universe of names that pods and selectors share. */
export const policy: fc.Arbitrary<Policy> = fc
  .record({
    namespace: oneOf(HOMES),
    name: fc.nat(9_999).map((n) => `policy-${n}`),
    subject: fc.oneof(fc.constant(EVERYTHING), selector),
    isolates: oneOf<readonly Direction[]>([
      ['egress', 'ingress'],
      ['egress', 'ingress'],
      ['egress'],
      ['ingress'],
    ]),
    rules: fc.record({ ingress: rules('ingress'), egress: rules('egress') }),
  })
  .map((parts) => ({ ...parts, origin: NOWHERE }));

const containerPort: fc.Arbitrary<ContainerPort> = fc.record({
  name: oneOf([...PORT_NAMES, ...PORT_NAMES, undefined]),
  protocol: oneOf(['TCP' as const, ...PROTOCOLS]),
  port: oneOf([80, ...PORTS]),
  on: fc.oneof(
    { weight: 3, arbitrary: fc.constant('container' as const) },
    fc.constant('sidecar' as const),
  ),
});

const address = oneOf(ADDRESSES.map(parseAddress).filter((each) => each !== undefined));

const pod: fc.Arbitrary<Omit<Pod, 'name'>> = fc
  .record({
    namespace: oneOf(HOMES),
    labels,
    ports: fc.array(containerPort, { maxLength: 3 }),
    hostNetwork: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, fc.constant(true)),
    addresses: fc.oneof(fc.constant([]), fc.array(address, { maxLength: 2 })),
    node: maybe(oneOf(['n1', 'n1', 'n2'])),
    stands: oneOf(['for-one-pod', 'for-replicas'] as const),
  })
  .map((parts) => ({ ...parts, origin: NOWHERE }));

const namespaces: fc.Arbitrary<ReadonlyMap<string, Namespace>> = fc
  .tuple(...NAMESPACES.map(() => fc.tuple(labels, fc.boolean())))
  .map(
    (all) =>
      new Map(
        all.map(([own, declared], i) => {
          const name = NAMESPACES[i] ?? '';
          const known = declared ? [...own] : [];
          return [
            name,
            { name, declared, labels: new Map([...known, ['kubernetes.io/metadata.name', name]]) },
          ];
        }),
      ),
  );

const unmodelled: fc.Arbitrary<UnmodelledPolicy> = maybe(oneOf(NAMESPACES)).map((namespace) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  name: 'other',
  namespace,
  origin: NOWHERE,
}));

/** A cluster with up to four pods in three namespaces and up to six policies. */
export const cluster: fc.Arbitrary<Cluster> = fc
  .record({
    namespaces,
    pods: fc.array(pod, { minLength: 1, maxLength: 4 }),
    policies: fc.array(policy, { maxLength: 6 }),
    unmodelled: fc.oneof(
      { weight: 24, arbitrary: fc.constant([]) },
      fc.array(unmodelled, { minLength: 1, maxLength: 1 }),
    ),
  })
  .map(({ pods, ...rest }) => ({
    ...rest,
    services: [],
    entryPoints: [],
    workloads: pods.map((each, i) => {
      const name = `pod-${i}`;
      const { namespace } = each;
      return { namespace, name, kind: 'Pod', pods: [{ ...each, name }], origin: NOWHERE };
    }),
  }));

const known = oneOf([undefined, undefined, true, false]);

/** Any profile: each assumption settled one way, the other, or left open. */
export const profile: fc.Arbitrary<Profile> = fc
  .record({
    blocks: known,
    subject: known,
    peer: known,
    node: known,
    sidecars: known,
    labels: oneOf(['unknown', 'absent', undefined] as const),
    kinds: oneOf(['unknown', 'ignored', undefined] as const),
    enforces: fc.oneof({ weight: 19, arbitrary: fc.constant(true) }, oneOf([undefined, false])),
    ipFamilies: oneOf([undefined, [4], [6], [4, 6]] as const),
    podCidrs: oneOf([undefined, ['10.0.0.0/8'], ['203.0.113.0/24', 'fd00::/8']]),
    nodeCidrs: oneOf([undefined, ['10.0.0.0/8']]),
  })
  .map(({ ipFamilies, podCidrs, nodeCidrs, ...settled }) => ({
    name: 'generated',
    assume: compact({
      'ip-block-matches-pods': settled.blocks,
      'host-network-is-subject': settled.subject,
      'host-network-is-peer': settled.peer,
      'egress-to-own-node-is-policed': settled.node,
      'sidecar-named-ports': settled.sidecars,
      'undeclared-namespace-labels': settled.labels,
      'unmodelled-kinds': settled.kinds,
      enforces: settled.enforces,
    }),
    ...compact({ ipFamilies, podCidrs, nodeCidrs }),
  }));

/** The object without its undefined fields. */
function compact<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Every end a flow of this cluster can have. */
export function endsOf(of: Cluster): readonly FlowEnd[] {
  const pods = of.workloads.flatMap((workload) => workload.pods);
  return [
    ...pods.map((each): FlowEnd => ({ kind: 'pod', pod: each })),
    ...addressClasses(of.policies).map((addresses): FlowEnd => ({ kind: 'addresses', addresses })),
  ];
}

/** One flow of the cluster, on a port that rules are likely to name. */
export function flowOf(of: Cluster): fc.Arbitrary<Flow> {
  const ends = endsOf(of);
  const pods = ends.filter(({ kind }) => kind === 'pod');
  const end = fc.oneof({ weight: 3, arbitrary: oneOf(pods) }, oneOf(ends));
  return fc
    .record({
      from: end,
      to: end,
      protocol: oneOf(['TCP' as const, ...PROTOCOLS]),
      port: oneOf([80, ...PORTS, 443]),
    })
    .filter(({ from, to }) => from.kind === 'pod' || to.kind === 'pod');
}

/** A cluster, a profile, and one flow to ask about. */
export const question: fc.Arbitrary<{ cluster: Cluster; profile: Profile; flow: Flow }> = fc
  .tuple(cluster, profile)
  .chain(([of, facts]) => flowOf(of).map((flow) => ({ cluster: of, profile: facts, flow })));
