import {
  ANY_IP,
  addressesIn,
  intersectPorts,
  justAddress,
  NO_PORTS,
  noAddresses,
  noPorts,
  ofFamily,
  type PortSet,
  portRange,
  samePorts,
  subtractPorts,
  toPortRanges,
  unionAddresses,
  unionPorts,
} from '../../kernel';
import type { Cluster, FlowEnd, Pod } from '../../model';
import { API_SERVER, type Profile } from '../../platform';
import type { Exposure, ExposureGap, OpeningGate } from '../../results';
import { addressEnds } from '../shared/address-ends';
import type { Region } from '../shared/regions';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, podEnd } from './context';

const USUAL_PORTS = unionPorts(
  portRange('TCP', API_SERVER.servicePort),
  portRange('TCP', API_SERVER.endpointPort),
);

/** Where the API server is, as the profile or the endpoints of its Service say; undefined where neither does. */
export function apiServerRegion(cluster: Cluster, profile: Profile): Region | undefined {
  const listed = cluster.services.find(isItsService)?.endpoints ?? [];
  const endpoints = listed.flatMap((each) => each.endpoints.map(({ address }) => address));
  const ports = listed.flatMap((each) =>
    each.ports.map(({ protocol, port }) => portRange(protocol, port)),
  );
  const addresses = [
    addressesIn(...(profile.apiServerCidrs ?? [])),
    ...endpoints.map(justAddress),
  ].reduce(unionAddresses);
  if (noAddresses(addresses)) return undefined;
  return { topic: 'api-server', addresses, ports: ports.reduce(unionPorts, USUAL_PORTS) };
}

function isItsService({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): boolean {
  return namespace === 'default' && name === 'kubernetes';
}

/** What an answer says where nobody tells the addresses of the API server. */
export const API_SERVER_GAP: ExposureGap = {
  topic: 'api-server',
  message:
    'the addresses of the API server are not known: add the EndpointSlice of Service default/kubernetes to the input, or give apiServerCidrs in the profile',
};

const QUESTION = {
  id: 'api-server-addresses',
  question:
    'Which addresses does the API server have? (the EndpointSlice of Service default/kubernetes, or apiServerCidrs in the profile)',
} as const;

/**
 * Whether a workload reaches an API server that may be anywhere: surely where every address lets both
 * of its usual ports through; perhaps where some address does, or a host-network pod of kube-system.
 */
export function apiServerSomewhere({
  cluster,
  profile,
  evaluator,
  openings,
}: Context): (subject: PodEnd) => readonly Exposure[] {
  const families = (profile.ipFamilies ?? [4, 6]).map((family) => ofFamily(ANY_IP, family));
  const anywhere = addressEnds(cluster, families.reduce(unionAddresses)).map(
    ({ addresses }): FlowEnd => ({ kind: 'addresses', addresses }),
  );
  return (subject) => {
    const from = podEnd(subject);
    const found = anywhere.map((to) => evaluator.connection(from, to));
    const node = evaluator.connection(from, { kind: 'pod', pod: CONTROL_PLANE });
    const sure = found.map(({ allowed }) => allowed).reduce(intersectPorts, USUAL_PORTS);
    const perhaps = [...found, node]
      .flatMap(({ allowed, undecided }) => [allowed, undecided])
      .map((ports) => intersectPorts(ports, USUAL_PORTS))
      .reduce(unionPorts, NO_PORTS);
    if (noPorts(perhaps)) return [];
    // Which of the two it answers on is not known either.
    const allowed = samePorts(sure, USUAL_PORTS) ? sure : NO_PORTS;
    const undecided = subtractPorts(perhaps, allowed);
    const egress = openings.mayOpen(subject.pods[0], 'egress', perhaps);
    return [exposureOf(allowed, undecided, egress)];
  };
}

function exposureOf(allowed: PortSet, undecided: PortSet, egress: OpeningGate): Exposure {
  return {
    topic: 'api-server',
    peer: { kind: 'addresses', cidrs: [], all: true },
    allowed: toPortRanges(allowed),
    undecided: toPortRanges(undecided),
    reasons: noPorts(undecided) ? [] : [QUESTION],
    gates: { egress, ingress: { open: 'outside', rules: [] } },
  };
}

/** How kubeadm labels the pod of an API server; elsewhere it is no pod of the cluster. */
const CONTROL_PLANE: Pod = {
  namespace: 'kube-system',
  name: 'kube-apiserver',
  labels: new Map([
    ['component', 'kube-apiserver'],
    ['tier', 'control-plane'],
  ]),
  ports: [],
  hostNetwork: true,
  addresses: [],
  node: undefined,
  stands: 'for-replicas',
  origin: { file: '', at: () => ({ file: '' }) },
};
