import { Chart } from 'cdk8s';
import {
  AllowDns,
  AllowExternalApi,
  Connection,
  DefaultDenyNamespace,
  governedNamespace,
  pods,
  tcp,
} from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/**
 * Payments: a gateway in staging comes in, a Postgres in another namespace is reached, and so is the
 * bank, which is the only one outside.
 */
export function payments(scope: Construct): void {
  const chart = new Chart(scope, 'payments');

  const home = new DefaultDenyNamespace(chart, 'payments');
  new AllowDns(home, 'allow-dns');
  const data = new DefaultDenyNamespace(chart, 'data', { dns: 'none' });
  // Staging belongs to another team, whose own manifests deny egress there.
  const staging = governedNamespace(chart, 'staging', { isolated: ['egress'] });

  const ledger = pods({ app: 'ledger' });
  new Connection(home, 'gateway', {
    from: pods({ app: 'gateway', role: 'payments' }).in(staging),
    to: ledger,
    on: tcp(8443),
  });
  new Connection(home, 'postgres', {
    from: ledger,
    to: pods({ app: 'postgres' }).in(data),
    on: tcp(5432),
  });
  new AllowExternalApi(home, 'bank', {
    from: ledger,
    cidrs: ['198.51.100.16/28'],
    on: tcp(443),
    because: 'settles card payments',
    owner: 'treasury',
  });

  server(home, 'ledger', {
    namespace: 'payments',
    image: 'ledger:1',
    labels: { app: 'ledger' },
    ports: { https: 8443 },
  });
  server(data, 'postgres', {
    namespace: 'data',
    image: 'postgres:16',
    labels: { app: 'postgres' },
    ports: { postgres: 5432 },
  });
  server(chart, 'gateway', {
    namespace: 'staging',
    image: 'gateway:1',
    labels: { app: 'gateway', role: 'payments' },
  });
}
