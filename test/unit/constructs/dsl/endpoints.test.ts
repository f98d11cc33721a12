import { describe, expect, test } from 'vitest';
import {
  allNamespaces,
  allPods,
  allPorts,
  anyIp,
  anywhere,
  endpointsOf,
  flowOf,
  from,
  namespace,
  namespaces,
  pods,
  sameNamespace,
  tcp,
  to,
  zone,
} from '../../../../lib/constructs';
import { EVERYTHING, parseSelector } from '../../../../lib/kernel';

const web = pods({ app: 'web' });
const webPods = parseSelector(web.selector);
const team = namespaces({ team: 'alice' });
const shop = { kind: 'named', name: 'shop' };
const monitoring = { kind: 'named', name: 'monitoring' };
const alice = { kind: 'selected', selector: parseSelector(team.selector) };

describe('the ends that a value of the DSL means', () => {
  test.each([
    ['pods', web, { kind: 'pods', namespaces: shop, pods: webPods }],
    ['every pod', allPods(), { kind: 'pods', namespaces: shop, pods: EVERYTHING }],
    ['the own namespace', sameNamespace(), { kind: 'pods', namespaces: shop, pods: EVERYTHING }],
    [
      'pods of a namespace',
      web.in(namespace('monitoring')),
      { kind: 'pods', namespaces: monitoring, pods: webPods },
    ],
    [
      'pods of labelled namespaces',
      web.in(team),
      { kind: 'pods', namespaces: alice, pods: webPods },
    ],
    [
      'pods of every namespace',
      web.in(allNamespaces()),
      { kind: 'pods', namespaces: { kind: 'selected', selector: EVERYTHING }, pods: webPods },
    ],
    [
      'a namespace',
      namespace('monitoring'),
      { kind: 'pods', namespaces: monitoring, pods: EVERYTHING },
    ],
    ['labelled namespaces', team, { kind: 'pods', namespaces: alice, pods: EVERYTHING }],
    ['every namespace', allNamespaces(), { kind: 'any-pod' }],
    [
      'addresses',
      anyIp({ except: ['10.0.0.0/8', 'fd00::/8'] }),
      {
        kind: 'addresses',
        cidrs: ['0.0.0.0/0', '::/0'],
        except: ['10.0.0.0/8', 'fd00::/8'],
      },
    ],
    [
      'a zone',
      zone('corp', ['10.20.0.0/16', 'fd20::/16']),
      { kind: 'addresses', cidrs: ['10.20.0.0/16', 'fd20::/16'], except: [] },
    ],
  ])('%s', (_, end, expected) => {
    expect(endpointsOf(end, 'shop')).toEqual([expected]);
  });
});

describe('the flow that a rule opens', () => {
  const subject = pods({ app: 'db' });
  const own = endpointsOf(subject, 'shop');

  test('enters the subject on ingress', () => {
    expect(flowOf(from(web).on(tcp(5432)), subject, 'shop')).toEqual({
      from: endpointsOf(web, 'shop'),
      to: own,
      ports: [{ protocol: 'TCP', port: 5432 }],
    });
  });

  test('leaves the subject on egress', () => {
    expect(flowOf(to(web, team).on(tcp(80)), subject, 'shop')).toEqual({
      from: own,
      to: [...endpointsOf(web, 'shop'), ...endpointsOf(team, 'shop')],
      ports: [{ protocol: 'TCP', port: 80 }],
    });
  });

  test('has no ports where it opens all of them', () => {
    expect(flowOf(to(anywhere()).on(allPorts()), subject, 'shop')).toEqual({
      from: own,
      to: [{ kind: 'anywhere' }],
    });
  });
});
