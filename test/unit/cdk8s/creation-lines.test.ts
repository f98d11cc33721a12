import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { creationLineOf, recordCreation } from '../../../lib/cdk8s/creation-lines';
import { DefaultDenyNamespace } from '../../../lib/constructs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILE = 'test/unit/cdk8s/creation-lines.test.ts';
const SOURCE = readFileSync(__filename, 'utf8').split('\n');

/** The text of the line that each object of an app was created by, by kind and name. */
function linesOf(app: PolicyApp): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    app.sidecar().objects.map(({ kind, name, typescript }) => {
      const text = typescript?.file === FILE ? SOURCE[typescript.line - 1]?.trim() : undefined;
      return [`${kind}/${name}`, text];
    }),
  );
}

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

test('a raw object knows the line that created it', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'c');
  new ApiObject(chart, 'raw', { ...CONFIG_MAP, metadata: { name: 'a' } });
  expect(linesOf(app)).toEqual({
    'ConfigMap/a': "new ApiObject(chart, 'raw', { ...CONFIG_MAP, metadata: { name: 'a' } });",
  });
});

test('every included object knows the line that includes its file', () => {
  const file = join(folder, 'maps.yaml');
  const yaml = ['a', 'b'].map((name) => JSON.stringify({ ...CONFIG_MAP, metadata: { name } }));
  writeFileSync(file, yaml.join('\n---\n'));
  const app = new PolicyApp();
  new Include(new Chart(app, 'c'), 'maps', { url: file });
  const line = "new Include(new Chart(app, 'c'), 'maps', { url: file });";
  expect(linesOf(app)).toEqual({ 'ConfigMap/a': line, 'ConfigMap/b': line });
});

test('the object of a cdk8s-plus workload knows the line of the workload', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'c');
  new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'nginx' }] });
  expect(linesOf(app)['Deployment/web']).toMatch(/^new Deployment\(chart, 'web'/);
});

class Team extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const inner = new Construct(this, 'inner');
    new ApiObject(inner, 'map', { ...CONFIG_MAP, metadata: { name: id } });
  }
}

test('an object in a construct of the author knows the line inside that construct', () => {
  const app = new PolicyApp();
  new Team(new Chart(app, 'c'), 'team');
  expect(linesOf(app)['ConfigMap/team']).toMatch(/^new ApiObject\(inner, 'map'/);
});

test('an object that a construct of this package makes by itself knows the line of the construct', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'c');
  new DefaultDenyNamespace(chart, 'shop', { dns: 'none', createNamespace: {} });
  expect(linesOf(app)['Namespace/shop']).toMatch(/^new DefaultDenyNamespace\(chart, 'shop'/);
});

test('the lines of another app in the same process are not recorded', () => {
  new PolicyApp();
  const chart = new Chart(new App(), 'c');
  const raw = new ApiObject(chart, 'raw', { ...CONFIG_MAP });
  expect(creationLineOf(raw)).toBeUndefined();
});

test('a construct that is recorded is like any other', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'c');
  expect(Object.keys(chart)).toContain('node');
  expect(chart.node.path).toBe('c');
  expect(() => new Chart(app, 'c')).toThrow("There is already a Construct with name 'c'");
  expect(chart.node.tryRemoveChild('none')).toBe(false);
});

test('a release of constructs that takes children in by another way loses the lines, and nothing else', () => {
  const root = new App();
  Object.defineProperty(root.node, 'addChild', { value: undefined, configurable: true });
  recordCreation(root);
  expect(creationLineOf(root)).toBeUndefined();
});
