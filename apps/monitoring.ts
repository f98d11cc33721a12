import { Chart } from 'cdk8s';
import { AllowDns, Connection, DefaultDenyNamespace, pods, tcp } from 'cdk8s-netpol';
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
    labels: { app: 'prometheus' },
  });

  for (const name of ['orders', 'stock']) {
    const target = new DefaultDenyNamespace(chart, name, { dns: 'none' });
    server(target, name, {
      namespace: name,
      image: `${name}:1`,
      labels: { app: name },
      ports: { http: 8080, metrics: 9090 },
    });
    new Connection(home, `scrape-${name}`, {
      from: pods({ app: 'prometheus' }),
      to: pods({ app: name }).in(target),
      on: tcp('metrics'),
    });
  }
}
