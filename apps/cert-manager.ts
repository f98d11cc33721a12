import { Chart } from 'cdk8s';
import {
  AllowDns,
  apiServer,
  DefaultDenyNamespace,
  everyone,
  from,
  internet,
  NetworkPolicy,
  pods,
  tcp,
  to,
} from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** The API server of this cluster: its Service address, and the endpoint behind it. */
const API_SERVER = ['10.96.0.1/32', '172.18.0.2/32'];

/** cert-manager with everything it needs, and nothing more. */
export function certManager(scope: Construct): void {
  const chart = new Chart(scope, 'cert-manager', { namespace: 'cert-manager' });
  const home = new DefaultDenyNamespace(chart, 'cert-manager');
  new AllowDns(home, 'allow-dns');

  const api = to(apiServer({ cidrs: API_SERVER })).on(tcp(443), tcp(6443));
  const acme = to(internet()).on(tcp(80), tcp(443));
  new NetworkPolicy(home, 'controller-egress', {
    select: pods({ app: 'cert-manager' }),
    egress: [
      api.because('watches Certificates, writes Secrets'),
      acme.because('talks to the ACME server, and checks its own HTTP-01 answers'),
    ],
  });
  new NetworkPolicy(home, 'cainjector-egress', {
    select: pods({ app: 'cainjector' }),
    egress: [api.because('writes CA bundles into webhook configurations')],
  });
  new NetworkPolicy(home, 'webhook-both-ways', {
    select: pods({ app: 'webhook' }),
    // The API server calls from the host network, which no selector matches.
    ingress: [from(everyone()).on(tcp('https')).because('admission requests of the API server')],
    egress: [api.because('reads its own serving certificate')],
  });

  server(home, 'cert-manager', {
    image: 'cert-manager-controller:v1',
    labels: { app: 'cert-manager' },
  });
  server(home, 'cainjector', {
    image: 'cert-manager-cainjector:v1',
    labels: { app: 'cainjector' },
  });
  server(home, 'webhook', {
    image: 'cert-manager-webhook:v1',
    labels: { app: 'webhook' },
    ports: { https: 10250 },
  });
}
