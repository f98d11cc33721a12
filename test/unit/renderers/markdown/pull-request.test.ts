import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, COMMENT_BYTES } from '../../../../lib/renderers/markdown/budget';
import { codeBlock } from '../../../../lib/renderers/markdown/code-block';
import { prose } from '../../../../lib/renderers/markdown/prose';
import {
  type PullRequestSection,
  pullRequest,
} from '../../../../lib/renderers/markdown/pull-request';
import { anyText } from '../support/any-text';

const flows: PullRequestSection = {
  title: 'Broadened',
  as: 'open',
  head: '| from | to |\n| --- | --- |\n',
  entries: ['| `a` | `b` |\n', '| `a` | `c` |\n'],
  noun: ['changed flow', 'changed flows'],
};
const why: PullRequestSection = {
  title: 'Why is any IP → shop/db allowed?',
  as: 'folded',
  entries: [codeBlock('because\nof that', 'text')],
  noun: ['explanation', 'explanations'],
};

test('a comment is a hidden marker, a heading, its sections, and small print', () => {
  const text = pullRequest({
    about: 'diff shop',
    heading: 'Reachability: 2 broadened (118 unchanged)',
    sections: [flows, why],
    footer: '`netpol diff`',
  });
  expect(text).toBe(`<!-- cdk8s-netpol:diff-shop -->
### Reachability: 2 broadened (118 unchanged)

**Broadened**

| from | to |
| --- | --- |
| \`a\` | \`b\` |
| \`a\` | \`c\` |

<details><summary>Why is any IP → <code>shop/db</code> allowed?</summary>

\`\`\`text
because
of that
\`\`\`

</details>

<sub>\`netpol diff\`</sub>
`);
});

test('a section without entries is left out', () => {
  const text = pullRequest({ about: 'x', heading: 'h', sections: [{ ...flows, entries: [] }] });
  expect(text).toBe('<!-- cdk8s-netpol:x -->\n### h\n');
});

test('what does not fit is cut from the bottom, and said', () => {
  const row = `| ${'x'.repeat(995)} |\n`;
  const many = { ...flows, entries: Array.from({ length: 100 }, () => row) };
  const text = pullRequest({ about: 'x', heading: 'h', sections: [many, why] });
  const shown = text.split(row).length - 1;
  expect(shown).toBeGreaterThan(50);
  expect(text).toContain(`\nTruncated: ${100 - shown} more changed flows, 1 more explanation.\n`);
  expect(text).not.toContain('<details>');
});

test('the end of what is cut inside still closes what the section opened', () => {
  const entries = Array.from({ length: 100 }, () => `${'x'.repeat(999)}\n`);
  const text = pullRequest({ about: 'x', heading: 'h', sections: [{ ...why, entries }] });
  expect(text.match(/<details>/g)).toHaveLength(1);
  expect(text.match(/<\/details>/g)).toHaveLength(1);
});

test('whatever the sections hold, a comment takes at most 60,000 bytes', () => {
  const entry = fc
    .tuple(anyText, fc.integer({ min: 1, max: 4_000 }))
    .map(([text, times]) => `${text.repeat(times)}\n`);
  const section = fc.record({
    ...{ title: anyText, as: fc.constantFrom('open' as const, 'folded' as const) },
    entries: fc.array(entry, { maxLength: 20 }),
    noun: fc.constant(['flow', 'flows'] as const),
  });
  fc.assert(
    fc.property(fc.array(section, { maxLength: 6 }), entry, (sections, footer) => {
      const text = pullRequest({ about: 'x', heading: 'h', sections, footer });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(COMMENT_BYTES);
    }),
    { numRuns: 50 },
  );
});

test.each(['-->', 'a--b', '--!>', '<!--'])('the marker stays a comment about `%s`', (about) => {
  const [marker = ''] = pullRequest({ about, heading: 'h', sections: [] }).split('\n');
  expect(marker).toMatch(/^<!-- cdk8s-netpol:[A-Za-z0-9./_]*(-[A-Za-z0-9./_]+)* -->$/);
});

test('bytes are counted as the disk counts them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(byteLength(text)).toBe(Buffer.byteLength(text));
    }),
  );
});

test('a sentence keeps its words, and its names become code', () => {
  expect(prose('shop/db ingress[0] has an empty `from`, which opens it (from everyone).')).toBe(
    '`shop/db` `ingress[0]` has an empty `from`, which opens it (from everyone).',
  );
});

test.each([
  '@team',
  'https://evil.example',
  'www.evil.example',
  '#1',
  'GH-1',
  'a/b#1',
  '1. one',
  '- one',
  '<img src=x>',
  '![x](y)',
  '*bold*',
  '\u202e',
])('outside of code nothing is left of `%s`', (text) => {
  const rest = prose(`see ${text} there`)
    .replace(/`[^`\n]*`/g, '')
    .replace(/<code>[^<>\n]*<\/code>/g, '');
  expect(rest).toMatch(/^see [a-z ]*there$/);
});

test('no text ends a block of code', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const text = texts.join('\n```\n');
      const [first = '', ...rest] = codeBlock(text, 'text').trimEnd().split('\n');
      const fence = first.replace('text', '');
      expect(fence).toMatch(/^```+$/);
      expect(rest.at(-1)).toBe(fence);
      expect(rest.slice(0, -1).every((line) => !line.includes(fence))).toBe(true);
    }),
  );
});
