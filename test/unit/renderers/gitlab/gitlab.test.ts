import { expect, test } from 'vitest';
import { reportToGitlab } from '../../../../lib/renderers/gitlab/gitlab';
import { finding, lintResult } from '../support/lint';
import { everything, nothingWrong } from '../support/reported';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const options = { version: '1.2.3' };

function issuesOf(reported: Parameters<typeof reportToGitlab>[0]): readonly Issue[] {
  return JSON.parse(reportToGitlab(reported, options));
}

test('a finding is an issue at its line, with what to do', () => {
  expect(issuesOf({ lint: lintResult([finding()]) })).toEqual([
    {
      description:
        'shop/worker egress[1] opens every IPv4 address on every port; name the addresses, or the ports',
      check_name: 'NP104 wide-open-egress',
      fingerprint: '0123456789abcdef',
      severity: 'critical',
      location: { path: 'policies.ts', lines: { begin: 52 } },
    },
  ]);
});

test('where nothing is wrong there is an empty list', () => {
  expect(reportToGitlab(nothingWrong, options)).toBe('[]\n');
});

test('severities are those of GitLab', () => {
  const findings = (['error', 'warning', 'info'] as const).map((severity) =>
    finding({ severity, fingerprint: severity }),
  );
  const severities = issuesOf({ lint: lintResult(findings) }).map(({ severity }) => severity);
  expect(severities).toEqual(['critical', 'major', 'minor']);
});

test('no two issues have one fingerprint, because GitLab drops the second one', () => {
  const twins = [finding(), finding({ message: 'another one' })];
  const prints = issuesOf({ ...everything, lint: lintResult(twins) }).map(
    ({ fingerprint }) => fingerprint,
  );
  expect(prints.length).toBeGreaterThan(4);
  expect(new Set(prints).size).toBe(prints.length);
});

test('what somebody accepts is no issue, and what nothing needs is one', () => {
  const issues = issuesOf(everything);
  expect(issues.map(({ check_name: name }) => name)).toEqual([
    'intent-never-reaches',
    'intent-reaches',
    'intent-never-reaches',
    'NP104 wide-open-egress',
    'intent-reaches',
    'NP301 dangling',
    'unused-acknowledgement',
  ]);
});

test('paths are relative and lines begin at 1', () => {
  for (const { location } of issuesOf(everything)) {
    expect(location.path).not.toMatch(/^[/.]|\\/);
    expect(location.lines.begin).toBeGreaterThanOrEqual(1);
  }
});
