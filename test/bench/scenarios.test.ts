import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../bench/files/json';
import { yamlOf } from '../../bench/files/yaml';
import { type Scenario, SHAPES, scenarios } from '../../bench/scenarios';
import type { ReadResult } from '../../lib/manifests';
import { parseManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';

const json = (scenario: Scenario) => [...jsonOf(scenario)].join('');
const yaml = (scenario: Scenario) => [...yamlOf(scenario)].join('');
const bodies = ({ manifests }: ReadResult) => manifests.map(({ body }) => body);

describe.each(scenarios('small'))('the scenario $name', (scenario) => {
  test('is the same to the byte every time', () => {
    expect(json(scenario)).toBe(json(scenario));
  });

  test('is read without a complaint, and holds as many objects as it names', () => {
    const read = parseManifests(json(scenario), 'scenario.json');
    const { cluster, diagnostics } = buildCluster(read.manifests);
    expect([...read.diagnostics, ...diagnostics]).toEqual([]);
    expect({
      namespaces: cluster.namespaces.size,
      pods: cluster.workloads.flatMap(({ pods }) => pods).length,
      policies: cluster.policies.length,
    }).toEqual(scenario.size);
  });

  test('holds the same objects as YAML', () => {
    const asYaml = parseManifests(yaml(scenario), 'scenario.yaml');
    expect(asYaml.diagnostics).toEqual([]);
    expect(bodies(asYaml)).toEqual(bodies(parseManifests(json(scenario), 'scenario.json')));
  });
});

test('every scenario has a name of its own', () => {
  expect(new Set(SHAPES.map(({ name }) => name)).size).toBe(SHAPES.length);
});

test('a fat pod is as large as kubectl prints it', () => {
  const [fat] = scenarios('small').filter(({ name }) => name === 'fat');
  const pods = [...(fat ? jsonOf(fat) : [])].filter((piece) => piece.includes('"Pod"'));
  const average = pods.reduce((sum, { length }) => sum + length, 0) / pods.length;
  expect(Math.round(average / 100) / 10).toBeCloseTo(8.7, 0);
});
