import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Findings, PolicyApp } from '../../../lib/cdk8s';
import {
  AllowDns,
  allPods,
  anyPod,
  closed,
  cloudMetadata,
  DefaultDenyNamespace,
  Intent,
  internet,
  inventory,
  ipBlock,
  namespaces,
  no,
  only,
  pods,
  service,
  tcp,
  udp,
  workload,
} from '../../../lib/constructs';
import { InvalidInputError, isJsonObject, type Json } from '../../../lib/kernel';
import { eks } from '../../../lib/platform';
import { formatSidecar, parseSidecar } from '../../../lib/sidecar';
import { refusalsOf } from '../constructs/dsl/refusals';

/** The sidecar of an app that says everything that a sidecar can hold. */
function text(): string {
  const known = inventory({
    'ops/prometheus': { labels: { app: 'prometheus' }, ports: { web: tcp(9090) } },
  });
  const app = new PolicyApp({ profile: eks(), inventory: [known] });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { createNamespace: {} });
  new AllowDns(shop, 'dns');
  Findings.of(chart).acknowledge({ id: 'unmodelled-kind', reason: 'owned by the platform team' });
  const api = pods({ app: 'api' });
  new Intent(shop, 'a', only(api).reaches(workload('shop/db'), tcp(5432)));
  new Intent(shop, 'b', no(anyPod()).reaches(cloudMetadata()), {
    acknowledge: { reason: 'until the agents are gone', until: '2027-01-31' },
  });
  new Intent(shop, 'c', no(internet()).reaches(service('shop/web')), { severity: 'warning' });
  new Intent(shop, 'd', closed(allPods()));
  new Intent(shop, 'e', no(ipBlock('10.0.0.0/8')).reaches(api, tcp('http'), udp.range(1, 9)));
  new Intent(shop, 'f', no(pods({ x: 'y' }).in(namespaces({ team: 'a' }))).reaches(api));
  return formatSidecar(app.sidecar());
}

const FILE = '.netpol/dist.json';

test('everything that an app says is read back as it was', () => {
  const sidecar = parseSidecar(text(), FILE);
  expect(sidecar).toEqual(JSON.parse(text()));
  expect(sidecar.workloads.map(({ name }) => name)).toEqual(['prometheus']);
  expect(sidecar.accepted.map(({ construct }) => construct)).toEqual(['shop']);
});

test('a sidecar of a release without acknowledgements and inventory has none', () => {
  const { accepted, workloads } = parseSidecar(
    '{"schemaVersion":"1","statements":[],"objects":[]}',
    FILE,
  );
  expect([accepted, workloads]).toEqual([[], []]);
});

/** What the first intent of a statement is refused for. */
function refusedFor(intent: unknown): readonly string[] {
  const statements = [{ intents: [intent], flows: [] }];
  const edited = JSON.stringify({ schemaVersion: '1', statements, objects: [] });
  return refusalsOf(() => parseSidecar(edited, FILE)).map(({ message }) => message);
}

const SOUND = {
  kind: 'closed',
  name: 'x',
  severity: 'error',
  hard: false,
  directions: [],
  pods: [],
};

describe('a hand-edited intent is refused, naming the field', () => {
  test.each<[string, unknown, string]>([
    ['of a kind that nobody knows', { ...SOUND, kind: 'open' }, 'intents[0].kind'],
    ['of a kind that is inherited', { ...SOUND, kind: 'constructor' }, 'intents[0].kind'],
    ['without a name', { ...SOUND, name: undefined }, 'intents[0].name'],
    ['of another severity', { ...SOUND, severity: 'info' }, 'intents[0].severity'],
    ['with an end that is no object', { ...SOUND, pods: ['api'] }, 'intents[0].pods[0]'],
    [
      'with a block that is none',
      { ...SOUND, pods: [{ kind: 'addresses', cidrs: ['10/8'], except: [] }] },
      'intents[0].pods[0].cidrs[0]',
    ],
    [
      'accepted until no day',
      { ...SOUND, acknowledged: { reason: 'because', until: 'soon' } },
      'intents[0].acknowledged.until',
    ],
  ])('%s', (_, intent, path) => {
    expect(refusedFor(intent)).toEqual([expect.stringContaining(`\`statements[0].${path}\``)]);
  });
});

test('a profile that no app could declare is refused', () => {
  const edited = JSON.stringify({
    ...JSON.parse(text()),
    profile: { name: 'x', assume: { a: 1 } },
  });
  const [refused] = refusalsOf(() => parseSidecar(edited, FILE));
  expect(refused?.message).toMatch(/^`profile`: .*`a`/);
});

test('of many problems the first few are told, and the others counted', () => {
  const statements = Array.from({ length: 9 }, () => 0);
  const edited = JSON.stringify({ schemaVersion: '1', statements, objects: [] });
  const messages = refusalsOf(() => parseSidecar(edited, FILE)).map(({ message }) => message);
  expect(messages).toHaveLength(6);
  expect(messages.at(-1)).toBe('and 4 more problems');
});

/** The value with the `nth` of all nodes in it replaced. */
function replaced(json: Json, nth: number, by: Json): Json {
  let count = -1;
  const visit = (node: Json): Json => {
    count += 1;
    if (count === nth) return by;
    if (Array.isArray(node)) return node.map(visit);
    if (!isJsonObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(json);
}

test('whatever is changed by hand, the sidecar is read or refused', () => {
  const json: Json = JSON.parse(text());
  const anything = fc.oneof(fc.jsonValue(), fc.constant({ kind: 'pods' }), fc.constant([{}]));
  fc.assert(
    fc.property(fc.nat({ max: 600 }), anything, (nth, by) => {
      const edited = JSON.stringify(replaced(json, nth, JSON.parse(JSON.stringify(by))));
      try {
        parseSidecar(edited, FILE);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
    }),
  );
});
