import { expect, test } from 'vitest';
import type { Severity } from '../../../../lib/kernel';
import { reportToJunit } from '../../../../lib/renderers/junit/junit';
import { outcomeToTerminal } from '../../../../lib/renderers/terminal/check-one';
import { type ReadElement, readXml } from '../../../support/xml';
import { everything, nothingWrong } from '../support/reported';

function junit(reported: typeof everything, failOn?: Severity): string {
  return reportToJunit(reported, {
    version: '1.2.3',
    explain: (outcome) => outcomeToTerminal(outcome, { width: 100 }),
    ...(failOn && { failOn }),
  });
}

function casesOf(text: string): readonly ReadElement[] {
  return readXml(text).children.flatMap(({ children }) => children);
}

function outcomesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    casesOf(text).map(({ attributes, children }) => [
      attributes['name'] ?? '',
      children.map(({ name, attributes: own }) => own['type'] ?? name).join(' '),
    ]),
  );
}

test('a report of everything', async () => {
  await expect(junit(everything)).toMatchFileSnapshot('__snapshots__/junit.xml');
});

test('there is one case an intent and one a check, and what fails is what the command fails on', () => {
  expect(outcomesOf(junit(everything))).toEqual({
    'only the api reaches the database': '',
    'nothing reaches metadata': 'broken',
    'web reaches the database': 'system-out',
    'prometheus scrapes the database': 'undecided',
    'nobody else scrapes it': 'undecided',
    'the shop is closed': 'skipped',
    'NP104 wide-open-egress': 'error',
    'NP301 dangling': 'system-out',
    'unused-acknowledgement': 'system-out',
  });
});

test('with --fail-on warning, warnings fail as well', () => {
  expect(outcomesOf(junit(everything, 'warning'))).toMatchObject({
    'web reaches the database': 'broken',
    'NP301 dangling': 'warning',
  });
});

test('where nothing is wrong every case passes', () => {
  expect(Object.values(outcomesOf(junit(nothingWrong)))).toEqual(['', '', '']);
});

test('a case names its construct, its file and its line', () => {
  const [first] = casesOf(junit(everything));
  expect(first?.attributes).toEqual({
    classname: 'shop',
    name: 'only the api reaches the database',
    file: 'main.ts',
    line: '33',
  });
});

test('the body of a failure is the explanation', () => {
  const failure = casesOf(junit(everything))[1]?.children[0];
  expect(failure?.text).toContain('shop/worker -> 169.254.169.254');
  expect(failure?.text).toContain('fix      add 169.254.169.254/32 to `except`');
});

test('the counts are those of the cases', () => {
  const root = readXml(junit(everything));
  expect(root.attributes).toEqual({ name: 'netpol', tests: '9', failures: '4', skipped: '1' });
  expect(root.children.map(({ attributes }) => attributes)).toEqual([
    { name: 'netpol intents', tests: '6', failures: '3', errors: '0', skipped: '1' },
    { name: 'netpol lint', tests: '3', failures: '1', errors: '0', skipped: '0' },
  ]);
});

test('an undecided intent says neither allowed nor denied in its message', () => {
  const failures = casesOf(junit(everything)).flatMap(({ children }) => children);
  const undecided = failures.filter(({ attributes }) => attributes['type'] === 'undecided');
  expect(undecided).toHaveLength(2);
  for (const { attributes } of undecided) {
    expect(attributes['message']).toMatch(/is undecided/);
    expect(attributes['message']).not.toMatch(/allowed|denied/);
  }
});

test('an unused acknowledgement fails its case where warnings fail the command', () => {
  expect(outcomesOf(junit(everything, 'warning'))['unused-acknowledgement']).toBe('warning');
  expect(outcomesOf(junit(everything))['unused-acknowledgement']).toBe('system-out');
  expect(outcomesOf(junit(nothingWrong))).not.toHaveProperty('unused-acknowledgement');
});
