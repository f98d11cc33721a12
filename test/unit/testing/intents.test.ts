import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { DefaultDenyNamespace, Intent, workload as named, only, tcp } from 'cdk8s-netpol';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../support/run';
import { failure, SHOP, shop, WIDE, yaml } from './support/shop';

const INTENTS = `
intents:
  - name: the api reaches the database
    every: shop/api
    reaches: shop/db
    ports: [5432]
  - name: nothing reaches the credentials of the cloud
    none: { namespace: shop }
    reaches: cloud-metadata
`;

test('the intents that a test gives are proven', () => {
  expect(shop()).toSatisfyIntents(INTENTS);
  expect(reachability(SHOP, { intents: INTENTS })).toSatisfyIntents();
});

test('intents are read from files', () => {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'k8s'));
  writeFileSync(join(folder, 'intents.yaml'), INTENTS);
  writeFileSync(join(folder, 'k8s/shop.yaml'), SHOP);
  const net = reachability({ paths: [join(folder, 'k8s')] });
  expect(net).toSatisfyIntents({ paths: [join(folder, 'intents.yaml')] });
});

test('a file of intents among manifests is none of them', () => {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'intents.yaml'), INTENTS);
  writeFileSync(join(folder, 'shop.yaml'), SHOP);
  const net = reachability({ paths: [folder] });
  expect(net).toSatisfyIntents({ paths: [join(folder, 'intents.yaml')] });
});

test('an intent that does not hold is told with what breaks it', () => {
  const wrong = INTENTS.replace('shop/api', 'shop/web');
  const message = failure(() => expect(shop()).toSatisfyIntents(wrong));
  expect(message).toContain('the api reaches the database');
  expect(message).toContain('(in memory):3');
  expect(message).toContain('shop/web → shop/db');
  expect(message).toContain('Intents: 1 passed, 1 failed, 0 undecided.');
});

test('without any intent nothing is satisfied', () => {
  expect(failure(() => expect(shop()).toSatisfyIntents())).toContain('Received: none');
  expect(failure(() => expect(shop()).not.toSatisfyIntents())).toContain('Received: none');
});

test('behind .not, an intent is broken', () => {
  const net = reachability(yaml(SHOP, WIDE));
  const nothingElse = 'intents: [{name: sealed, only: shop/api, reaches: shop/db, ports: [5432]}]';
  expect(net).not.toSatisfyIntents(nothingElse);
  expect(failure(() => expect(shop()).not.toSatisfyIntents(INTENTS))).toContain(
    'Expected: an intent is broken',
  );
});

test('what an app states is known, with its line of TypeScript', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  expect(reachability(app)).toSatisfyIntents();
  new Intent(chart, 'the api reaches', only(named('shop/api')).reaches(named('shop/db'), tcp(1)));
  const net = reachability([chart]);
  const message = failure(() => expect(net).toSatisfyIntents());
  expect(message).toMatch(/the api reaches.*intents\.test\.ts:\d+/s);
  expect(net.intents().intents.map(({ name }) => name)).toContain('the api reaches');
});

test('everything wrong with an intents file is said at once', () => {
  const broken = 'intents:\n  - {evry: shop/api}\n  - {every: shop/api, reaches: 7}\n';
  for (const asked of [
    () => expect(shop()).toSatisfyIntents(broken),
    () => reachability(SHOP, { intents: broken }),
  ]) {
    const message = failure(asked);
    expect(message).toContain('(in memory):2:');
    expect(message).toContain('(in memory):3:');
  }
});
