import { allPorts, tcp, udp } from 'cdk8s-netpol';
import { profileNamed } from 'cdk8s-netpol/analysis';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { policy, workload } from '../../support/cluster-from';
import { failure, SHOP, shop, WIDE, yaml } from './support/shop';

test('an allowed port is reached, by number, by name, and behind a colon', () => {
  const net = shop();
  const api = net.pod('shop/api');
  expect(api).toReach('shop/db', tcp(5432));
  expect(api).toReach('shop/db', tcp('pg'));
  expect(api).toReach('shop/db:5432');
  expect(api).toReach(net.to('shop/db').on(tcp(5432)));
});

test('without a port, one open port is enough', () => {
  expect(shop().pod('shop/api')).toReach('shop/db');
});

test('with several ports, each must be open', () => {
  const api = shop().pod('shop/api');
  expect(failure(() => expect(api).toReach('shop/db', tcp(5432), tcp(5433)))).toContain(
    'Received: DENIED',
  );
  expect(failure(() => expect(api).not.toReach('shop/db', tcp(5432), tcp(5433)))).toContain(
    'Received: ALLOWED on 5432/TCP',
  );
});

test('behind .not, no port at all may be open', () => {
  const net = shop();
  expect(net.pod('shop/web')).not.toReach('shop/db');
  expect(net.pod('shop/api')).not.toReach('shop/db', udp(5432));
  expect(failure(() => expect(net.pod('shop/api')).not.toReach('shop/db'))).toContain('ALLOWED');
  expect(failure(() => expect(net.pod('shop/api')).toReach('shop/db', allPorts()))).toContain(
    'DENIED',
  );
});

test('through a Service, its own port counts', () => {
  const net = reachability(SHOP, { profile: profileNamed('calico') });
  const api = net.pod('shop/api');
  expect(api).toReach('svc/shop/db', tcp(6432));
  expect(api).toReach('svc/shop/db:sql');
  expect(api).toReach(net.service('shop/db'));
  expect(net.pod('shop/web')).not.toReach('svc/shop/db');
  expect(failure(() => expect(api).toReach('svc/shop/db', tcp(5432)))).toContain(
    'Service shop/db has no port `5432/TCP`',
  );
});

test('addresses are reached only where all of them are', () => {
  const net = reachability(
    yaml(
      workload('shop/web'),
      policy(
        'shop/out',
        '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}',
      ),
    ),
  );
  const web = net.pod('shop/web');
  expect(web).toReach('10.2.0.0/16');
  expect(web).not.toReach('10.1.0.0/16');
  expect(web).not.toReach('internet');
  expect(web).not.toReach('cloud-metadata');
  for (const ask of [expect(web), expect(web).not]) {
    expect(failure(() => ask.toReach('10.0.0.0/8'))).toContain('Received: ');
  }
});

test('undecided is neither', () => {
  const net = reachability(
    yaml(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: shop}\nspec: {hostNetwork: true, containers: []}',
      workload('shop/db'),
      policy('shop/deny', '{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}'),
    ),
  );
  const agent = net.pod('shop/agent');
  for (const ask of [expect(agent), expect(agent).not]) {
    expect(failure(() => ask.toReach('shop/db', tcp(80)))).toContain(
      'Received: UNDECIDED, which is neither: host-network-is-peer',
    );
  }
});

test('a pod among several is another than its workload', () => {
  const replica = (name: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: db}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: x, controller: true}]}`;
  const net = reachability(
    yaml(
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: shop, uid: x}\nspec: {template: {metadata: {labels: {app: db}}}}',
      replica('db-0'),
      replica('db-1'),
      policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}'),
    ),
  );
  expect(failure(() => expect(net.pod('shop/db-0')).toReach('shop/db', tcp(5432)))).toContain(
    'shop/db[db-0] → shop/db[db-1]',
  );
});

test('pods chosen by labels count before they exist', () => {
  const net = reachability(yaml(SHOP, WIDE));
  expect(net.pods({ app: 'cron' }, 'shop')).toReach('shop/db', tcp(9187));
  expect(net.pods({ app: 'cron' }, 'shop')).not.toReach('shop/db', tcp(5432));
  const message = failure(() => expect(net.pods({ app: 'cron' }, 'shop')).not.toReach('shop/db'));
  expect(message).toContain('Received: ALLOWED');
  expect(message).toContain('app=cron in namespace shop');
  expect(message).toContain('shop/wide ingress[0].from[0]');
});

test('pods that nobody knows need a port to be asked about', () => {
  expect(failure(() => expect(shop().pods({ app: 'cron' }, 'shop')).toReach('shop/db'))).toMatch(
    /hold none of the pods app=cron in namespace shop/,
  );
});

test('any pod is every pod, also of namespaces that do not exist yet', () => {
  const net = shop();
  expect(net.any()).not.toReach('shop/web');
  expect(failure(() => expect(net.any()).not.toReach('shop/db'))).toContain('app=api');
  expect(failure(() => expect(net.any()).not.toReach('cloud-metadata'))).toContain(
    'a pod that does not exist yet',
  );
});

test('all pods of a namespace are those to come as well', () => {
  const net = shop();
  expect(net.to('shop/*')).not.toReach('cloud-metadata');
  expect(net.pods({}, 'shop')).not.toReach('internet');
});

test('it is a matcher inside of others too', () => {
  const net = shop();
  expect({ api: net.pod('shop/api'), web: net.pod('shop/web') }).toEqual({
    api: expect.toReach('shop/db', tcp(5432)),
    web: expect.not.toReach('shop/db'),
  });
});
