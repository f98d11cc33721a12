import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evidenceToCsv,
  evidenceToMarkdown,
  evidenceToTerminal,
  renderJson,
} from '../../../lib/renderers';
import { anyText, CONTROL, lines } from './support/any-text';
import { evidenceNamed, evidenceOfShop } from './support/evidence';

test('Markdown has a table for the flows that stand alike, one rule a row', async () => {
  const markdown = evidenceToMarkdown(evidenceOfShop);
  await expect(markdown).toMatchFileSnapshot('__snapshots__/evidence.md');
});

test('CSV has one record for each flow and rule', async () => {
  await expect(evidenceToCsv(evidenceOfShop)).toMatchFileSnapshot('__snapshots__/evidence.csv');
});

test('the terminal shows below each flow why it passes', async () => {
  const text = evidenceToTerminal(evidenceOfShop, { glyphs: 'unicode' });
  await expect(text).toMatchFileSnapshot('__snapshots__/evidence.txt');
});

test('flows without justification are counted in the last line', () => {
  for (const render of [evidenceToMarkdown, evidenceToTerminal]) {
    const last = render(evidenceOfShop).trimEnd().split('\n').at(-1);
    expect(last).toMatch(
      /^4 allowed flows: 1 justified, 1 expired, 2 without justification; 1 undecided;/,
    );
  }
});

test('every flow of the answer is in exactly one section', () => {
  const found = evidenceToTerminal(evidenceOfShop).match(/^ {2}\S.* -> .*$/gm) ?? [];
  expect(found).toHaveLength(evidenceOfShop.flows.length + evidenceOfShop.undecided.length);
});

describe('whatever names and reasons hold', () => {
  const calm = evidenceNamed('calm');

  test.each([
    ['the terminal', (text: string) => evidenceToTerminal(evidenceNamed(text))],
    ['CSV', (text: string) => evidenceToCsv(evidenceNamed(text))],
    ['Markdown', (text: string) => evidenceToMarkdown(evidenceNamed(text))],
    ['JSON', (text: string) => renderJson(evidenceNamed(text))],
  ] as const)('they add no line and no control character to %s', (_, render) => {
    const expected = lines(render('calm'));
    fc.assert(
      fc.property(anyText, (text) => {
        const rendered = render(text);
        expect(rendered).not.toMatch(CONTROL);
        expect(lines(rendered)).toBe(expected);
      }),
    );
  });

  test('they add no cell to a Markdown table', () => {
    const bars = (text: string) => text.replace(/\\./g, '').split('|').length;
    fc.assert(
      fc.property(anyText, (text) => {
        expect(bars(evidenceToMarkdown(evidenceNamed(text)))).toBe(bars(evidenceToMarkdown(calm)));
      }),
    );
  });

  test('they are no tag and no mention in Markdown, and end no code', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rest = evidenceToMarkdown(evidenceNamed(text))
          .replace(/`[^`\n]*`/g, '')
          .replace(/<code>[^<>\n]*<\/code>/g, '');
        expect(rest).not.toMatch(/[<>`@]/);
      }),
    );
  });

  test('they begin no CSV field with the sign of a formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const fields = evidenceToCsv(evidenceNamed(text)).match(/"(?:[^"]|"")*"|[^,\n]+/g) ?? [];
        for (const field of fields) expect(field).not.toMatch(/^"?[=+\-@]/);
      }),
    );
  });

  test('they add no field to a CSV record', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [, record = ''] = evidenceToCsv(evidenceNamed(text)).split('\n');
        const outside = record.replace(/"(?:[^"]|"")*"/g, '');
        expect(outside.split(',')).toHaveLength(14);
      }),
    );
  });
});
