import { expect, test } from 'vitest';
import { CHECKS } from '../../../lib/analyses';
import { netpol } from './support/session';

test('checks lists every check with its id, severity, name and summary', async () => {
  const { code, stdout } = await netpol(['checks']);
  expect(code).toBe(0);
  const text = stdout.replace(/\s+/g, ' ');
  for (const { id, severity, name, summary } of CHECKS) {
    expect(text).toContain(`${id} ${severity} ${name} ${summary}`);
  }
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    new RegExp(`^${CHECKS.length} checks?; netpol checks NP\\d{3} prints the page of one\\.$`),
  );
});

test('plain is one line for each check', async () => {
  const { stdout } = await netpol(['checks', '-o', 'plain']);
  expect(stdout.trimEnd().split('\n')).toHaveLength(CHECKS.length + 1);
  expect(stdout).toContain(
    'NP002 error empty-peer-list: A rule has a list of peers without an entry',
  );
});

test.each(['NP002', 'np002', 'empty-peer-list'])(
  'checks %s prints the page of it',
  async (word) => {
    const { code, stdout } = await netpol(['checks', word]);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('NP002 empty-peer-list  error');
    const headings = stdout.split('\n').filter((line) => /^[A-Z]/.test(line) && line !== stdout);
    expect(headings.slice(1)).toEqual([
      'Why it matters',
      'How it is decided',
      'What to do',
      'Avoid',
      'Prefer',
      'When to acknowledge it',
      'How to configure it',
      'References',
    ]);
  },
);

test('a block lists the checks of that block', async () => {
  const { stdout } = await netpol(['checks', 'NP0', '-o', 'json']);
  const { checks }: { checks: readonly { id: string }[] } = JSON.parse(stdout);
  expect(checks.map(({ id }) => id)).toEqual(
    CHECKS.map(({ id }) => id).filter((id) => id.startsWith('NP0')),
  );
});

test('Markdown is the page that the docs have', async () => {
  const { stdout } = await netpol(['checks', 'NP002', '-o', 'md']);
  expect(stdout).toMatch(/^# NP002 empty-peer-list\n\n.+ Severity: error\.\n\n## Why it matters\n/);
  expect(stdout).toContain('```ts\nnew NetworkPolicy(');
});

test('a check that does not exist is refused, with what was probably meant', async () => {
  const { code, stdout, reason } = await netpol(['checks', 'empty-per-list']);
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(
    'error: there is no check `empty-per-list`. Did you mean `empty-peer-list`? (run netpol checks for the list)',
  );
});
