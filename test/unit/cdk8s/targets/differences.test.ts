import { ApiObject, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { PolicyApp, type Target } from '../../../../lib/cdk8s';
import {
  allPods,
  allPorts,
  anywhere,
  everyone,
  from,
  ipBlock,
  NetworkPolicy,
  namespaces,
  pods,
  sameNamespace,
  tcp,
  to,
  udp,
} from '../../../../lib/constructs';
import { emptyApp, payments } from './example';

/** What differs between dev and prod, one text a line: who has it, and what it is. */
function differing(define: (chart: Chart, isProd: boolean) => void): readonly string[] {
  const app = new PolicyApp({ targets: { dev: {}, prod: {} } }).define((target) =>
    define(new Chart(target, 'shop', { namespace: 'shop' }), target.is('prod')),
  );
  return app
    .differences()
    .differences.map(({ policy, part = 'is there', targets }) => `${targets}: ${policy} ${part}`);
}

const web = { select: pods({ app: 'web' }) };

describe('what differs between targets', () => {
  test('a policy that only some have, with what it lets through', () => {
    expect(
      differing((chart, isProd) => {
        if (!isProd) return;
        new NetworkPolicy(chart, 'web', {
          ...web,
          ingress: [from(sameNamespace()).on(tcp(80), tcp(443))],
        });
      }),
    ).toEqual([
      'prod: shop/web is there',
      'prod: shop/web ingress from every pod on 80/TCP, 443/TCP',
    ]);
  });

  test('a peer and a port of a policy that all have', () => {
    expect(
      differing((chart, isProd) => {
        const more = isProd ? [to(ipBlock('203.0.113.0/24')).on(tcp(443))] : [];
        new NetworkPolicy(chart, 'web', {
          ...web,
          egress: [to(anywhere()).on(isProd ? tcp(8443) : tcp(8080)), ...more],
        });
      }),
    ).toEqual([
      'dev: shop/web egress to anywhere on 8080/TCP',
      'prod: shop/web egress to anywhere on 8443/TCP',
      'prod: shop/web egress to 203.0.113.0/24 on 443/TCP',
    ]);
  });

  test('the pods that it selects, and the directions that it isolates', () => {
    expect(
      differing((chart, isProd) => {
        if (isProd) new NetworkPolicy(chart, 'web', { select: allPods(), ingress: [], egress: [] });
        else new NetworkPolicy(chart, 'web', { ...web, ingress: [] });
      }),
    ).toEqual([
      'dev: shop/web selects pods app=web',
      'prod: shop/web selects every pod',
      'prod: shop/web isolates egress',
    ]);
  });

  test('nothing where rules are the same alternatives in another order', () => {
    const one = from(pods({ app: 'a' })).on(tcp(80), udp(53));
    const two = from(namespaces({ team: 'b' }), everyonePods()).on(allPorts());
    expect(
      differing((chart, isProd) => {
        new NetworkPolicy(chart, 'web', { ...web, ingress: isProd ? [one, two] : [two, one] });
      }),
    ).toEqual([]);
  });

  test('a policy of a kind that is not evaluated, by what stands in it', () => {
    const rule = (name: string) => ({ toEndpoints: [{ matchLabels: { app: name } }] });
    expect(
      differing((chart, isProd) => {
        new ApiObject(chart, 'cilium', {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'web' },
          spec: { endpointSelector: {}, egress: [rule('api'), ...(isProd ? [rule('db')] : [])] },
        });
      }),
    ).toEqual([
      'prod: CiliumNetworkPolicy shop/web egress: {toEndpoints: [{matchLabels: {app: db}}]}',
    ]);
  });

  test('a policy of such a kind that says nothing', () => {
    expect(
      differing((chart, isProd) => {
        if (!isProd) return;
        new ApiObject(chart, 'p', {
          apiVersion: 'projectcalico.org/v3',
          kind: 'GlobalNetworkPolicy',
        });
      }),
    ).toEqual([expect.stringMatching(/^prod: GlobalNetworkPolicy shop\/\S+ is there$/)]);
  });

  test('everyone and every port, said out loud', () => {
    expect(
      differing((chart, isProd) => {
        const rule = isProd
          ? from(everyone()).on(tcp(80))
          : from(pods({ app: 'a' })).on(allPorts());
        new NetworkPolicy(chart, 'web', { ...web, ingress: [rule] });
      }),
    ).toEqual([
      'dev: shop/web ingress from pods app=a on every port',
      'prod: shop/web ingress from everyone on 80/TCP',
    ]);
  });
});

function everyonePods() {
  return pods({ role: 'client' }).in(namespaces({ env: 'prod' }));
}

describe('as a table', () => {
  test('a line a difference, a column a target', () => {
    const differences = emptyApp().define(payments).differences();
    expect(`\n${differences}\n`).toMatchInlineSnapshot(`
      "
      target                                                                              dev   staging  prodEks  prodGke
      profile                                                                             kind  eks      eks      gke
      payments/dns
        egress to 169.254.20.10/32 on 53/UDP, 53/TCP                                      .     .        .        yes
        egress to pods k8s-app=node-local-dns in namespace kube-system on 53/UDP, 53/TCP  .     .        .        yes
      payments/gateway                                                                    .     yes      yes      yes
        egress to 198.51.100.0/24 on 443/TCP                                              .     yes      .        .
        egress to 203.0.113.0/24 on 443/TCP                                               .     .        yes      yes

      2 policies differ between 4 targets: 5 differences.
      "
    `);
  });

  test('that nothing differs is said', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } }).define((target) => {
      new NetworkPolicy(new Chart(target, 'shop', { namespace: 'shop' }), 'web', {
        ...web,
        ingress: [],
      });
    });
    expect(String(app.differences())).toBe('no differences between the policies of 2 targets');
  });

  test('hostile names are made visible, and a policy that is none is named', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } }).define((target: Target) => {
      if (target.name === 'dev') return;
      new ApiObject(new Chart(target, 'raw'), 'evil', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'a\u001b[2Jb', namespace: 'shop' },
      });
    });
    expect(String(app.differences())).toContain('shop/a\\u{1b}[2Jb');
    expect(String(app.differences())).not.toContain('\u001b');
  });
});
