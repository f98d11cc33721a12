import { Chart } from 'cdk8s';
import {
  AllowDns,
  AllowExternalApi,
  aks,
  BlockCloudMetadata,
  Connection,
  DefaultDenyNamespace,
  eks,
  gke,
  Intent,
  internet,
  inventory,
  ipBlock,
  kind,
  namespace,
  no,
  noLowerEnvironmentReaches,
  openshift,
  PolicyApp,
  pods,
  type TargetOf,
  tcp,
} from 'cdk8s-netpol';
import { server } from '../workload';

/** One payment service for every environment and platform: `<outdir>/<target>/payments.k8s.yaml`. */
export function environments(props: { readonly outdir?: string } = {}) {
  return newApp(props).define(payments);
}

/** The Prometheus of production, which another team deploys. */
const known = inventory({
  'monitoring/prometheus': { labels: { 'app.kubernetes.io/name': 'prometheus' }, ports: {} },
});

function newApp(props: { readonly outdir?: string }) {
  return new PolicyApp({
    ...props,
    targets: {
      dev: { profile: kind() },
      staging: { profile: eks() },
      prodEks: { profile: eks(), inventory: [known] },
      prodGke: { profile: gke(), inventory: [known] },
      prodAks: { profile: aks(), inventory: [known] },
      prodOpenshift: { profile: openshift(), inventory: [known] },
    },
    groups: {
      lower: ['dev', 'staging'],
      prod: ['prodEks', 'prodGke', 'prodAks', 'prodOpenshift'],
    },
  });
}

type EnvironmentTarget = TargetOf<ReturnType<typeof newApp>>;

/** Nodes and pods of the clusters of dev and staging, as production sees them through the VPN. */
const LOWER_CLUSTERS = ipBlock('10.64.0.0/12');

function payments(target: EnvironmentTarget): void {
  const chart = new Chart(target, 'payments', { namespace: 'payments' });
  const home = new DefaultDenyNamespace(chart, 'payments');
  new AllowDns(home, 'dns');
  new BlockCloudMetadata(home, 'metadata');

  const api = pods({ app: 'api' });
  new Connection(home, 'api-to-ledger', { from: api, to: pods({ app: 'ledger' }), on: tcp(5432) });

  // Development has no word here: DNS and the cluster are all that it reaches.
  const processor = target.pick({
    dev: undefined,
    staging: { id: 'sandbox', cidrs: ['198.51.100.0/24'], because: 'test cards of the processor' },
    prod: { id: 'gateway', cidrs: ['203.0.113.0/24'], because: 'the processor charges cards' },
  });
  if (processor === undefined) {
    new Intent(home, 'development stays inside', no(namespace('payments')).reaches(internet()));
  } else {
    const { id, cidrs, because } = processor;
    new AllowExternalApi(home, id, { from: api, cidrs, on: tcp(443), because });
  }

  if (target.is('prod')) {
    new Connection(home, 'metrics', {
      from: known('monitoring/prometheus'),
      to: api,
      on: tcp(9090),
      thisEndOnly: true,
    });
    const below = noLowerEnvironmentReaches({ lower: LOWER_CLUSTERS, prod: home });
    new Intent(home, 'no lower environment reaches prod', below);
  }

  server(home, 'api', {
    image: 'payments-api:1',
    labels: { app: 'api' },
    ports: { http: 8080, metrics: 9090 },
  });
  server(home, 'ledger', {
    image: 'postgres:16',
    labels: { app: 'ledger' },
    ports: { postgres: 5432 },
  });
}
