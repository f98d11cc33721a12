import fc from 'fast-check';
import type { Reported } from '../../../../lib/renderers/shared/report/reported';
import type { Finding, IntentOutcome } from '../../../../lib/results';
import { anyText } from './any-text';
import { intentsResult, leak, newPod, open, outcome, stated } from './intents';
import { dangling, finding, lintResult } from './lint';

/** Texts that mean something to somebody who reads a report, and any other text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  anyText,
  fc.constantFrom(
    '</script><img onerror=alert(1)>',
    '::error::gone',
    '::add-mask::x',
    '##[error]gone',
    '\u001b[31mred\u001b[0m',
    '=cmd()',
    '+1',
    '-1',
    '|',
    '`',
    '```',
    '@team',
    '-->',
    '--!>',
    '"',
    "'",
    '"]',
    '"]; evil[',
    '\n',
    '\r\n::error::x',
    '\u202etxt.exe',
    '\u2028',
    ']]>',
    '<!--',
    '&lt;',
    '&#0;',
    '#quot;',
    '%0A::error::x',
    'a,b=c:d',
    '[x](https://evil.example)',
    '{0}',
    '\ud800',
    '\uffff',
    '\\',
    '\\"',
    '"; click n1 "https://evil.example',
    'end',
    'subgraph x',
    '__proto__',
    '',
  ),
);

/** Findings and intents in which everything that an author or a manifest can name is `text`. */
export function hostile(text: string): Reported {
  const source = { ...stated(1, text), file: text, path: text };
  const placed = { ...source, typescript: { file: text, line: 1, column: 1 } };
  const object: Finding['object'] = { kind: text, namespace: text, name: text };
  const fields: Partial<Finding> = {
    ...{ message: text, facts: [text, text], help: text, object, source: placed },
    related: [{ message: text, source: placed }],
  };
  const accepted = { reason: text, until: text, by: 'comment' } as const;
  return {
    intents: { ...intentsResult(intentsOf(text, placed)), profile: text },
    lint: lintResult(
      [
        finding(fields),
        dangling({ ...fields, fingerprint: 'b', standing: 'acknowledged', accepted }),
        dangling({ ...fields, fingerprint: 'c', accepted }),
      ],
      {
        profile: text,
        unused: [{ check: text, by: 'comment', reason: text, message: text, source: placed }],
      },
    ),
  };
}

function intentsOf(text: string, source: IntentOutcome['source']): readonly IntentOutcome[] {
  const end = { kind: 'workload', id: text } as const;
  const culprits = [
    { direction: 'egress', kind: 'isolates', policy: text, path: text, selects: text, source },
  ] as const;
  const pod = { ...newPod, labels: { [text]: text }, namespace: text };
  const named = { name: text, from: text, to: text, ports: text, source };
  return [
    outcome(named),
    outcome({
      ...{ ...named, verdict: 'broken' },
      violations: [
        { ...leak, from: end, to: end, culprits, help: text },
        { ...leak, from: pod },
      ],
      acknowledged: { reason: text, until: text, state: 'expired' },
      notes: [{ kind: 'unknown-end', end: text, near: text }],
    }),
    outcome({
      ...{ ...named, verdict: 'broken', kind: 'closed', violations: [leak] },
      acknowledged: { reason: text, state: 'counts' },
    }),
    outcome({
      ...{ ...named, verdict: 'undecided', kind: 'never-reaches' },
      violations: [{ ...open, from: end, culprits, reasons: [{ id: text, question: text }] }],
    }),
  ];
}
