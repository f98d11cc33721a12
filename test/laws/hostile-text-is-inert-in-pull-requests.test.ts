import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportToMarkdown } from '../../lib/renderers/markdown/pull-request-report';
import { toMermaid } from '../../lib/renderers/mermaid/answers';
import type { Reported } from '../../lib/renderers/shared/report/reported';
import { outcomeToTerminal } from '../../lib/renderers/terminal/check-one';
import { CONTROL } from '../unit/renderers/support/any-text';
import { hostile, hostileText } from '../unit/renderers/support/hostile';

function markdown(reported: Reported): string {
  return reportToMarkdown(reported, {
    version: '1',
    explain: (outcome) => outcomeToTerminal(outcome, { width: 100_000 }),
    ...(reported.intents && { picture: toMermaid.intents(reported.intents) }),
  });
}

/** A comment without its blocks of code, each of which must end where it should. */
function withoutBlocks(text: string): string {
  const rest: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [, found] = /^(`{3,})(?:text|mermaid)?$/.exec(line) ?? [];
    if (fence !== undefined) fence = line === fence ? undefined : fence;
    else if (found === undefined) rest.push(line);
    else fence = found;
  }
  expect(fence).toBeUndefined();
  return rest.join('\n');
}

/** The same without what stands as code inside of lines. */
function withoutCode(text: string): string {
  return withoutBlocks(text)
    .replace(/`[^`\n]*`/g, '')
    .replace(/<code>[^<>\n]*<\/code>/g, '');
}

const OURS = /<\/?(?:details|summary|sub)>|<!-- cdk8s-netpol:check -->/g;

test('no text of a manifest is a tag, a mention, a link, a number of an issue or a comment', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const rest = withoutCode(markdown(hostile(text)));
      expect(rest.replace(OURS, '')).not.toMatch(/[<>`@[\]]|:\/\/|#\d|-->/);
    }),
  );
});

test('the lines, and the cells of their tables, stay as many', () => {
  const shape = (text: string) =>
    withoutCode(markdown(hostile(text)))
      .split('\n')
      .map((line) => line.split('|').length);
  const calm = shape('calm');
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(shape(text)).toEqual(calm);
    }),
  );
});

test('no control character is in it, and no more than 60,000 bytes', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 2_000 }), (text, times) => {
      const rendered = markdown(hostile(text.repeat(times)));
      expect(rendered).not.toMatch(CONTROL);
      expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(60_000);
    }),
    { numRuns: 10 },
  );
});
