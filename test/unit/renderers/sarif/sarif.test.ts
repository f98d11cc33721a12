import { describe, expect, test } from 'vitest';
import { reportToSarif } from '../../../../lib/renderers/sarif/sarif';
import type { Reported } from '../../../../lib/renderers/shared/report/reported';
import type { LintResult } from '../../../../lib/results';
import { hasSarifSchema, sarifProblems } from '../../../support/sarif-schema';
import { intentsResult, mixed, outcome, stated } from '../support/intents';
import { dangling, finding, lintResult } from '../support/lint';
import { everything, nothingWrong } from '../support/reported';

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Record<string, string>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}
interface Rule {
  readonly id: string;
  readonly name: string;
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: Record<string, unknown>;
}
interface Run {
  readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly Rule[] } };
  readonly results: readonly Result[];
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
}

const options = { version: '1.2.3' };

function runOf(reported: Reported, pathOf?: (file: string) => string): Run {
  const text = reportToSarif(reported, { ...options, ...(pathOf && { pathOf }) });
  const { runs } = JSON.parse(text) as { runs: readonly [Run] };
  return runs[0];
}

function resultsOf(lint: LintResult): readonly Result[] {
  return runOf({ lint }).results;
}

describe.skipIf(!hasSarifSchema)('the published schema of SARIF 2.1.0', () => {
  test.each([
    ['nothing to report', nothingWrong],
    ['findings and intents', everything],
    ['findings alone', { lint: everything.lint ?? lintResult([]) }],
    ['intents alone', { intents: mixed }],
  ])('accepts %s', (_, reported) => {
    expect(sarifProblems(JSON.parse(reportToSarif(reported, options)))).toEqual([]);
  });

  test('refuses what is no SARIF', () => {
    expect(sarifProblems({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });
});

test('the document for a report of everything', async () => {
  await expect(reportToSarif(everything, options)).toMatchFileSnapshot(
    '__snapshots__/report.sarif',
  );
});

test('where nothing is wrong there are results all the same, and none', () => {
  expect(runOf(nothingWrong).results).toEqual([]);
});

test('every location is in a file, at a line from 1 on, by a relative path', () => {
  const { results } = runOf(everything);
  const locations = results.flatMap((each) => [
    ...each.locations,
    ...(each.relatedLocations ?? []),
  ]);
  expect(locations.length).toBeGreaterThan(10);
  for (const { physicalLocation } of locations) {
    expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1);
    expect(physicalLocation.artifactLocation.uri).toMatch(/^(?![a-z]+:|\/)[\w./%~-]+$/i);
  }
});

test('the line of the author comes first, and the line of YAML beside it', () => {
  const [result] = resultsOf(lintResult([finding()]));
  expect(result?.locations[0]?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'policies.ts' },
    region: { startLine: 52, startColumn: 7 },
  });
  expect(result?.relatedLocations?.[0]?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'dist/shop.k8s.yaml' },
    region: { startLine: 88 },
  });
});

test('a result names its object, the place in it and its construct', () => {
  const [result] = resultsOf(lintResult([finding()]));
  expect(result?.locations[0]?.logicalLocations).toEqual([
    {
      fullyQualifiedName: 'NetworkPolicy shop/worker spec.egress[1].to[0] construct shop/worker',
    },
  ]);
});

test.each([
  [{ file: 'k8s/a.yaml' }, 'k8s/a.yaml'],
  [{ file: '<stdin>', line: 0 }, 'stdin'],
  [{ file: '(in memory)' }, 'in-memory'],
  [{ file: 'k8s\\a.yaml', line: -1 }, 'k8s/a.yaml'],
  [{ file: 'a b/ü#?%.yaml' }, 'a%20b/%C3%BC%23%3F%25.yaml'],
  [{ file: '/srv/a.yaml' }, 'srv/a.yaml'],
])('a finding without a line points to line 1 of its file: %j', (source, uri) => {
  const [result] = resultsOf(lintResult([finding({ source, related: [] })]));
  expect(result?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    region: { startLine: 1 },
  });
});

test('paths are those that the door works out', () => {
  const run = runOf({ lint: lintResult([dangling()]) }, (file) => `packages/infra/${file}`);
  expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
    'packages/infra/k8s/old.yaml',
  );
});

test('errors come before warnings, and what is accepted comes last', () => {
  const { results } = runOf(everything);
  expect(
    results.map(({ level, suppressions }) => `${level}${suppressions ? ' accepted' : ''}`),
  ).toEqual([
    ...['error', 'error', 'error', 'error', 'warning', 'warning'],
    ...['error accepted', 'warning accepted', 'warning accepted', 'warning accepted'],
  ]);
});

test('what somebody accepts is suppressed, with the reason', () => {
  const { results } = runOf(everything);
  expect(results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([
    {
      kind: 'inSource',
      status: 'accepted',
      justification: 'the batch pods move out (until 2027-01-31)',
    },
    {
      kind: 'inSource',
      status: 'accepted',
      justification: 'goes away with v1 (until 2027-01-31)',
    },
    { kind: 'external', status: 'accepted', justification: 'goes away with v1' },
    { kind: 'external', status: 'accepted', justification: 'listed in the baseline' },
  ]);
});

test('an acceptance that has expired suppresses nothing, and is told', () => {
  const [result] = resultsOf(
    lintResult([finding({ accepted: { reason: 'a while', until: '2026-01-31', by: 'comment' } })]),
  );
  expect(result?.suppressions).toBeUndefined();
  expect(result?.message.text).toContain('was acknowledged until 2026-01-31: a while');
});

test('every result has a rule in the table, and its own fingerprint', () => {
  const { results, tool } = runOf(everything);
  for (const { ruleId, ruleIndex } of results) {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  }
  const prints = results.map(({ partialFingerprints }) => partialFingerprints['netpol/v1']);
  expect(new Set(prints).size).toBe(results.length);
});

test('the fingerprint of an intent holds no line, and no file', () => {
  const printOf = (source: ReturnType<typeof stated>) =>
    runOf({ intents: intentsResult([outcome({ verdict: 'broken', source })]) }).results[0]
      ?.partialFingerprints;
  const moved = { ...stated(99), file: 'other.ts' };
  expect(printOf(moved)).toEqual(printOf(stated(1)));
  expect(printOf(stated(1, 'shop/other'))).not.toEqual(printOf(stated(1)));
});

test('rules have what GitHub shows of them', () => {
  const { rules } = runOf(everything).tool.driver;
  expect(rules.map(({ id }) => id)).toContain('intent-never-reaches');
  expect(rules[0]).toMatchObject({
    id: 'NP104',
    name: 'WideOpenEgress',
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security'], precision: 'high', 'security-severity': '8.0' },
  });
  expect(rules[0]?.help.markdown).toContain('## Why it matters');
  expect(rules[0]?.help.text).not.toContain('##');
  for (const rule of rules) expect(rule).not.toHaveProperty('helpUri');
});

test('an undecided intent is a result that says neither allowed nor denied', () => {
  const intents = mixed.intents.filter(({ verdict }) => verdict === 'undecided');
  const { results } = runOf({ intents: { ...mixed, intents } });
  expect(results).toHaveLength(2);
  for (const { level, message } of results) {
    expect(level).toBe('error');
    expect(message.text).toMatch(/is undecided: Does an ipBlock match/);
    expect(message.text).not.toMatch(/allowed|denied| reaches (shop|monitoring)/);
  }
});

test('acceptances that nothing needs are told beside the results', () => {
  const [invocation] = runOf(everything).invocations;
  expect(invocation?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
    'k8s/old.yaml:2: unused acknowledgement of NP999: no finding matches it',
  ]);
});

test('more results than GitHub takes are cut, the least severe ones, and that is said', () => {
  const many = Array.from({ length: 25_010 }, (_, i) =>
    dangling({ fingerprint: `f${i}`, message: 'x', source: { file: 'a.yaml', line: 1 } }),
  );
  const run = runOf({ lint: lintResult([...many, finding()]) });
  const [first] = run.invocations[0]?.toolExecutionNotifications ?? [];
  const left = 25_011 - run.results.length;
  expect(run.results.length).toBeLessThanOrEqual(25_000);
  expect(run.results[0]?.level).toBe('error');
  expect(first?.message.text).toMatch(new RegExp(`^${left} of 25011 results are left out`));
});

test('a report stays below 10 MB, whatever it tells', () => {
  const many = Array.from({ length: 2_000 }, (_, i) =>
    finding({ fingerprint: `f${i}`, message: '\u{1f512}ü'.repeat(2_000) }),
  );
  const text = reportToSarif({ lint: lintResult(many) }, options);
  expect(Buffer.byteLength(text)).toBeLessThan(10_000_000);
  expect(text).toContain('results are left out');
});

test('more than 5,000 results are all there, and it is said that not all are shown', () => {
  const many = Array.from({ length: 5_001 }, (_, i) => dangling({ fingerprint: `f${i}` }));
  const run = runOf({ lint: lintResult(many) });
  const [first] = run.invocations[0]?.toolExecutionNotifications ?? [];
  expect(run.results).toHaveLength(5_001);
  expect(first?.message.text).toBe(
    'Code scanning shows 5000 of these 5001 results, the most severe ones.',
  );
});

test('a text opens no link and takes no argument', () => {
  const message = 'see [me](https://evil.example) {0}';
  const [result] = resultsOf(lintResult([finding({ message, facts: [message] })]));
  expect(result?.message.text).not.toMatch(/\]\(|\{\d/);
});

test('rendering twice gives the same bytes', () => {
  expect(reportToSarif(everything, options)).toBe(reportToSarif(everything, options));
});
