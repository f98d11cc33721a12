import { tcp } from 'cdk8s-netpol';
import { assertNotReachesTransitively } from 'cdk8s-netpol/testing';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { policy, workload } from '../../support/cluster-from';
import { failure, yaml } from './support/shop';

const PODS = ['shop/web', 'shop/api', 'shop/db'].map((id) => workload(id));

function fromOnly(to: string, from: string): string {
  return policy(
    `shop/${to}`,
    `{podSelector: {matchLabels: {app: ${to}}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}], ports: [{port: 80}]}]}`,
  );
}

/** Nothing leaves the database. */
const quiet = policy(
  'shop/quiet',
  '{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress]}',
);
const net = reachability(yaml(...PODS, fromOnly('db', 'api'), fromOnly('api', 'web'), quiet));

test('what is two steps away is reached by some way, and not directly', () => {
  expect(net.pod('shop/web')).not.toReach('shop/db');
  expect(net.pod('shop/web')).toReachTransitively('shop/db');
});

test('a way that must not be tells each of its steps', () => {
  const message = failure(() => expect(net.pod('shop/web')).not.toReachTransitively('shop/db'));
  expect(message).toContain('expect(shop/web).not.toReachTransitively(shop/db)');
  expect(message).toContain('shop/web → shop/api  80/TCP  by shop/api ingress[0].from[0]');
  expect(message).toContain('shop/api → shop/db  80/TCP  by shop/db ingress[0].from[0]');
});

test('no way leads back', () => {
  expect(net.pod('shop/db')).not.toReachTransitively('shop/api');
  expect(failure(() => expect(net.pod('shop/db')).toReachTransitively('shop/api'))).toContain(
    'Received: none does',
  );
  assertNotReachesTransitively(net, 'shop/db', 'shop/api');
});

test('a port of the end is refused', () => {
  const end = net.to('shop/db').on(tcp(80));
  const message = failure(() => expect(net.pod('shop/web')).toReachTransitively(end));
  expect(message).toContain('taken on any port');
});
