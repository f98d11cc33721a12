import { expect, test } from 'vitest';
import { reportToMarkdown } from '../../../../lib/renderers/markdown/pull-request-report';
import { toMermaid } from '../../../../lib/renderers/mermaid/answers';
import type { Reported } from '../../../../lib/renderers/shared/report/reported';
import { outcomeToTerminal } from '../../../../lib/renderers/terminal/check-one';
import { intentsResult, mixed, outcome } from '../support/intents';
import { dangling, finding, lintResult } from '../support/lint';
import { everything, nothingWrong } from '../support/reported';

function markdown(reported: Reported): string {
  return reportToMarkdown(reported, {
    version: '1.2.3',
    explain: (each) => outcomeToTerminal(each, { width: 100 }),
    ...(reported.intents && { picture: toMermaid.intents(reported.intents) }),
  });
}

test('a report of everything', async () => {
  await expect(markdown(everything)).toMatchFileSnapshot('__snapshots__/report.md');
});

test('where nothing is wrong it is a heading and small print', () => {
  expect(markdown(nothingWrong)).toBe(`<!-- cdk8s-netpol:check -->
### ✅ Network policies, intents: 1 passed, 0 failed, 0 undecided · checks: 0 errors, 0 warnings, 0 info; 0 acknowledged

<sub>cdk8s-netpol \`1.2.3\`</sub>
`);
});

test('findings alone have a marker of their own, so that both comments can stay', () => {
  const text = markdown({ lint: lintResult([dangling()]) });
  expect(text.startsWith('<!-- cdk8s-netpol:lint -->\n### ⚠️ Network policies, checks: ')).toBe(
    true,
  );
});

test('an undecided intent is neither passed nor failed', () => {
  const intents = mixed.intents.filter(({ verdict }) => verdict === 'undecided');
  const text = markdown({ intents: intentsResult(intents) });
  expect(text).toContain('intents: 0 passed, 0 failed, 2 undecided');
  expect(text).toContain('| ❔ undecided |');
});

test('ten thousand findings fit into a comment, and the others are counted', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => finding({ fingerprint: `f${i}` }));
  const text = markdown({ intents: mixed, lint: lintResult(many) });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/\nTruncated: \d+ more findings, 4 more explanations, 1 more picture, /);
});

test('hundreds of broken intents fit as well', () => {
  const [broken = outcome()] = mixed.intents.filter(({ verdict }) => verdict === 'broken');
  const many = Array.from({ length: 500 }, (_, i) => ({ ...broken, name: `intent ${i}` }));
  const text = markdown({ intents: intentsResult(many) });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/Truncated: \d+ more (intents|explanations)/);
});
