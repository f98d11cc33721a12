import { expect, test } from 'vitest';
import { blast, exposure } from '../../../lib/analyses';
import { portable } from '../../../lib/platform';
import {
  blastToCsv,
  blastToMarkdown,
  blastToTerminal,
  exposureToCsv,
  exposureToMarkdown,
  exposureToTerminal,
} from '../../../lib/renderers';
import type { BlastResult, ExposureResult } from '../../../lib/results';
import { clusterFrom, policy, workload } from '../../support/cluster-from';
import { CONTROL } from './support/any-text';

const cluster = clusterFrom(
  workload('shop/web'),
  workload('shop/db'),
  policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}',
  ),
);
const HOSTILE = '=cmd()|`@team`\u001b[31m\n</script>';

/** The same answer with a name that wants to be more than a name. */
function hostile<T extends ExposureResult | BlastResult>(result: T): T {
  return JSON.parse(
    JSON.stringify(result).replaceAll('shop/db', JSON.stringify(HOSTILE).slice(1, -1)),
  );
}

const exposed = hostile(exposure(cluster, portable));
const fallen = hostile(blast(cluster, portable, { taken: ({ id }) => id === 'shop/web' }));

test.each([
  ['exposure in the terminal', exposureToTerminal(exposed)],
  ['exposure as CSV', exposureToCsv(exposed)],
  ['exposure as Markdown', exposureToMarkdown(exposed)],
  ['blast in the terminal', blastToTerminal(fallen)],
  ['blast as CSV', blastToCsv(fallen)],
  ['blast as Markdown', blastToMarkdown(fallen)],
])('a hostile name moves no cursor and ends no line: %s', (_, text) => {
  expect(text).not.toMatch(CONTROL);
  expect(text).toContain('cmd');
});

test('a hostile name is no formula of a spreadsheet, and no tag of a page', () => {
  expect(`${exposureToCsv(exposed)}${blastToCsv(fallen)}`).not.toMatch(/(?:^|,)=cmd/m);
  expect(`${exposureToMarkdown(exposed)}${blastToMarkdown(fallen)}`).not.toMatch(
    /<\/script>|@team/,
  );
});

test('what is undecided is marked in every format, and says what it waits for', () => {
  const result = exposure(cluster, portable);
  expect(exposureToTerminal(result)).toContain('? all');
  expect(exposureToCsv(result)).toContain(',undecided,all,');
  expect(exposureToMarkdown(result)).toContain('❔ undecided: `all`');
  for (const text of [
    exposureToTerminal(result),
    exposureToCsv(result),
    exposureToMarkdown(result),
  ]) {
    expect(text).toContain('ip-block-matches-pods');
  }
});

test('what nothing protects comes first, in the words of the field', () => {
  const [first, second] = exposureToTerminal(exposure(cluster, portable)).split('\n');
  expect(first).toBe('Workloads not protected by network policies');
  expect(second).toBe('  shop/web  ingress and egress');
});

/** The same entries over and over, as in a cluster of thousands of workloads. */
function many<T>(entries: readonly T[]): readonly T[] {
  return Array.from({ length: 3_000 }, () => entries).flat();
}

test('however many workloads there are, Markdown of exposure and blast fits into a comment', () => {
  const open = exposure(clusterFrom(workload('shop/web')), portable);
  const ranks = blast(cluster, portable);
  for (const text of [
    exposureToMarkdown({ ...open, workloads: many(open.workloads) }),
    blastToMarkdown({ ...ranks, ranking: many(ranks.ranking) }),
  ]) {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\nTruncated: \d+ more (workloads|rows)\.\n/);
  }
});

test('of the addresses of credentials the one is named that readers look for', () => {
  const out = policy(
    'shop/web',
    '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 80}]}]}',
  );
  const text = exposureToTerminal(exposure(clusterFrom(workload('shop/web'), out), portable));
  expect(text).toMatch(/cloud metadata: 169\.254\.169\.254 \+\d/);
});
