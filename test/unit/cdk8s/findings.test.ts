import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AcknowledgeProps, Findings, PolicyApp } from '../../../lib/cdk8s';
import { allPods, Intent, NetworkPolicy, no, pods, TODAY_CONTEXT } from '../../../lib/constructs';
import { parseSidecar } from '../../../lib/sidecar';
import { codesOf, javascript, refusalOf } from '../constructs/dsl/refusals';

let folder: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  printed = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const REASON = 'narrows HTTP methods and opens nothing';

/** An app with a policy that is not modelled, in a construct of its own. */
function ciliumApp(annotations: Readonly<Record<string, string>> = {}) {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  app.node.setContext(TODAY_CONTEXT, '2027-01-31');
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const team = new Construct(chart, 'team');
  new ApiObject(team, 'l7', {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'l7', annotations },
  });
  return { app, chart, team };
}

const UNACKNOWLEDGED = ['model/unacknowledged-kind'];

describe('a policy of a kind that is not modelled', () => {
  test('stops synth, naming it, and saying how to accept it', () => {
    const { app } = ciliumApp();
    expect(refusalOf(() => app.synth())).toMatchInlineSnapshot(
      `"CiliumNetworkPolicy shop/l7 (cilium.io/v2) is not modelled and not acknowledged => say why that is right: Findings.of(construct).acknowledge({ id: 'unmodelled-kind', reason: '...' }), or annotate the object with \`cdk8s-netpol/acknowledge.unmodelled-kind: <reason>\`"`,
    );
  });

  test('is accepted where it stands, and for everything around it', () => {
    for (const where of ['app', 'chart', 'team'] as const) {
      const made = ciliumApp();
      Findings.of(made[where]).acknowledge({ id: 'unmodelled-kind', reason: REASON });
      made.app.synth();
    }
    expect(printed).toEqual([]);
  });

  test('is not accepted by a construct whose name only begins alike', () => {
    const { app, chart } = ciliumApp();
    const other = new Construct(chart, 'tea');
    Findings.of(other).acknowledge({ id: 'unmodelled-kind', reason: REASON });
    expect(codesOf(() => app.synth())).toEqual(UNACKNOWLEDGED);
  });

  test('is accepted by its own annotation', () => {
    const { app } = ciliumApp({ 'cdk8s-netpol/acknowledge.unmodelled-kind': REASON });
    app.synth();
    expect(printed).toEqual([]);
  });

  test('is accepted on the last day, and not the day after', () => {
    const until = (day: string) => {
      const { app, team } = ciliumApp();
      Findings.of(team).acknowledge({ id: 'unmodelled-kind', reason: REASON, until: day });
      return app;
    };
    until('2027-01-31').synth();
    expect(refusalOf(() => until('2027-01-30').synth())).toContain(
      `\`${REASON}\` was acknowledged until 2027-01-30`,
    );
  });

  test('leaves intents undecided that it may touch, until it is accepted', () => {
    const stated = () => {
      const made = ciliumApp();
      const claim = no(allPods()).reaches(pods({ app: 'db' }));
      new Intent(made.chart, 'nothing reaches the database', claim);
      new NetworkPolicy(made.chart, 'db', { select: pods({ app: 'db' }), ingress: [] });
      return made;
    };
    const accepted = stated();
    Findings.of(accepted.team).acknowledge({ id: 'unmodelled-kind', reason: REASON });
    accepted.app.synth();
    expect(codesOf(() => stated().app.synth())).toContain('model/unacknowledged-kind');
  });

  test('is accepted in the sidecar too', () => {
    const { app, team } = ciliumApp();
    Findings.of(team).acknowledge({ id: 'unmodelled-kind', reason: REASON });
    expect(app.sidecar().accepted).toEqual([
      {
        id: 'unmodelled-kind',
        construct: 'shop/team',
        reason: REASON,
        typescript: expect.objectContaining({ file: 'test/unit/cdk8s/findings.test.ts' }),
      },
    ]);
  });
});

test.each(['NP002', 'empty-peer-list', 'NP0'])(
  'an acknowledgement of a check, as by %s, is kept for those who lint',
  (id) => {
    const app = new PolicyApp({ outdir: join(folder, 'dist') });
    const chart = new Chart(app, 'shop');
    Findings.of(chart).acknowledge({ id, reason: REASON, until: '2027-01-31' });
    app.synth();
    expect(printed).toEqual([]);
    const { accepted } = parseSidecar(readFileSync(app.sidecarFile, 'utf8'), 'sidecar');
    expect(accepted).toMatchObject([
      { id, construct: 'shop', reason: REASON, until: '2027-01-31' },
    ]);
  },
);

test('an acknowledgement that nothing needs is a warning', () => {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'shop');
  Findings.of(chart).acknowledge({ id: 'unmodelled-kind', reason: REASON });
  app.synth();
  expect(printed.join('')).toContain('warning[model/unused-acknowledgement]  `shop` acknowledges');
});

describe('an acknowledgement is refused at the call', () => {
  test.each<[string, unknown, string]>([
    [
      'for a finding that nobody knows',
      { id: 'unmodeled-kind', reason: REASON },
      'unmodelled-kind',
    ],
    ['without a reason', { id: 'unmodelled-kind' }, 'fewer than 10 characters'],
    ['for a short reason', { id: 'unmodelled-kind', reason: '   ok      ' }, 'fewer than 10'],
    ['until no day', { id: 'unmodelled-kind', reason: REASON, until: '2027-02-30' }, 'not a day'],
    ['for a misspelt option', { id: 'unmodelled-kind', reason: REASON, untill: 1 }, '`until`'],
    ['for a misspelt check', { id: 'empty-pear-list', reason: REASON }, '`empty-peer-list`'],
    ['for no check at all', { id: 'NP999', reason: REASON }, 'listed by `netpol checks`'],
    ['for every check at once', { id: 'NP', reason: REASON }, 'there is no check `NP`'],
    ['with another word for its last day', { id: 'NP002', reason: REASON, expires: '' }, '`until`'],
    ['for nothing', undefined, 'no finding has'],
  ])('%s', (_, props, text) => {
    const chart = new Chart(new PolicyApp(), 'c');
    const call = () => Findings.of(chart).acknowledge(javascript<AcknowledgeProps>(props));
    expect(refusalOf(call)).toContain(text);
  });
});
