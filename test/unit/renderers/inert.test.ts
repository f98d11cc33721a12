import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  intentsToTerminal,
  matrixToCsv,
  matrixToMarkdown,
  matrixToTerminal,
  reachToCsv,
  reachToMarkdown,
  reachToTerminal,
  renderJson,
} from '../../../lib/renderers';
import { anyText, CONTROL, lines } from './support/any-text';
import { intentsResult, leak, newPod, outcome, stated } from './support/intents';
import { deployment, flow, reachResult, tcp } from './support/results';

function named(text: string) {
  const [a, b] = [{ ...deployment('n/a'), id: `n/${text}` }, deployment('n/b')];
  const flows = [flow(a, b, { allowed: tcp(80), by: [text] })];
  return { ...reachResult([a, b], flows), profile: text };
}

const calm = named('calm');

test.each([
  ['the terminal, reach', reachToTerminal],
  ['the terminal, matrix', matrixToTerminal],
  ['CSV, reach', reachToCsv],
  ['CSV, matrix', matrixToCsv],
  ['Markdown, reach', reachToMarkdown],
  ['Markdown, matrix', matrixToMarkdown],
  ['JSON', renderJson],
] as const)('no text adds a line or a control character to %s', (_, render) => {
  // A narrow terminal may choose another layout for a long name: that is no line of the name's own.
  const width = { width: 10_000 };
  fc.assert(
    fc.property(anyText, (text) => {
      const rendered = render(named(text), width);
      expect(rendered).not.toMatch(CONTROL);
      expect(lines(rendered)).toBe(lines(render(calm, width)));
    }),
  );
});

/** A broken intent in which everything that an author or a manifest can name is `text`. */
function intentsNamed(text: string) {
  const end = { kind: 'workload', id: `n/${text}` } as const;
  const culprit = { direction: 'egress', kind: 'isolates', policy: text, selects: text } as const;
  const source = { ...stated(1, text), typescript: { file: text, line: 1, column: 1 } };
  const violations = [
    { ...leak, from: end, culprits: [{ ...culprit, source }], help: `do ${text}` },
    { ...leak, from: { ...newPod, labels: { [text]: text }, namespace: text } },
  ];
  return intentsResult(
    [
      outcome({
        name: text,
        from: text,
        to: text,
        ports: text,
        verdict: 'broken',
        violations,
        source,
        acknowledged: { reason: text, until: '2026-01-31', state: 'expired' },
        notes: [{ kind: 'unknown-end', end: text, near: text }],
      }),
    ],
    { profile: text, universe: [{ namespace: text, hostNetworkPods: 'possible' }] },
  );
}

test('no text adds a line or a control character to the terminal, check', () => {
  const options = { width: 1_000_000, details: 'all' } as const;
  const expected = lines(intentsToTerminal(intentsNamed('calm'), options));
  fc.assert(
    fc.property(anyText, (text) => {
      const rendered = intentsToTerminal(intentsNamed(text), { ...options, input: [text] });
      expect(rendered).not.toMatch(CONTROL);
      expect(lines(rendered)).toBe(expected);
    }),
  );
});

test('no text adds a cell to a Markdown table', () => {
  const bars = (text: string) => text.replace(/\\./g, '').split('|').length;
  fc.assert(
    fc.property(anyText, (text) => {
      expect(bars(reachToMarkdown(named(text)))).toBe(bars(reachToMarkdown(calm)));
    }),
  );
});

test('no text in Markdown is a tag, a mention outside of code, or ends its code', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const rest = reachToMarkdown(named(text))
        .replace(/`[^`\n]*`/g, '')
        .replace(/<code>[^<>\n]*<\/code>/g, '');
      expect(rest).not.toMatch(/[<>`@]/);
    }),
  );
});

test('no text begins a CSV field with the sign of a formula', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const csv = reachToCsv({ ...named(text), flows: named(text).flows });
      const fields = csv.match(/"(?:[^"]|"")*"|[^,\n]+/g) ?? [];
      for (const field of fields) expect(field).not.toMatch(/^"?[=+\-@]/);
    }),
  );
});
