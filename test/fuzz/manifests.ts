import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { reach } from '../../lib/analyses';
import { hasErrors } from '../../lib/kernel';
import { manifestsOf, parseManifests, type ReadResult } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable } from '../../lib/platform';
import { REPOSITORY } from '../support/repository';

/** What a run of the manifest fuzzer did. */
export interface ManifestCount {
  readonly manifests: number;
  readonly evaluated: number;
  readonly refused: number;
  readonly slowestMilliseconds: number;
}

const LIMIT_MILLISECONDS = 1_000;

/** Texts to begin with: the manifests of our own apps, and fragments that use every field. */
function seeds(): readonly string[] {
  const dist = join(REPOSITORY, 'dist');
  const apps = readdirSync(dist).map((name) => readFileSync(join(dist, name), 'utf8'));
  return [...apps.flatMap((text) => text.split('---\n')), EVERY_FIELD, WORKLOADS];
}

const EVERY_FIELD = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: a, labels: {x: "1"}, annotations: {n: "yes"}}
spec:
  podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [a, b]}, {key: x, operator: DoesNotExist}]}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: api}}
      namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}
    ports: [{port: http}, {port: 80, endPort: 90, protocol: UDP}, {protocol: SCTP}]
  egress:
  - to: [{ipBlock: {cidr: "2001:db8::/32"}}]
  - {}
`;

const WORKLOADS = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {team: x}}}
- {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: a, labels: {app: web}}, spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}, status: {podIP: 10.0.0.4, phase: Running}}
- {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: a}, spec: {replicas: 2, template: {metadata: {labels: {app: db}}, spec: {hostNetwork: true, initContainers: [{restartPolicy: Always, ports: [{containerPort: 9}]}], containers: []}}}}
- {apiVersion: v1, kind: Service, metadata: {name: s, namespace: a}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}}
`;

/** Tokens that mean something to a reader of manifests, spliced in anywhere. */
const TOKENS = [
  'null',
  '~',
  '[]',
  '{}',
  '- ',
  ': ',
  '\n',
  '  ',
  '"',
  "'",
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '---\n',
  '#',
  '0',
  '-1',
  '65536',
  '0443',
  '1e9',
  'yes',
  'on',
  '::/0',
  '0.0.0.0/0',
  '10.0.0.5/8',
  '\u0000',
  '\ud800',
  '\t',
  '|\n',
  '__proto__',
  'constructor',
  'spec',
  'ingress',
  'egress',
  'from',
  'to',
  'ports',
  'podSelector',
  'kind',
  'NetworkPolicy',
];

/** Where an edit happens, as a share of the text. */
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

type Edit = (text: string) => string;

/** Breaks the text itself: a few characters in, a few out, anywhere. */
const splice: fc.Arbitrary<Edit> = fc
  .tuple(place, fc.nat(6), fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 4 })))
  .map(([at, cut, put]) => (text) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + put + text.slice(start + cut);
  });

/** Keeps the text whole and moves its structure: a line gone, twice, deeper, or shallower. */
const line: fc.Arbitrary<Edit> = fc
  .tuple(place, fc.constantFrom('drop', 'twice', 'deeper', 'shallower', 'swap'))
  .map(([at, what]) => (text) => {
    const lines = text.split('\n');
    const i = Math.floor(at * lines.length);
    const [now = '', next = ''] = lines.slice(i, i + 2);
    const instead = {
      drop: [],
      twice: [now, now],
      deeper: [`  ${now}`],
      shallower: [now.replace(/^ {2}/, '')],
      swap: [next, now],
    }[what];
    return lines.toSpliced(i, what === 'swap' ? 2 : 1, ...instead).join('\n');
  });

/** Exchanges one word for another that means something. */
const word: fc.Arbitrary<Edit> = fc
  .tuple(place, fc.constantFrom(...TOKENS))
  .map(([at, put]) => (text) => {
    const words = [...text.matchAll(/[\w./:-]+/g)];
    const chosen = words[Math.floor(at * words.length)];
    if (chosen === undefined) return text;
    return text.slice(0, chosen.index) + put + text.slice(chosen.index + chosen[0].length);
  });

const edit = fc.oneof(splice, line, word);

/**
 * Reads and evaluates mutated manifests: each is evaluated, or refused with a place, within a
 * second; and whatever was read and not refused is in the cluster.
 *
 * @throws a shrunk counterexample where that fails
 */
export function fuzzManifests(seed: number, manifests: number): ManifestCount {
  const count = { manifests: 0, evaluated: 0, refused: 0, slowestMilliseconds: 0 };
  const text = fc
    .tuple(fc.constantFrom(...seeds()), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([start, edits]) => edits.reduce((now, change) => change(now), start));
  fc.assert(
    fc.property(text, (mutated) => {
      const start = performance.now();
      const outcome = judge(parseManifests(mutated, 'mutated.yaml'));
      const took = performance.now() - start;
      if (took > LIMIT_MILLISECONDS) throw new Error(`took ${Math.round(took)} ms`);
      count.manifests += 1;
      count[outcome] += 1;
      count.slowestMilliseconds = Math.max(count.slowestMilliseconds, Math.round(took));
    }),
    { seed, numRuns: manifests },
  );
  return count;
}

/** Values of any shape, as a program may hand them over instead of text. */
export function fuzzObjects(seed: number, objects: number): void {
  const policy = fc.record({
    apiVersion: fc.constant('networking.k8s.io/v1'),
    kind: fc.constant('NetworkPolicy'),
    metadata: fc.constant({ name: 'x', namespace: 'a' }),
    spec: fc.anything({ maxDepth: 4, withNullPrototype: true, withBigInt: true, withDate: true }),
  });
  const run = (value: unknown) => void judge(manifestsOf([value]));
  fc.assert(fc.property(fc.oneof(policy, fc.anything()), run), { seed, numRuns: objects });
}

function judge(read: ReadResult): 'evaluated' | 'refused' {
  const { cluster, diagnostics } = buildCluster(read.manifests);
  const all = [...read.diagnostics, ...diagnostics];
  const nowhere = all.filter(
    ({ severity, source }) => severity === 'error' && source === undefined,
  );
  if (nowhere.length > 0) throw new Error(`refused without a place: ${nowhere[0]?.message}`);
  if (hasErrors(all)) return 'refused';
  reach(cluster, portable);
  const written = read.manifests.filter(
    ({ apiVersion, kind }) => kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1',
  );
  const distinct = new Set(
    written.map(({ namespace = 'default', name }) => `${namespace}/${name}`),
  );
  if (distinct.size !== cluster.policies.length) {
    throw new Error(`${distinct.size} policies read, ${cluster.policies.length} in the cluster`);
  }
  return 'evaluated';
}
