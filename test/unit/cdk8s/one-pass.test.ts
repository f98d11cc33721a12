import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emissionOf } from '../../../lib/cdk8s/emitted';
import { inOnePass } from '../../../lib/cdk8s/one-pass';

/** A tree as numbers: each part stands in an earlier one, and some depend on others. */
interface Plan {
  readonly parts: readonly { readonly in: number; readonly kind: 'chart' | 'object' | 'group' }[];
  readonly needs: readonly (readonly [number, number])[];
  /** Whether ids are whole numbers, which JavaScript sorts before all other keys. */
  readonly isNumbered: boolean;
}

const OUTPUTS = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
] as const;

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  parts: fc.array(
    fc.record({ in: fc.nat(30), kind: fc.constantFrom('chart', 'object', 'object', 'group') }),
    { minLength: 1, maxLength: 14 },
  ),
  needs: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 8 }),
  isNumbered: fc.boolean(),
});

/** Builds the same tree each time. */
function build({ parts, needs, isNumbered }: Plan, app: App): App {
  const chart = new Chart(app, isNumbered ? '7' : 'top');
  const made: Construct[] = [chart];
  for (const [at, part] of parts.entries()) {
    const id = isNumbered ? `${99 - at}` : `part-${at}`;
    const scope = made[part.in % made.length] ?? chart;
    made.push(partOf(part.kind, scope, id, app));
  }
  for (const [one, other] of needs) {
    const [source, target] = [made[one % made.length], made[other % made.length]];
    // cdk8s never comes back from what depends on itself, or on what it stands in.
    if (source === undefined || target === undefined || isAround(source, target)) continue;
    source.node.addDependency(target);
  }
  return app;
}

function partOf(kind: string, scope: Construct, id: string, app: App): Construct {
  if (kind === 'chart') return new Chart(id.endsWith('1') ? app : scope, id);
  if (kind === 'group') return new Construct(scope, id);
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { id } });
}

function isAround(one: IConstruct, other: IConstruct): boolean {
  return one.node.scopes.includes(other) || other.node.scopes.includes(one);
}

/** Every file that a synthesis writes, or what it throws. */
function writtenBy(plan: Plan, output: YamlOutputType, write: (app: App) => void) {
  const outdir = mkdtempSync(join(tmpdir(), 'one-pass-'));
  try {
    write(build(plan, new App({ outdir, yamlOutputType: output })));
    return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => [file, readFileSync(join(outdir, file), 'utf8')]);
  } catch (failure) {
    return String(failure);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function fast<T>(app: App, run: () => T): T {
  return inOnePass(app, emissionOf(app).written, run);
}

describe('a synthesis in one pass', () => {
  it('writes the files that cdk8s writes, in any layout, and throws what it throws', () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom(...OUTPUTS), (plan, output) => {
        const own = writtenBy(plan, output, (app) => app.synth());
        expect(writtenBy(plan, output, (app) => fast(app, () => app.synth()))).toEqual(own);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the text that cdk8s gives', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const textOf = (give: (app: App) => string) => {
          try {
            return give(build(plan, new App()));
          } catch (failure) {
            return String(failure);
          }
        };
        expect(textOf((app) => fast(app, () => app.synthYaml()))).toBe(
          textOf((app) => app.synthYaml()),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('reads each object once, and asks each construct once whether it is right', () => {
    const app = new App();
    let asked = 0;
    let read = 0;
    for (const id of ['one', 'two', 'three']) {
      const object = new ApiObject(new Chart(app, id), 'o', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
      });
      const toJson = object.toJson.bind(object);
      object.toJson = () => {
        read += 1;
        return toJson();
      };
      object.node.addValidation({
        validate: () => {
          asked += 1;
          return [];
        },
      });
    }
    fast(app, () => app.synthYaml());
    expect({ asked, read }).toEqual({ asked: 3, read: 3 });
  });

  it('comes through a chain in which every object depends on all before it', () => {
    const app = new App();
    const chart = new Chart(app, 'chain');
    const objects: ApiObject[] = [];
    for (let at = 0; at < 60; at += 1) {
      const next = new ApiObject(chart, `o${at}`, { apiVersion: 'v1', kind: 'ConfigMap' });
      for (const before of objects) next.addDependency(before);
      objects.push(next);
    }
    const names = [...fast(app, () => app.synthYaml()).matchAll(/name: chain-(o\d+)-/g)];
    expect(names.map(([, id]) => id)).toEqual(objects.map(({ node }) => node.id));
  });

  it('leaves the answers of charts and apps as they were', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    new ApiObject(chart, 'o', { apiVersion: 'v1', kind: 'ConfigMap' });
    fast(app, () => app.synthYaml());
    expect(Object.keys(app)).not.toContain('charts');
    expect(chart.toJson).toBe(Chart.prototype.toJson);
    expect(app.charts).toEqual([chart]);
  });

  it('leaves a chart that has an answer of its own to it', () => {
    class Labelled extends Chart {
      override toJson() {
        return super.toJson().map((each) => ({ ...each, labelled: true }));
      }
    }
    const app = new App();
    new ApiObject(new Labelled(app, 'shop'), 'o', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(fast(app, () => app.synthYaml())).toContain('labelled: true');
  });
});
