import { Chart } from 'cdk8s';
import {
  AllowDns,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  ingressNginx,
  namespace,
  pods,
  ThreeTierApp,
  tcp,
} from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** Three tiers behind an ingress controller, scraped by a Prometheus of another team. */
export function shop(scope: Construct): void {
  const chart = new Chart(scope, 'shop', { namespace: 'shop' });
  const home = new DefaultDenyNamespace(chart, 'shop');
  new AllowDns(home, 'dns');
  new BlockCloudMetadata(home, 'metadata');

  const tiers = new ThreeTierApp(home, 'app', {
    web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [ingressNginx()] },
    api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
    database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
  });
  tiers.api.allowFrom(pods({ app: 'prometheus' }).in(namespace('monitoring')), [tcp('metrics')]);

  server(home, 'web', { image: 'web:1', labels: { tier: 'web' }, ports: { http: 8080 } });
  server(home, 'api', {
    image: 'api:1',
    labels: { tier: 'api' },
    ports: { http: 8080, metrics: 9090 },
  });
  server(home, 'database', {
    image: 'postgres:16',
    labels: { tier: 'database' },
    ports: { postgres: 5432 },
  });
  // The controller belongs to another team; it is here so that the picture is whole.
  server(chart, 'ingress-nginx-controller', {
    namespace: 'ingress-nginx',
    image: 'ingress-nginx/controller:v1',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/instance': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    ports: { http: 80, https: 443 },
  });
}
