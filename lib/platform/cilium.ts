import type { DnsPods } from './dns';
import { frozen } from './frozen';

/** An entity of Cilium. */
export type CiliumEntity =
  | 'all'
  | 'cluster'
  | 'health'
  | 'host'
  | 'ingress'
  | 'init'
  | 'kube-apiserver'
  | 'remote-node'
  | 'unmanaged'
  | 'world'
  | 'world-ipv4'
  | 'world-ipv6';

/** A kind of peer that Cilium knows by identity, not by labels or addresses. */
export interface CiliumEntityFact {
  readonly means: string;
  /** The pods and addresses behind it; `nodes` where no end of an intent can name them. */
  readonly ends: 'anywhere' | 'pods' | 'world' | 'world-ipv4' | 'world-ipv6' | 'nodes';
}

/**
 * The entities of Cilium that a rule can name. `none` is left out: it selects nobody.
 * Source: docs.cilium.io, "Layer 3 Policies", "Entities Based"; `pkg/policy/api/entity.go` of
 * cilium/cilium.
 */
export const CILIUM_ENTITIES: Readonly<Record<CiliumEntity, CiliumEntityFact>> = frozen({
  all: { means: 'everyone, inside and outside the cluster', ends: 'anywhere' },
  cluster: { means: 'every endpoint inside the cluster, nodes included', ends: 'pods' },
  health: { means: 'the health endpoints of Cilium itself', ends: 'nodes' },
  host: { means: 'the own node, with its host-network pods', ends: 'nodes' },
  ingress: { means: 'the Envoy of Cilium that serves Ingress and Gateway API', ends: 'nodes' },
  init: { means: 'endpoints whose labels are not known yet', ends: 'pods' },
  'kube-apiserver': { means: 'the API server, wherever it runs', ends: 'nodes' },
  'remote-node': { means: 'every other node, with its host-network pods', ends: 'nodes' },
  unmanaged: { means: 'pods that Cilium does not manage', ends: 'pods' },
  world: { means: 'every address outside the cluster, cloud metadata included', ends: 'world' },
  'world-ipv4': { means: 'every IPv4 address outside the cluster', ends: 'world-ipv4' },
  'world-ipv6': { means: 'every IPv6 address outside the cluster', ends: 'world-ipv6' },
});

/** The labels that Cilium keeps of a pod: where they come from, and those of its namespace. */
export const CILIUM_LABELS = frozen({
  /** What Kubernetes said, as opposed to what anyone else says. */
  prefix: 'k8s:',
  namespace: 'k8s:io.kubernetes.pod.namespace',
  namespaceLabels: 'k8s:io.cilium.k8s.namespace.labels.',
  source: 'docs.cilium.io, "Layer 3 Policies", "Endpoints Based" and "Kubernetes Constructs"',
});

/** The most ports that one entry of `toPorts` holds: cilium/cilium, `pkg/policy/api/l4.go`, `PortRule`. */
export const CILIUM_MAX_PORTS = 40;

/**
 * Under Cilium no address is the NodeLocal cache: a local redirect policy sends DNS to its pods, which
 * rules then name. Source: docs.cilium.io, "Local Redirect Policy", "Node-local DNS cache".
 */
export const CILIUM_NODE_LOCAL_DNS: DnsPods = frozen({
  kind: 'pods',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'node-local-dns' },
});
