import { describe, expect, test } from 'vitest';
import {
  AllowClientRange,
  AllowExternalApi,
  AllowInternet,
  AllowWorkloadIdentity,
  allPods,
  EgressThroughProxy,
  type GovernedNamespace,
  governedNamespace,
  ipBlock,
  NetworkPolicy,
  pods,
  statementsOf,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart } from '../charts';
import { codesOf } from '../dsl/refusals';

const web = pods({ app: 'web' });
const on = tcp(443);

const OPEN: { readonly [name: string]: (shop: GovernedNamespace, id: string) => unknown } = {
  AllowInternet: (shop, id) => new AllowInternet(shop, id, { from: web, on }),
  AllowExternalApi: (shop, id) =>
    new AllowExternalApi(shop, id, {
      from: web,
      cidrs: ['203.0.113.0/24'],
      on,
      because: 'a test of it',
    }),
  AllowWorkloadIdentity: (shop, id) =>
    new AllowWorkloadIdentity(shop, id, { for: web, provider: 'ecs' }),
  EgressThroughProxy: (shop, id) =>
    new EgressThroughProxy(shop, id, { from: web, proxy: ipBlock('10.9.0.5/32'), on }),
  AllowClientRange: (shop, id) =>
    new AllowClientRange(shop, id, {
      to: web,
      on,
      cidrs: ['198.51.100.0/24'],
      behind: 'nothing',
    }),
};

/** The policies of a namespace that is isolated before, or after, what is opened there. */
function policies(
  order: 'before' | 'after' | 'never',
  open: (shop: GovernedNamespace, id: string) => unknown,
): readonly string[] {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: [] });
  const deny = () =>
    new NetworkPolicy(shop, 'deny', { select: allPods(), ingress: [], egress: [] });
  if (order === 'before') deny();
  open(shop, 'opening');
  if (order === 'after') deny();
  return [...namesIn(chart)].sort();
}

describe.each(Object.entries(OPEN))('%s', (_, open) => {
  test('opens its pods whether they are isolated before or after', () => {
    expect(policies('before', open)).toEqual(['shop/deny', 'shop/opening']);
    expect(policies('after', open)).toEqual(['shop/deny', 'shop/opening']);
  });

  test('isolates nothing where the pods are left alone', () => {
    expect(policies('never', open)).toEqual([]);
  });

  test('says what it means where no policy is needed, too', () => {
    const shop = governedNamespace(newChart(), 'shop', { isolated: [] });
    open(shop, 'opening');
    expect(statementsOf(shop).flatMap(({ flows }) => flows)).not.toEqual([]);
  });

  test('refuses an id that no policy can have, though none is written yet', () => {
    const shop = governedNamespace(newChart(), 'shop', { isolated: [] });
    expect(codesOf(() => open(shop, 'an\nopening'))).toContain('constructs/illegal-policy-name');
  });
});
