import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { orElse } from '../../kernel/suggest';
import { type ComponentPort, MESH_NAMES, MESHES, type Mesh, type MeshName } from '../../platform';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import { ipBlock, namespace, type Peer, type Port, pods, type Rule, show, tcp } from '../dsl';
import { refuse } from '../dsl/refuse';
import { ruleFor } from '../openings';
import { nearest, type Place, whoIs } from '../places';
import { flowsOut, openPods, promiseFlows } from './open-pods';
import { FOR_PODS, type ForPods, ownPlace } from './own-pods';

export interface AllowMeshProps extends ForPods {
  readonly mesh: MeshName;
  /**
   * Whom the pods exchange tunnelled traffic with, in both directions: HBONE of Istio's ambient mode
   * on 15008, opaque ports of Linkerd on 4143. It carries any port, so that only policies of the
   * mesh still tell ports apart.
   *
   * @default - nobody: sidecars of Istio keep the port of the application
   */
  readonly tunnel?: readonly Peer[];
  /** The namespace of the control plane. @default - istio-system, linkerd */
  readonly controlPlane?: string;
}

/**
 * Lets meshed pods reach the control plane of their mesh, and with `tunnel` each other. In tunnelling
 * pods of Istio, probes of the kubelet arrive from an address of their own, which is opened then.
 * Promises that the pods reach the control plane.
 *
 * @example
 * new AllowMesh(shop, 'mesh', { mesh: 'istio' });
 * // podSelector: {}
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: istio-system } }
 * //         podSelector: { matchLabels: { app: istiod } }
 * //     ports: [{ port: 15012, protocol: TCP }]
 * @throws {InvalidInputError} for a mesh that is not known, and where nothing isolates the pods
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/
 */
export class AllowMesh extends Construct {
  constructor(scope: Construct, id: string, props: AllowMeshProps) {
    super(scope, id);
    because(this, 'the mesh gives pods their certificates and configuration');
    const what = 'AllowMesh';
    checkProps(what, props, [...FOR_PODS, 'mesh', 'tunnel', 'controlPlane']);
    const mesh = meshCalled(props.mesh);
    checkTunnel(props.tunnel);
    const { tunnel = [], controlPlane: home = mesh.namespace, ...own } = props;
    const near = ownPlace(scope, what, id, own);
    const calls = mesh.controlPlane.map(({ labels, ports }) =>
      ruleFor(
        'egress',
        [nearest(pods({ ...labels }).in(namespace(home)), near.namespace)],
        ports.map(portOf),
      ),
    );
    const rules = [...calls, ...tunnelRules(mesh, tunnel, near)];
    openPods(this, { what, near, rules }, props);
    const name = `${whoIs(near)} reach the control plane of ${props.mesh}`;
    promiseFlows(this, name, flowsOut(near, calls));
  }
}

function meshCalled(name: unknown): Mesh {
  const found = MESH_NAMES.find((each) => each === name);
  if (found !== undefined) return MESHES[found];
  const message = `\`mesh\` of \`AllowMesh\` is ${show(name)}${orElse(String(name), MESH_NAMES)}`;
  return refuse({
    code: 'constructs/unknown-option',
    message,
    help: `use ${MESH_NAMES.join(', ')}`,
  });
}

function checkTunnel(tunnel: unknown): void {
  if (tunnel === undefined || (Array.isArray(tunnel) && tunnel.length > 0)) return;
  const message = `\`tunnel\` of \`AllowMesh\` is ${show(tunnel)}`;
  const help = 'list peers, as in tunnel: [sameNamespace()], or leave it out';
  decline({ code: 'constructs/missing-part', message, help });
}

function tunnelRules(
  { tunnel, probesFrom }: Mesh,
  peers: readonly Peer[],
  { namespace: home }: Place,
): readonly Rule<Direction>[] {
  if (peers.length === 0) return [];
  const others = peers.map((peer) => nearest(peer, home));
  const probes = probesFrom.map((cidr) => ipBlock(cidr));
  return [
    ruleFor('ingress', others, portOf(tunnel)),
    ...(probes.length === 0 ? [] : [ruleFor('ingress', probes, tcp.all())]),
    ruleFor('egress', others, portOf(tunnel)),
  ];
}

function portOf({ port }: ComponentPort): Port {
  return tcp(port);
}
