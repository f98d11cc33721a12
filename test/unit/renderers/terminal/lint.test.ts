import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsToLines, findingsToTerminal, intentsToTerminal } from '../../../../lib/renderers';
import type { Finding, LintResult, UnusedAcceptance } from '../../../../lib/results';
import { anyText, CONTROL, lines } from '../support/any-text';
import { intentsResult } from '../support/intents';
import { lintResult } from '../support/lint';

const finding: Finding = {
  check: 'NP104',
  name: 'wide-open-egress',
  severity: 'error',
  message: 'shop/worker reaches every address',
  object: { kind: 'NetworkPolicy', namespace: 'shop', name: 'worker' },
  source: { file: 'shop.yaml', line: 2, column: 5, path: 'spec.egress[0].to[0]' },
  related: [],
  facts: [],
  help: 'name what it connects to',
  fingerprint: '0123456789abcdef',
  standing: 'open',
};

function resultOf(
  findings: readonly Finding[],
  unused: readonly UnusedAcceptance[] = [],
): LintResult {
  return lintResult(findings, { unused, checks: [] });
}

const accepted: Finding = {
  ...finding,
  standing: 'acknowledged',
  accepted: { reason: 'the partner moves often', until: '2027-03-31', by: 'comment' },
};

test('the line of the author comes first, and that of the file behind it', () => {
  const typescript = { file: 'policies.ts', line: 52, column: 7 };
  const source = { ...finding.source, typescript };
  const text = findingsToTerminal(resultOf([{ ...finding, source }]));
  expect(text).toContain('--> policies.ts:52:7 (shop.yaml:2)\n');
  expect(findingsToLines(resultOf([{ ...finding, source }]))).toMatch(/^policies\.ts:52:7: error/);
});

describe('a finding that somebody accepts', () => {
  test('is counted, and not told', () => {
    const text = findingsToTerminal(resultOf([accepted]));
    expect(text).toBe('0 findings, 1 acknowledged; 14 policies, 11 workloads, profile portable.\n');
    expect(findingsToLines(resultOf([accepted]))).toBe(text);
  });

  test('is told with its reason where all is told', () => {
    const text = findingsToTerminal(resultOf([accepted]), { details: 'all' });
    expect(text).toContain(
      'acknowledged NP104 wide-open-egress: shop/worker reaches every address',
    );
    expect(text).toContain('= acknowledged until 2027-03-31: the partner moves often');
    expect(text).not.toContain('help:');
  });

  test('is told again once its day has passed', () => {
    const text = findingsToTerminal(resultOf([{ ...accepted, standing: 'open' }]));
    expect(text).toContain('= was acknowledged until 2027-03-31: the partner moves often');
  });
});

test('what accepts nothing is told', () => {
  const unused = { check: 'NP104', by: 'comment', message: 'no finding matches it' } as const;
  const text = findingsToTerminal(resultOf([], [{ ...unused, source: finding.source }]));
  expect(text).toContain(
    'warning unused acknowledgement of NP104 by comment: no finding matches it\n',
  );
  expect(text).toContain('--> shop.yaml:2:5\n');
  expect(text).toContain('0 findings, 1 unused acknowledgement;');
});

describe('the answer of check', () => {
  const info: Finding = { ...finding, severity: 'info' };

  test('says nothing of lint where nothing fails a pipeline', () => {
    const green = intentsToTerminal({ ...intentsResult([]), lint: resultOf([info]) });
    expect(green).toBe(intentsToTerminal(intentsResult([])));
  });

  test('names errors first, and counts what is more than a few', () => {
    const warning: Finding = { ...finding, severity: 'warning', check: 'NP999' };
    const many = [...Array.from({ length: 12 }, () => warning), finding];
    const text = intentsToTerminal({ ...intentsResult([]), lint: resultOf(many) });
    const rows = text.split('\n').filter((line) => /NP\d{3}/.test(line));
    expect(rows).toHaveLength(10);
    expect(rows[0]).toContain('error    NP104');
    expect(text).toContain('and 3 more\n');
    expect(text).toContain('Lint  1 error, 12 warnings  netpol lint\n');
  });
});

/** A finding in which everything that an author or a manifest can name is `text`. */
function hostile(text: string): LintResult {
  const source = { file: text, line: 1, column: 1, path: text, construct: text };
  const typescript = { file: text, line: 1, column: 1 };
  const found: Finding = {
    ...finding,
    message: text,
    object: { kind: text, namespace: text, name: text },
    source: { ...source, typescript },
    related: [{ message: text, source }],
    facts: [text],
    help: text,
    fix: { title: text, edits: [] },
    accepted: { reason: text, until: text, by: 'annotation', source },
  };
  const unused = { check: text, by: 'comment', reason: text, message: text, source } as const;
  return { ...resultOf([found, { ...found, standing: 'acknowledged' }], [unused]), profile: text };
}

test.each([
  [
    'the terminal',
    (text: string) =>
      findingsToTerminal(hostile(text), {
        width: 1_000_000,
        details: 'all',
        input: [text],
        texts: new Map([[text, `x${text.replaceAll('\n', ' ')}`]]),
      }),
  ],
  ['plain lines', (text: string) => findingsToLines(hostile(text))],
  [
    'the answer of check',
    (text: string) =>
      intentsToTerminal({ ...intentsResult([]), lint: hostile(text) }, { width: 1_000_000 }),
  ],
])('no text adds a line or a control character to %s', (_, render) => {
  const expected = lines(render('calm'));
  fc.assert(
    fc.property(anyText, (text) => {
      const rendered = render(text);
      expect(rendered).not.toMatch(CONTROL);
      expect(lines(rendered)).toBe(expected);
    }),
  );
});

describe('of very many findings alike', () => {
  const many = Array.from({ length: 40 }, (_, i): Finding => {
    const message = `shop/w${i} reaches every address`;
    return { ...finding, message, source: { file: 'shop.yaml', line: i + 1, column: 5 } };
  });

  test('the first is told, and of the others the place and the message', () => {
    const text = findingsToTerminal(resultOf(many));
    expect(text.match(/help: name what it connects to/g)).toHaveLength(1);
    expect(text).toContain('= 39 more of these');
    expect(text).toContain('\n       shop.yaml:40:5  shop/w39 reaches every address\n');
  });

  test('one with other advice says so', () => {
    const text = findingsToTerminal(resultOf([...many, { ...finding, help: 'delete it' }]));
    expect(text).toContain('shop/worker reaches every address (delete it)\n');
  });

  test('every one is told in full where all is told', () => {
    const text = findingsToTerminal(resultOf(many), { details: 'all' });
    expect(text.match(/help: name what it connects to/g)).toHaveLength(40);
  });

  test('a few are all told', () => {
    const text = findingsToTerminal(resultOf(many.slice(0, 5)));
    expect(text.match(/help: name what it connects to/g)).toHaveLength(5);
  });
});
