import { tcp } from 'cdk8s-netpol';
import { portable, withOverrides } from 'cdk8s-netpol/analysis';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { policy, workload } from '../../support/cluster-from';
import { failure, SHOP, shop, WIDE, yaml } from './support/shop';

test.each([
  ['denied', () => expect(shop().pod('shop/web')).toReach('shop/db', tcp(5432))],
  ['allowed', () => expect(shop().pod('shop/api')).not.toReach('shop/db')],
  ['possible', () => expect(wide().pods({ app: 'cron' }, 'shop')).not.toReach('shop/db')],
  ['only-from', () => expect(wide().to('shop/db')).toBeReachableOnlyFrom(['shop/api'])],
  ['intents', () => expect(wide()).toSatisfyIntents(SEALED)],
])('what a failure says alone tells what to change: %s', async (name, assertion) => {
  await expect(`${failure(assertion)}\n`).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
});

const wide = () => reachability(yaml(SHOP, WIDE));
const SEALED =
  'intents: [{name: the database is sealed, only: shop/api, reaches: shop/db, ports: [5432]}]';

test('what no policy isolates is told how to isolate', () => {
  const net = reachability(yaml(workload('shop/web'), workload('shop/db')));
  expect(failure(() => expect(net.pod('shop/web')).not.toReach('shop/db'))).toContain(
    'to deny   isolate shop/db for ingress: no policy does',
  );
});

test('of many flows the first is told in full, and the others are named or counted', () => {
  const many = Array.from({ length: 9 }, (_, i) => workload(`shop/w${i}`));
  const net = reachability(yaml(...many, policy('shop/deny', '{podSelector: {}}')));
  const message = failure(() => expect(net.to('shop/*')).toReach('shop/w0', tcp(80)));
  expect(message.match(/ 1 {2}egress of/g)).toHaveLength(1);
  expect(message).toContain('  shop/w2 → shop/w0 80/TCP  denied');
  expect(message).toMatch(/… and \d more/);
});

test('hostile text moves no cursor', () => {
  const profile = withOverrides(portable, { name: 'a\u001b[2J' });
  const net = reachability(SHOP, { profile });
  for (const asked of [
    () => expect(net.pod('shop/web')).toReach('shop/db'),
    () => expect(net.any()).not.toReach('cloud-metadata'),
    () => expect(net).toSatisfyIntents(SEALED.replace('sealed', '"a\\u001b[2J"')),
  ]) {
    expect(failure(asked)).not.toContain('\u001b');
  }
});
