import { Chart } from 'cdk8s';
import { AllowDns, CertManager, DefaultDenyNamespace, ingressNginx } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** cert-manager with everything it needs, and nothing more; certificates by HTTP-01. */
export function certManager(scope: Construct): void {
  const chart = new Chart(scope, 'cert-manager', { namespace: 'cert-manager' });
  const home = new DefaultDenyNamespace(chart, 'cert-manager');
  new AllowDns(home, 'allow-dns');
  new CertManager(home, 'allow', {
    // The endpoint of the API server of this cluster, and the address of its Service.
    cidrs: ['172.18.0.2/32'],
    service: '10.96.0.1/32',
    http01: { through: ingressNginx() },
  });

  server(home, 'cert-manager', {
    image: 'cert-manager-controller:v1',
    labels: component('cert-manager', 'controller'),
  });
  server(home, 'cainjector', {
    image: 'cert-manager-cainjector:v1',
    labels: component('cainjector'),
  });
  server(home, 'webhook', {
    image: 'cert-manager-webhook:v1',
    labels: component('webhook'),
    ports: { https: 10250 },
  });
}

/** The labels of its release manifests. */
function component(name: string, part = name) {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': part };
}
