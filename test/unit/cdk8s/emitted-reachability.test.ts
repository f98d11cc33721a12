import { ApiObject, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { buildCluster, parseManifests, reach } from '../../../lib/analysis';
import {
  AllowDns,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  governedNamespace,
  ingressNginx,
  PolicyApp,
  pods,
  prometheus,
  ThreeTierApp,
  tcp,
} from '../../../lib/index';
import { profileNamed } from '../../../lib/platform';

function pod(chart: Chart, namespace: string, name: string, labels: Record<string, string>): void {
  new ApiObject(chart, `${namespace}-${name}-pod`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: { containers: [{ name: 'c', ports: [{ name: 'metrics', containerPort: 9090 }] }] },
  });
}

/** The README's application, with the pods it speaks of and one that it does not. */
function shop(): PolicyApp {
  const app = new PolicyApp();
  const chart = new Chart(app, 'shop');
  governedNamespace(chart, 'monitoring', { isolated: ['egress'] });
  const home = new DefaultDenyNamespace(chart, 'shop');
  new AllowDns(home, 'dns');
  new BlockCloudMetadata(home, 'metadata');
  const tiers = new ThreeTierApp(home, 'app', {
    web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [ingressNginx()] },
    api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
    database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
  });
  tiers.api.allowFrom(prometheus(), [tcp('metrics')]);
  for (const tier of ['web', 'api', 'database']) pod(chart, 'shop', tier, { tier });
  pod(chart, 'shop', 'stranger', { tier: 'none' });
  pod(chart, 'monitoring', 'prometheus', { 'app.kubernetes.io/name': 'prometheus' });
  pod(chart, 'ingress-nginx', 'controller', {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  });
  pod(chart, 'kube-system', 'coredns', { 'k8s-app': 'kube-dns' });
  return app;
}

test('the application of the README lets through what it says, and nothing else in the namespace', () => {
  const { manifests } = parseManifests(shop().synthYaml(), 'shop.yaml');
  const { cluster } = buildCluster(manifests);
  const { flows } = reach(cluster, profileNamed('upstream-e2e'));
  const inShop = flows.filter(({ from, to }) => [from, to].some((end) => end.startsWith('shop/')));
  expect(
    inShop.map(({ from, to, allowed }) => `${from} -> ${to} ${JSON.stringify(allowed)}`),
  ).toMatchInlineSnapshot(`
    [
      "ingress-nginx/controller -> shop/web {"TCP":[[8080,8080]]}",
      "monitoring/prometheus -> shop/api {"TCP":[[9090,9090]]}",
      "shop/api -> kube-system/coredns {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/api -> shop/database {"TCP":[[5432,5432]]}",
      "shop/api -> 169.254.20.10/32 {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/database -> kube-system/coredns {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/database -> 169.254.20.10/32 {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/stranger -> kube-system/coredns {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/stranger -> 169.254.20.10/32 {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/web -> kube-system/coredns {"TCP":[[53,53]],"UDP":[[53,53]]}",
      "shop/web -> shop/api {"TCP":[[8080,8080]]}",
      "shop/web -> 169.254.20.10/32 {"TCP":[[53,53]],"UDP":[[53,53]]}",
    ]
  `);
});
