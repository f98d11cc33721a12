import { Chart } from 'cdk8s';
import { AllowDns, AllowScrape, DefaultDenyNamespace, pods, tcp } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** One Prometheus scrapes the metrics port of workloads in other namespaces; both ends are opened. */
export function monitoring(scope: Construct): void {
  const chart = new Chart(scope, 'monitoring');
  const home = new DefaultDenyNamespace(chart, 'monitoring');
  new AllowDns(home, 'allow-dns');
  server(home, 'prometheus', {
    namespace: 'monitoring',
    image: 'prometheus:v3',
    labels: { 'app.kubernetes.io/name': 'prometheus', app: 'prometheus' },
  });

  const targets = ['orders', 'stock'].map((name) => {
    const target = new DefaultDenyNamespace(chart, name, { dns: 'none' });
    server(target, name, {
      namespace: name,
      image: `${name}:1`,
      labels: { app: name },
      ports: { http: 8080, metrics: 9090 },
    });
    return pods({ app: name }).in(target);
  });
  new AllowScrape(chart, 'scrape', { of: targets, on: tcp('metrics') });
}
