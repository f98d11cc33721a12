import {
  type Direction,
  formatSelector,
  type Labels,
  matches,
  PEER_FIELD,
  type Protocol,
} from '../../kernel';
import type { Cluster, Pod } from '../../model';
import { INGRESS_CONTROLLERS, type Profile } from '../../platform';
import type { ClosedGate, PolicyRef } from '../../results';
import { evaluate } from '../../semantics';
import { type Controller, labelsOf } from './controllers';
import type { Destination } from './judge';

/** The gates that are closed between a pod of a controller and a backend. */
export function closedToPod(
  cluster: Cluster,
  profile: Profile,
  from: Pod,
  destination: Destination,
): readonly ClosedGate[] {
  const { protocol, port, to } = destination;
  const { egress, ingress } = evaluate(cluster, profile, {
    from: { kind: 'pod', pod: from },
    ...destination,
  });
  const closed = (direction: Direction, subject: Pod, other: Pod | undefined): ClosedGate => {
    const peer = other === undefined ? undefined : podPeer(other, profile);
    const opening =
      peer === undefined ? {} : { toAllow: opens(direction, subject, peer, { protocol, port }) };
    return { direction, isolatedBy: isolating(cluster, subject, direction), ...opening };
  };
  const backend = to.kind === 'pod' ? to.pod : undefined;
  return [
    ...(egress.open.answer === 'no' ? [closed('egress', from, backend)] : []),
    ...(ingress.open.answer === 'no' && backend !== undefined
      ? [closed('ingress', backend, from)]
      : []),
  ];
}

/** The gate that is closed to a controller that the input does not hold. */
export function closedToUnknown(
  cluster: Cluster,
  { known }: Controller,
  { to, protocol, port }: Destination,
): readonly ClosedGate[] {
  if (to.kind !== 'pod') return [];
  const isolatedBy = isolating(cluster, to.pod, 'ingress');
  const [labels] = known?.labels ?? [];
  if (known === undefined || labels === undefined) return [{ direction: 'ingress', isolatedBy }];
  const peer = selectorPeer(known.namespace, new Map(Object.entries(labels)));
  return [
    {
      direction: 'ingress',
      isolatedBy,
      toAllow: opens('ingress', to.pod, peer, { protocol, port }),
    },
  ];
}

/** The gate that is closed to addresses: of nodes, or of clients. */
export function closedToAddresses(
  cluster: Cluster,
  cidrs: readonly string[],
  { to, protocol, port }: Destination,
): readonly ClosedGate[] {
  if (to.kind !== 'pod') return [];
  const isolatedBy = isolating(cluster, to.pod, 'ingress');
  if (cidrs.length === 0) return [{ direction: 'ingress', isolatedBy }];
  const peers = cidrs.map((cidr) => `{ipBlock: {cidr: '${cidr}'}}`).join(', ');
  return [
    {
      direction: 'ingress',
      isolatedBy,
      toAllow: opens('ingress', to.pod, peers, { protocol, port }),
    },
  ];
}

function isolating(cluster: Cluster, pod: Pod, direction: Direction): readonly PolicyRef[] {
  return cluster.policies
    .filter(
      ({ namespace, isolates, subject }) =>
        namespace === pod.namespace && isolates.includes(direction) && matches(subject, pod.labels),
    )
    .map(({ namespace, name, subject, origin }) => ({
      id: `${namespace}/${name}`,
      selects: formatSelector(subject),
      source: origin.at([]),
    }));
}

function opens(
  direction: Direction,
  subject: Pod,
  peers: string,
  { protocol, port }: { readonly protocol: Protocol; readonly port: number },
): NonNullable<ClosedGate['toAllow']> {
  return {
    namespace: subject.namespace,
    selects: [...lasting(subject.labels)].map(([key, value]) => `${key}=${value}`).join(','),
    rule: `${direction}: [{${PEER_FIELD[direction]}: [${peers}], ports: [{protocol: ${protocol}, port: ${port}}]}]`,
  };
}

/** The peer that names a pod; a host-network pod is named by the addresses of the nodes. */
function podPeer(pod: Pod, profile: Profile): string | undefined {
  if (pod.hostNetwork && profile.assume['host-network-is-peer'] !== true) {
    const cidrs = profile.nodeCidrs ?? [];
    return cidrs.length === 0
      ? undefined
      : cidrs.map((cidr) => `{ipBlock: {cidr: '${cidr}'}}`).join(', ');
  }
  const controller = INGRESS_CONTROLLERS.map((each) => labelsOf(each, pod)).find(Boolean);
  const labels = controller === undefined ? lasting(pod.labels) : Object.entries(controller);
  return selectorPeer(pod.namespace, new Map(labels));
}

function selectorPeer(namespace: string, labels: Labels): string {
  const set = [...labels].map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ');
  return `{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${JSON.stringify(namespace)}}}, podSelector: {matchLabels: {${set}}}}`;
}

/** Labels that the next release may not keep. */
const PASSING = /(?:-hash|-index|pod-name|\/chart|\/version|\/managed-by|-generation)$/;

function lasting(labels: Labels): Labels {
  const kept = [...labels].filter(([key]) => !PASSING.test(key));
  return new Map(kept.length === 0 ? labels : kept);
}
