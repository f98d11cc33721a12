import { Chart } from 'cdk8s';
import { AllowDns, AllowExternalApi, DefaultDenyNamespace, pods, tcp } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** One workload may call one API outside the cluster, known by its addresses. */
export function externalApi(scope: Construct): void {
  const chart = new Chart(scope, 'external-api', { namespace: 'shipping' });
  const shipping = new DefaultDenyNamespace(chart, 'shipping');
  new AllowDns(shipping, 'allow-dns');

  new AllowExternalApi(shipping, 'carrier', {
    from: pods({ app: 'labels' }),
    cidrs: ['203.0.113.0/24', '2001:db8:cafe::/48'],
    except: ['203.0.113.128/25'],
    on: tcp(443),
    because: 'prints parcel labels',
    owner: 'logistics',
    until: '2099-12-31',
  });

  server(shipping, 'labels', { image: 'labels:1', labels: { app: 'labels' } });
  server(shipping, 'tracking', { image: 'tracking:1', labels: { app: 'tracking' } });
}
