import { frozen } from './frozen';
import type { ComponentPort } from './well-known';

export type MeshName = 'istio' | 'linkerd';

/** The meshes whose ports are known. */
export const MESH_NAMES: readonly MeshName[] = ['istio', 'linkerd'];

/** Pods of a control plane that every meshed pod calls. */
export interface MeshComponent {
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly ComponentPort[];
}

/** A service mesh, as its own installation instructions deploy it. */
export interface Mesh {
  readonly namespace: string;
  readonly controlPlane: readonly MeshComponent[];
  /** Where one meshed pod receives what another one wraps up. */
  readonly tunnel: ComponentPort;
  /** From where the probes of the kubelet arrive in tunnelling pods: not from the node's address. */
  readonly probesFrom: readonly string[];
  /** Ports that others use: the API server for webhooks, Prometheus for metrics. */
  readonly others: readonly ComponentPort[];
  readonly source: string;
}

const tcp = (name: string, port: number): ComponentPort => ({ name, port, protocol: 'TCP' });

/** Meshes. Ports inside one pod, such as 15001, 15006 and 4140, are not seen by policies. */
export const MESHES: Readonly<Record<MeshName, Mesh>> = frozen({
  istio: {
    namespace: 'istio-system',
    controlPlane: [{ name: 'istiod', labels: { app: 'istiod' }, ports: [tcp('xds', 15_012)] }],
    tunnel: tcp('hbone', 15_008),
    probesFrom: ['169.254.7.127/32', 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128'],
    others: [
      tcp('webhook', 15_017),
      tcp('istiod-metrics', 15_014),
      tcp('pod-metrics', 15_020),
      tcp('health', 15_021),
      tcp('proxy-metrics', 15_090),
    ],
    source:
      'istio.io, "Application Requirements: Ports used by Istio" and "Ambient and Kubernetes NetworkPolicy"',
  },
  linkerd: {
    namespace: 'linkerd',
    controlPlane: [
      {
        name: 'destination',
        labels: { 'linkerd.io/control-plane-component': 'destination' },
        ports: [tcp('destination', 8086), tcp('policy', 8090)],
      },
      {
        name: 'identity',
        labels: { 'linkerd.io/control-plane-component': 'identity' },
        ports: [tcp('identity', 8080)],
      },
    ],
    tunnel: tcp('inbound', 4143),
    probesFrom: [],
    others: [tcp('inject-webhook', 8443), tcp('policy-webhook', 9443), tcp('proxy-metrics', 4191)],
    source: 'linkerd/linkerd2, charts/linkerd-control-plane: values.yaml and templates',
  },
});
