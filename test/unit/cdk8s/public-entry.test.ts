import { Chart } from 'cdk8s';
import {
  AllowDns,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  eks,
  ingressNginx,
  namespace,
  PolicyApp,
  pods,
  ThreeTierApp,
  tcp,
} from 'cdk8s-netpol';
import { expect, test } from 'vitest';

test('the application of the README is written with the public entry alone', async () => {
  const app = new PolicyApp({ profile: eks() });
  const chart = new Chart(app, 'shop');
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new AllowDns(shop, 'dns');
  new BlockCloudMetadata(shop, 'metadata');
  const tiers = new ThreeTierApp(shop, 'app', {
    web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [ingressNginx()] },
    api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
    database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
  });
  tiers.api.allowFrom(pods({ app: 'prometheus' }).in(namespace('monitoring')), [tcp('metrics')]);
  await expect(app.synthYaml()).toMatchFileSnapshot('__snapshots__/readme.yaml');
});
