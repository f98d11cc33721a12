import { Chart } from 'cdk8s';
import {
  AllowDns,
  allPods,
  DefaultDenyNamespace,
  from,
  NetworkPolicy,
  sameNamespace,
  tcp,
  to,
} from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** The three default denies of every tutorial: no way in, no way out, neither. */
export function defaultDeny(scope: Construct): void {
  const chart = new Chart(scope, 'default-deny');

  // No way in: pods still reach everything.
  server(chart, 'intake', {
    namespace: 'no-ingress',
    image: 'intake:1',
    labels: { app: 'intake' },
  });
  new NetworkPolicy(chart, 'deny-ingress', {
    namespace: 'no-ingress',
    select: allPods(),
    ingress: [],
  });

  // No way out, but to the name server; anyone still comes in.
  server(chart, 'batch', { namespace: 'no-egress', image: 'batch:1', labels: { app: 'batch' } });
  new NetworkPolicy(chart, 'deny-egress', {
    namespace: 'no-egress',
    select: allPods(),
    egress: [],
  });
  new AllowDns(chart, 'dns', { namespace: 'no-egress', isolates: true });

  // Neither, said once for the whole namespace, and then one exception.
  const closed = new DefaultDenyNamespace(chart, 'closed');
  new AllowDns(closed, 'allow-dns');
  server(closed, 'ledger', {
    namespace: 'closed',
    image: 'ledger:1',
    labels: { app: 'ledger' },
    ports: { http: 8080 },
  });
  new NetworkPolicy(closed, 'allow-same-namespace', {
    select: allPods(),
    ingress: [from(sameNamespace()).on(tcp(8080)).because('replicas exchange their state')],
    // A connection has two ends, and here both are closed.
    egress: [to(sameNamespace()).on(tcp(8080))],
  });
}
