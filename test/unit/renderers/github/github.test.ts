import { expect, test } from 'vitest';
import { reportToGithub } from '../../../../lib/renderers/github/github';
import { intentsResult, mixed } from '../support/intents';
import { dangling, finding, lintResult } from '../support/lint';
import { everything, nothingWrong } from '../support/reported';

const options = { version: '1.2.3' };

function linesOf(reported: Parameters<typeof reportToGithub>[0]): readonly string[] {
  return reportToGithub(reported, options).trimEnd().split('\n');
}

test('annotations of a report of everything', async () => {
  await expect(reportToGithub(everything, options)).toMatchFileSnapshot('__snapshots__/github.txt');
});

test('a finding is an annotation at the line of its author', () => {
  expect(linesOf({ lint: lintResult([finding({ facts: ['50% of it, and more: all'] })]) })).toEqual(
    [
      '::error file=policies.ts,line=52,col=7,title=NP104 wide-open-egress::shop/worker egress[1] opens every IPv4 address on every port%0A50%25 of it, and more: all%0Athe workload that it selects (dist/shop.k8s.yaml:3)%0Ahelp: name the addresses, or the ports',
      '1 error, 0 warnings, 0 info; 0 acknowledged.',
    ],
  );
});

test('where nothing is wrong there is one sentence', () => {
  expect(linesOf(nothingWrong)).toEqual(['0 errors, 0 warnings, 0 info; 0 acknowledged.']);
});

test('properties escape what would end them', () => {
  const source = { file: 'a,line=1::b%.yaml', line: 3 };
  const [line] = linesOf({ lint: lintResult([finding({ source })]) });
  expect(line).toContain('::error file=a%2Cline=1%3A%3Ab%25.yaml,line=3,title=');
});

test('an info is a notice, and a warning a warning', () => {
  const findings = [finding({ severity: 'info' }), dangling()];
  const levels = linesOf({ lint: lintResult(findings) }).map((line) => line.split(' ')[0]);
  expect(levels.slice(0, 2)).toEqual(['::warning', '::notice']);
});

test('no more are annotations than GitHub shows, and the others are lines of the log', () => {
  const many = Array.from({ length: 13 }, (_, i) => finding({ fingerprint: `e${i}` }));
  const lines = linesOf({ lint: lintResult([...many, dangling()]) });
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(1);
  expect(lines.slice(11)).toEqual([
    '3 more than GitHub shows:',
    ...Array.from(
      { length: 3 },
      () =>
        'error policies.ts:52 NP104 shop/worker egress[1] opens every IPv4 address on every port',
    ),
    '13 errors, 1 warning, 0 info; 0 acknowledged.',
  ]);
});

test('what is undecided is no annotation that says allowed or denied', () => {
  const intents = mixed.intents.filter(({ verdict }) => verdict === 'undecided');
  const text = reportToGithub({ intents: intentsResult(intents) }, options);
  expect(text).toContain('is undecided');
  expect(text).not.toMatch(/allowed|denied/i);
});
