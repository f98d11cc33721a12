import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffToCsv, diffToMarkdown, diffToTerminal, renderJson } from '../../lib/renderers';
import type { DiffCause, DiffResult } from '../../lib/results';
import { CONTROL, lines } from '../unit/renderers/support/any-text';
import { everything, newRule, row } from '../unit/renderers/support/diff';
import { hostileText } from '../unit/renderers/support/hostile';

/** A difference in which everything that an author or a manifest can name is `text`. */
function hostile(text: string): DiffResult {
  const calm = everything();
  const source = { file: text, line: 1, typescript: { file: text, line: 1, column: 1 } };
  const causes: readonly DiffCause[] = [
    { ...newRule, policy: text, source },
    { kind: 'workload', id: text, source: { file: text } },
    { kind: 'namespace', name: text },
  ];
  const named = { from: text, to: 'shop/db', causes, breaks: [text] };
  const intent = { name: text, source, before: 'holds', after: 'broken' } as const;
  return {
    ...calm,
    profile: text,
    before: text,
    after: text,
    rows: [row(named)],
    workloads: calm.workloads.map((workload) => ({
      ...workload,
      endpoint: { ...workload.endpoint, id: text },
      flows: [{ ...row(named), by: 'changed-policies' }],
    })),
    policies: [{ id: text, change: 'added', source }],
    possible: calm.possible.map((each) => ({
      ...each,
      from: { kind: 'workload', id: text },
      causes,
    })),
    blast: [{ workload: text, before: 0, after: 1 }],
    intents: { breaks: [intent], mends: [intent], holds: 0, broken: 1, undecided: 0 },
  };
}

const SINKS = {
  terminal: (result: DiffResult) => diffToTerminal(result, { width: 1_000_000 }),
  markdown: (result: DiffResult) =>
    diffToMarkdown(result, {
      version: '1',
      explained: diffToTerminal(result, { width: 1_000_000 }),
    }),
  json: renderJson,
  csv: diffToCsv,
};

test.each(Object.entries(SINKS))(
  'no text adds a line or a control character to %s',
  (_, render) => {
    const expected = lines(render(hostile('calm')));
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = render(hostile(text));
        expect(rendered).not.toMatch(CONTROL);
        expect(lines(rendered)).toBe(expected);
      }),
    );
  },
);

/** A comment without what stands as code: blocks first, then spans. */
function withoutCode(text: string): string {
  return text
    .replace(/^(`{3,})text\n[\s\S]*?\n\1$/m, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/<code>[^<>\n]*<\/code>/g, '');
}

const OURS = /<\/?(?:details|summary|sub)>|<!-- cdk8s-netpol:diff -->/g;

test('no text of a manifest is a tag, a mention, a link or a number of an issue in a comment', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const rest = withoutCode(SINKS.markdown(hostile(text))).replace(OURS, '');
      expect(rest).not.toMatch(/[<>`@[\]]|:\/\/|#\d|-->/);
    }),
  );
});

test('no text adds a cell to a table of a comment', () => {
  const shape = (text: string) =>
    withoutCode(SINKS.markdown(hostile(text)))
      .split('\n')
      .map((line) => line.split('|').length);
  const calm = shape('calm');
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(shape(text)).toEqual(calm);
    }),
  );
});
