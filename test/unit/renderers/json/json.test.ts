import Ajv2020 from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import {
  checkIntents,
  diff,
  entryPoints,
  evidence,
  explain,
  explainService,
  explainWorkloads,
  podEnds,
  reach,
} from '../../../../lib/analyses';
import { parseIntents } from '../../../../lib/intents';
import { InternalError } from '../../../../lib/kernel';
import { parseManifests } from '../../../../lib/manifests';
import { buildCluster } from '../../../../lib/model';
import { portable } from '../../../../lib/platform';
import { renderJson } from '../../../../lib/renderers';
import type { Finding, UnusedAcceptance } from '../../../../lib/results';
import checkSchema from '../../../../schema/check.json';
import checksSchema from '../../../../schema/checks.json';
import diffSchema from '../../../../schema/diff.json';
import evidenceSchema from '../../../../schema/evidence.json';
import explainSchema from '../../../../schema/explain.json';
import workloadSchema from '../../../../schema/explain-workload.json';
import lintSchema from '../../../../schema/lint.json';
import reachSchema from '../../../../schema/reach.json';
import { linted } from '../../../support/lint';
import { everything as difference } from '../support/diff';
import { evidenceOfShop } from '../support/evidence';
import { intentsResult, mixed, outcome } from '../support/intents';
import { deniedCase, explained, HOSTILE, shop } from '../support/results';

const YAML = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { hostNetwork: true, containers: [] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec: { template: { metadata: { labels: { app: db } } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 10.0.0.0/8 } }]
      ports: [{ port: 5432 }]
`;
const ENTRIES = `
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { type: NodePort, selector: { app: db }, ports: [{ name: pg, port: 80, targetPort: 5432 }, { name: no, port: 81, targetPort: no }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  defaultBackend: { service: { name: db, port: { name: pg } } }
  rules: [{ host: x, http: { paths: [{ backend: { resource: { kind: Bucket, name: b } } }] } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress] }
`;
const { cluster } = buildCluster(parseManifests(YAML + ENTRIES, 'shop.yaml').manifests);
const ends = podEnds(cluster, 'workload');
const reached = reach(cluster, portable);
const entered = { ...reached, entryPoints: entryPoints(cluster, portable) };
const [db] = cluster.services;
if (db === undefined) throw new InternalError('the input has a Service');
const through = explainService(cluster, portable, { from: ends, service: db });
const explanation = explain(cluster, portable, { from: ends, to: ends });

const { statements } = parseIntents(
  `
intents:
  - { only: any-pod, reaches: shop/db, ports: [5432] }
  - { every: shop/wbe, reaches: shop/db, ports: [80], acknowledge: { reason: not yet deployed } }
  - { none: any-pod, reaches: cloud-metadata, severity: warning }
  - { every: { namespace: shop, pods: { app: x } }, resolves-names: true }
  - { closed: { namespace: shop } }
`,
  'intents.yaml',
);
const checked = checkIntents(cluster, portable, { statements, today: '2027-01-31' });

const noted = intentsResult([
  outcome({
    verdict: 'undecided',
    notes: [
      { kind: 'stand-in', end: 'pods app=x', pod: 'a pod with app=x' },
      { kind: 'nobody', end: 'pods app=x' },
      { kind: 'unknown-end', end: 'shop/x', near: 'shop/y' },
      { kind: 'unknown-port', end: 'shop/db', port: 'pgg', declared: ['pg'], near: 'pg' },
      { kind: 'sidecar-port', end: 'shop/db', port: 'pg' },
      { kind: 'no-selector', end: 'svc/shop/db' },
      { kind: 'taken-for', end: 'shop/db', pods: 'app=db' },
      { kind: 'other-dns', end: 'shop/agent', dnsPolicy: 'ClusterFirst', hostNetwork: true },
      { kind: 'unknown-dns', end: 'shop/web', dnsPolicy: 'Default' },
      { kind: 'over-budget', steps: 100 },
    ],
  }),
]);

const found = linted(
  YAML.replace(
    'from: [{ podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 10.0.0.0/8 } }]',
    'from: []',
  ),
);
const [finding] = found.findings;
if (finding === undefined) throw new InternalError('the input has a mistake');
const acceptedFinding: Finding = {
  ...finding,
  related: [{ message: 'another place', source: finding.source }, { message: 'no place' }],
  facts: ['one', 'two'],
  fix: {
    title: 'close it',
    edits: [
      { path: ['spec', 'ingress', 0], remove: true },
      { path: ['spec', 'ingress'], set: [] },
    ],
    opens: { TCP: [[53, 53]] },
  },
  standing: 'acknowledged',
  accepted: { reason: 'known', until: '2027-01-31', by: 'comment', source: finding.source },
};
const unused: UnusedAcceptance = {
  check: 'NP002',
  by: 'baseline',
  reason: 'gone',
  message: 'no finding matches it',
  source: finding.source,
};

/** The schema, refusing every field it does not describe: a field that is added must be described. */
function closed(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value
      ? { ...value, additionalProperties: false }
      : value,
  );
}

test.each([
  ['reach', reachSchema, reached],
  ['reach built by hand', reachSchema, shop],
  ['reach with entry points', reachSchema, entered],
  ['explain', explainSchema, explanation],
  ['explain through a Service', explainSchema, through],
  ['explain of one workload', workloadSchema, explainWorkloads(cluster, portable, ends)],
  ['explain built by hand', explainSchema, explained([deniedCase])],
  ['evidence', evidenceSchema, evidence(cluster, portable, { today: '2027-01-31' })],
  ['evidence built by hand', evidenceSchema, evidenceOfShop],
  ['check', checkSchema, checked],
  ['check built by hand', checkSchema, mixed],
  ['check of intents with notes', checkSchema, noted],
  ['check with findings', checkSchema, { ...checked, lint: found }],
  ['diff', diffSchema, diff(cluster, { ...cluster, policies: [] }, portable)],
  ['diff built by hand', diffSchema, difference()],
  ['lint', lintSchema, found],
  ['lint built by hand', lintSchema, { ...found, findings: [acceptedFinding], unused: [unused] }],
  ['checks', checksSchema, { schemaVersion: '1', checks: found.checks }],
] as const)('%s is what its schema says, and nothing else', (_, schema, result) => {
  const validate = new Ajv2020({ strict: false }).compile(closed(schema));
  validate(JSON.parse(renderJson(result)));
  expect(validate.errors).toBeNull();
});

test('the answer about intents that is held to its schema is not empty', () => {
  expect(checked.intents).toHaveLength(5);
  expect(checked.intents.some(({ violations }) => violations.length > 0)).toBe(true);
});

test('the schema refuses a port outside 1..65535', () => {
  const validate = new Ajv2020({ strict: false }).compile(reachSchema);
  const [first] = shop.flows;
  expect(validate({ ...shop, flows: [{ ...first, allowed: { TCP: [[0, 1]] } }] })).toBe(false);
});

test('a result survives being written and read', () => {
  expect(JSON.parse(renderJson(shop))).toEqual(shop);
});

test('JSON is indented by two spaces and ends with a newline', () => {
  const text = renderJson(shop);
  expect(text.startsWith('{\n  "schemaVersion": "1",')).toBe(true);
  expect(text.endsWith('\n}\n')).toBe(true);
});

test('control characters and direction overrides are escaped', () => {
  const text = renderJson({ ...shop, profile: `${HOSTILE}\u009b\u202e` });
  expect(text).toContain('\\u009b\\u202e');
  expect(text).not.toContain('\u001b');
  expect(JSON.parse(text).profile).toBe(`${HOSTILE}\u009b\u202e`);
});

test('findings in the answer of check are described as in the answer of lint', () => {
  const { $defs, properties, required } = lintSchema;
  const { lint, ...others } = checkSchema.$defs;
  expect(others).toMatchObject($defs);
  expect([lint.properties, lint.required]).toEqual([properties, required]);
});
