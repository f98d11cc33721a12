import { expect, test } from 'vitest';
import {
  AllowAdmissionWebhook,
  type AllowAdmissionWebhookProps,
  everyone,
  ipBlock,
  pods,
  tcp,
} from '../../../../lib/constructs';
import { profileNamed } from '../../../../lib/platform';
import { newChart, told, yamlOf } from '../charts';
import { javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { chartUnder, closed, flowsWith, pod, promisesOf } from './cluster';

const hook = { for: pods({ app: 'hook' }), on: tcp(9443) };
const controlPlane = ipBlock('198.51.100.1/32');

test('everyone is said out loud, and reaches one port', async () => {
  const chart = newChart();
  new AllowAdmissionWebhook(closed(chart, 'shop'), 'hook', { ...hook, from: everyone() });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-admission-webhook.yaml');
});

test('under Cilium the callers are entities', async () => {
  const chart = chartUnder(profileNamed('cilium'));
  new AllowAdmissionWebhook(closed(chart, 'shop'), 'hook', hook);
  await expect(yamlOf(chart)).toMatchFileSnapshot(
    '__snapshots__/allow-admission-webhook-cilium.yaml',
  );
});

test('only the control plane reaches the webhook, and nothing else of the namespace', () => {
  const flows = flowsWith((chart) => {
    const shop = closed(chart, 'shop');
    pod(chart, 'shop/hook', { app: 'hook' });
    pod(chart, 'shop/web', { app: 'web' });
    pod(chart, 'elsewhere/web', { app: 'web' });
    new AllowAdmissionWebhook(shop, 'hook', { ...hook, from: controlPlane });
  }, 'shop');
  expect(flows).toEqual(['198.51.100.1/32 -> shop/hook 9443/TCP']);
});

test('the addresses are promised to reach it; nothing is promised of everyone', () => {
  const shop = closed(newChart(), 'shop');
  const named = new AllowAdmissionWebhook(shop, 'named', { ...hook, from: controlPlane });
  const open = new AllowAdmissionWebhook(shop, 'open', { ...hook, from: everyone() });
  expect(promisesOf(named)).toEqual(['the API server reaches hook of shop']);
  expect(promisesOf(open)).toEqual([]);
});

test('callers that are not said are refused', () => {
  const shop = closed(newChart(), 'shop');
  const refusals = refusalsOf(() => new AllowAdmissionWebhook(shop, 'hook', hook));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-addresses: \`from\` of \`AllowAdmissionWebhook\` is not said, and the API server calls from the host network
    => write \`from: everyone()\`, which opens the port to all, or \`from: ipBlock('...')\` for the nodes of the control plane
    at const refusals = refusalsOf(() => new AllowAdmissionWebhook(shop, 'hook', hook));",
    ]
  `);
});

test.each<[string, unknown, string]>([
  ['pods of kube-system', { from: pods({ component: 'kube-apiserver' }) }, 'is pods, and the API'],
  ['a word', { from: 'kube-apiserver' }, "is `'kube-apiserver'`, and the API server calls"],
])('%s are no callers', (_name, more, message) => {
  const shop = closed(newChart(), 'shop');
  const props = javascript<AllowAdmissionWebhookProps>({ ...hook, ...Object(more) });
  expect(refusalOf(() => new AllowAdmissionWebhook(shop, 'hook', props))).toContain(message);
});

test('addresses are refused under Cilium', () => {
  const shop = closed(chartUnder(profileNamed('cilium')), 'shop');
  const props = { ...hook, from: controlPlane };
  expect(refusalOf(() => new AllowAdmissionWebhook(shop, 'hook', props))).toMatchInlineSnapshot(
    `"\`from\` of \`AllowAdmissionWebhook\` has no effect under profile \`cilium\`, whose plugin is Cilium => leave \`from\` out: Cilium is told kube-apiserver and remote-node instead"`,
  );
});

test.each([{ for: hook.for }, { on: hook.on }])('%j lacks a part', (props) => {
  const shop = closed(newChart(), 'shop');
  const call = () => new AllowAdmissionWebhook(shop, 'hook', javascript(props));
  expect(refusalOf(call)).toContain('does not say which pods answer, and on which port');
});
