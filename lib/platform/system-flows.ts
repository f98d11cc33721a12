import { frozen } from './frozen';
import type { ComponentPort } from './well-known';

/** Where the kubelet of every node answers: logs, exec, and the metrics that scrapers read. */
export const KUBELET: ComponentPort & { readonly source: string } = frozen({
  name: 'https-metrics',
  port: 10_250,
  protocol: 'TCP',
  source: 'kubernetes.io, "Ports and Protocols": Kubelet API',
});

/** Where the API server answers: through its Service, and at its endpoints. */
export const API_SERVER = frozen({
  /** Port of the Service `kubernetes` in `default`, and of the endpoints of most managed clusters. */
  servicePort: 443,
  /** Port of the endpoints where kubeadm set the cluster up. */
  endpointPort: 6443,
  source: 'kubernetes.io, "Ports and Protocols" and "Accessing the Kubernetes API from a Pod"',
});

/** The pods that answer HTTP-01 challenges: they run in the namespace of the challenge. */
export const HTTP01_SOLVER = frozen({
  labels: { 'acme.cert-manager.io/http01-solver': 'true' },
  port: 8089,
  source: 'cert-manager/cert-manager, pkg/issuer/acme/http: pod.go and solver',
});
