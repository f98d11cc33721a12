import { expect, test } from 'vitest';
import { AllowApiServer, type AllowApiServerProps, pods, tcp } from '../../../../lib/constructs';
import { eks, kind, profileNamed } from '../../../../lib/platform';
import { newChart, told, yamlOf } from '../charts';
import { javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { chartUnder, closed, flowsWith, pod, promisesOf } from './cluster';

const cidrs = ['172.18.0.2/32'];
const operator = pods({ app: 'operator' });

test('the endpoints are opened, on both ports that API servers have', async () => {
  const chart = newChart();
  new AllowApiServer(closed(chart, 'shop'), 'api-server', { for: operator, cidrs });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-api-server.yaml');
});

test('the addresses may stand in the profile, which tells the Service of the API server too', async () => {
  const chart = chartUnder(kind({ apiServerCidrs: cidrs }));
  new AllowApiServer(closed(chart, 'shop'), 'api-server', { for: operator });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-api-server-profile.yaml');
});

test('under Cilium the API server is an entity, because no block matches it', async () => {
  const chart = chartUnder(profileNamed('cilium'));
  new AllowApiServer(closed(chart, 'shop'), 'api-server', { for: operator });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-api-server-cilium.yaml');
});

test('only the pods that are named get out, and only to the API server', () => {
  const flows = flowsWith((chart) => {
    const shop = closed(chart, 'shop');
    pod(chart, 'shop/operator', { app: 'operator' });
    pod(chart, 'shop/web', { app: 'web' });
    new AllowApiServer(shop, 'api-server', { for: operator, cidrs });
  });
  expect(flows).toEqual(['shop/operator -> 172.18.0.2/32 443/TCP, 6443/TCP']);
});

test('the pods are promised to reach it', () => {
  const shop = closed(newChart(), 'shop');
  const construct = new AllowApiServer(shop, 'api-server', { for: operator, cidrs });
  expect(promisesOf(construct)).toEqual(['operator of shop reach the API server']);
});

test('its Service is opened beside the endpoints where its address is given', () => {
  const chart = newChart();
  const service = '10.96.0.1/32';
  new AllowApiServer(closed(chart, 'shop'), 'api-server', { cidrs, service, on: tcp(6443) });
  expect(chart.toJson()[0].spec.egress).toEqual([
    {
      to: [{ ipBlock: { cidr: '10.96.0.1/32' } }, { ipBlock: { cidr: '172.18.0.2/32' } }],
      ports: [{ port: 6443, protocol: 'TCP' }],
    },
  ]);
});

test.each<[AllowApiServerProps, string]>([
  [{}, '`AllowApiServer` does not know the addresses of the API server'],
  [{ cidrs: ['0.0.0.0/0'] }, '`cidrs` of `AllowApiServer` is `0.0.0.0/0`, which is every address'],
  [javascript({ cidrs: '172.18.0.2/32' }), "`cidrs` of `AllowApiServer` is `'172.18.0.2/32'`, not"],
  [{ cidrs: [] }, '`AllowApiServer.cidrs` lists nothing'],
  [{ cidrs, service: '10.96.0.1' }, "`AllowApiServer.service` got `'10.96.0.1'`"],
  [javascript({ cidr: cidrs }), '`AllowApiServer` has no option `cidr`, did you mean `cidrs`?'],
])('%j is refused', (props, message) => {
  const shop = closed(newChart(), 'shop');
  expect(refusalOf(() => new AllowApiServer(shop, 'api-server', props))).toContain(message);
});

test('where nobody tells its addresses, the refusal says who can', () => {
  const shop = closed(newChart(), 'shop');
  const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-addresses: \`AllowApiServer\` does not know the addresses of the API server
    => give \`cidrs\`, or \`apiServerCidrs\` in the profile of the app
    at const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server'));",
    ]
  `);
});

test('a plugin that judges before the Service is translated needs the address of the Service', () => {
  const shop = closed(chartUnder(eks()), 'shop');
  const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server', { cidrs }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-addresses: \`AllowApiServer\` does not know the address of the Service of the API server, and profile \`eks\` judges by it
    => give \`service\`, as \`kubectl get service kubernetes\` shows it, or \`serviceCidrs\` in the profile of the app
    at const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server', { cidrs }));",
    ]
  `);
});

test('addresses are refused under Cilium', () => {
  const shop = closed(chartUnder(profileNamed('cilium')), 'shop');
  const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server', { cidrs }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/addresses-under-cilium: \`cidrs\` of \`AllowApiServer\` has no effect under profile \`cilium\`, whose plugin is Cilium
    => leave \`cidrs\` out: Cilium is told kube-apiserver instead
    at const refusals = refusalsOf(() => new AllowApiServer(shop, 'api-server', { cidrs }));",
    ]
  `);
});

test('pods whose egress nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new AllowApiServer(chart, 'api-server', { cidrs }));
  expect(refusals.map(({ code }) => code)).toEqual(['constructs/isolates-by-surprise']);
});
