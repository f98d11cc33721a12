import { tcp } from 'cdk8s-netpol';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { policy, workload } from '../../support/cluster-from';
import { failure, SHOP, shop, WIDE, yaml } from './support/shop';

test('a workload is reachable only from those that the policies name', () => {
  const net = shop();
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api']);
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api'], tcp(5432));
  expect(net.to('shop/db')).toBeReachableOnlyFrom([net.pods({ app: 'api' }, 'shop')], tcp(5432));
});

test('an empty list means nobody', () => {
  const net = shop();
  expect(net.to('shop/web')).toBeReachableOnlyFrom([]);
  expect(failure(() => expect(net.to('shop/db')).toBeReachableOnlyFrom([]))).toContain(
    'something else does',
  );
});

test('each one of the list has to get in', () => {
  const message = failure(() =>
    expect(shop().to('shop/db')).toBeReachableOnlyFrom(['shop/api', 'shop/web']),
  );
  expect(message).toContain('expect(shop/web).toReach(shop/db)');
  expect(message).toContain('Received: DENIED');
});

test('another known workload that gets in is named, with its rule', () => {
  const net = reachability(yaml(SHOP, WIDE));
  const message = failure(() => expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api']));
  expect(message).toContain('shop/web → shop/db  9187/TCP   ALLOWED');
  expect(message).toContain('shop/wide ingress[0].from[0] lets it through');
});

test('another port from a listed workload counts where ports are named', () => {
  const net = reachability(yaml(SHOP, WIDE));
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/*']);
  expect(
    failure(() => expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/*'], tcp(9187))),
  ).toContain('5432/TCP');
});

test('a pod that does not exist yet gets in like any other', () => {
  const net = reachability(
    yaml(
      workload('shop/db'),
      workload('ops/backup'),
      policy(
        'shop/db-in',
        '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}]}]}',
      ),
    ),
  );
  const message = failure(() => expect(net.to('shop/db')).toBeReachableOnlyFrom(['ops/backup']));
  expect(message).toContain('a pod that does not exist yet: no labels in namespace ops');
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['ops/*']);
});

test('a known workload that no policy tells from a listed one is still another', () => {
  const net = reachability(
    yaml(
      workload('shop/db'),
      workload('shop/one'),
      workload('shop/two'),
      policy(
        'shop/db-in',
        '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [one, two]}]}}]}]}',
      ),
    ),
  );
  expect(failure(() => expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/one']))).toContain(
    'shop/two → shop/db',
  );
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/one', 'shop/two']);
});

test('addresses get in as well', () => {
  const net = reachability(
    yaml(
      workload('shop/web'),
      policy(
        'shop/in',
        '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}',
      ),
    ),
  );
  expect(net.to('shop/web')).toBeReachableOnlyFrom(['203.0.113.0/24']);
  expect(failure(() => expect(net.to('shop/web')).toBeReachableOnlyFrom([]))).toContain(
    '203.0.113.0/24',
  );
});

test('behind .not, something else gets in, or somebody listed does not', () => {
  const net = reachability(yaml(SHOP, WIDE));
  expect(net.to('shop/db')).not.toBeReachableOnlyFrom(['shop/api']);
  expect(net.to('shop/web')).not.toBeReachableOnlyFrom(['shop/api']);
  expect(
    failure(() => expect(shop().to('shop/db')).not.toBeReachableOnlyFrom(['shop/api'])),
  ).toContain('Received: nothing else does');
});

test('what a pod reaches can be told completely', () => {
  const net = shop();
  expect(net.pod('shop/api')).toReachOnly('shop/db', tcp(5432));
  expect(net.pod('shop/api')).toReachOnly(['shop/db:5432']);
  expect(net.pod('shop/web')).toReachOnly([]);
  expect(failure(() => expect(net.pod('shop/api')).toReachOnly('shop/db', tcp(5433)))).toContain(
    'expect(shop/api).toReach(shop/db, 5433/TCP)',
  );
  expect(net.pod('shop/api')).not.toReachOnly('shop/db', tcp(5433));
});

test('what else a pod reaches is named', () => {
  const net = reachability(yaml(SHOP, WIDE));
  const message = failure(() => expect(net.pod('shop/api')).toReachOnly('shop/db', tcp(5432)));
  expect(message).toContain('expect(shop/api).toReachOnly([shop/db], 5432/TCP)');
  expect(message).toContain('9187/TCP   ALLOWED');
  expect(net.pod('shop/api')).toReachOnly(['shop/db:5432', net.to('shop/db').on(tcp(9187))]);
});
