import { describe, expect, test } from 'vitest';
import { formatDiagnostic, type Source } from '../../../../lib/kernel';
import { intentDiagnostics } from '../../../../lib/renderers';
import type { IntentOutcome } from '../../../../lib/results';
import { cut, gap, intentsResult, leak, newPod, open, outcome, stated } from '../support/intents';

const told = (...outcomes: readonly IntentOutcome[]) =>
  intentDiagnostics(intentsResult(outcomes)).map(formatDiagnostic);

const broken = (fields: Partial<IntentOutcome> = {}) =>
  outcome({ verdict: 'broken', violations: [gap], ...fields });

test('an intent that holds is not told', () => {
  expect(told(outcome())).toEqual([]);
});

test('a broken intent is told with its place, and with the policy that breaks it and its place', () => {
  const [text] = told(broken());
  expect(text?.replaceAll(/^ {2}(at|by|why|help) +/gm, '$1: ')).toMatchInlineSnapshot(`
    "error[intents/broken]  intent \`only the api reaches the database\` is broken: a pod with app=web in namespace shop reaches shop/db on 5432/TCP, and must not
    at: main.ts:33:3
            construct shop
    by: NetworkPolicy shop/db-from-api does not isolate shop/db for ingress (selects app=dbb)
            dist/shop.k8s.yaml:41:1
    why: nothing may enter but what the intent names, from pods yet to come included
    help: let the podSelector of shop/db-from-api select app=db"
  `);
});

test('an object that was never written to a file is placed by its line of TypeScript', () => {
  const typescript = { file: 'main.ts', line: 7, column: 3 };
  const source: Source = {
    file: '(in memory)',
    path: 'spec.egress[0]',
    construct: 'a',
    typescript,
  };
  const [culprit] = leak.culprits;
  const culprits = culprit === undefined ? [] : [{ ...culprit, source }];
  const [text] = told(broken({ kind: 'never-reaches', violations: [{ ...leak, culprits }] }));
  expect(text).toContain('main.ts:7:3  spec.egress[0]');
  expect(text).not.toContain('(in memory)');
});

describe('each kind of culprit is said in a sentence', () => {
  const said = (violation: typeof cut) =>
    intentDiagnostics(intentsResult([broken({ violations: [violation] })]))[0]?.related?.[0]
      ?.message;
  const [isolates] = cut.culprits;
  test.each<[string, typeof cut, string]>([
    ['a rule', leak, 'NetworkPolicy shop/worker egress[1].to[0] lets it out'],
    [
      'a policy that selects too little',
      gap,
      'NetworkPolicy shop/db-from-api does not isolate shop/db for ingress (selects app=dbb)',
    ],
    [
      'a policy that isolates',
      cut,
      'NetworkPolicy shop/default-deny isolates shop/db for ingress (selects all pods), and no rule lets it through',
    ],
    [
      'the lack of any policy',
      { ...cut, culprits: isolates ? [{ direction: 'egress', kind: 'nothing-isolates' }] : [] },
      'nothing isolates shop/web for egress',
    ],
  ])('%s', (_, violation, message) => {
    expect(said(violation)).toBe(message);
  });
});

test('of several violations the first few are told, and the others counted', () => {
  const [text] = told(broken({ violations: [gap, leak, cut, open], more: 6 }));
  expect(text?.match(/also .*/g)).toHaveLength(2);
  expect(text).toContain('and 7 more');
});

test('a flow that nobody stated in a closed world is said to be that', () => {
  expect(told(broken({ kind: 'closed' }))[0]).toContain('which no construct states');
});

test('a flow that must pass and does not is said so', () => {
  expect(told(broken({ kind: 'reaches', violations: [cut] }))[0]).toContain(
    'is broken: shop/web does not reach shop/db on 5432/TCP',
  );
});

describe('undecided intents', () => {
  const undecided = (name: string, fields: Partial<IntentOutcome> = {}) =>
    outcome({ name, verdict: 'undecided', violations: [open], ...fields });

  test('that wait for one fact are one diagnostic, which asks for it', () => {
    const [text, ...others] = told(undecided('a'), undecided('b'));
    expect(others).toEqual([]);
    expect(text).toContain('2 intents are undecided: Does an ipBlock match a pod');
    expect(text).toContain("assume: { 'ip-block-matches-pods': true or false }");
    expect(text).toMatch(/intent `a`.*[\s\S]*intent `b`/);
  });

  test('of different severity are told apart', () => {
    const severities = intentDiagnostics(
      intentsResult([undecided('a'), undecided('b', { severity: 'warning' })]),
    ).map(({ severity }) => severity);
    expect(severities).toEqual(['error', 'warning']);
  });

  test.each<[string, IntentOutcome['notes'][number], string]>([
    [
      'an end that nothing is called',
      { kind: 'unknown-end', end: 'a/b', near: 'a/c' },
      'did you mean `a/c`?',
    ],
    [
      'a port that nobody declares',
      { kind: 'unknown-port', end: 'a/b', port: 'web', declared: [] },
      'no port called `web`',
    ],
    [
      'name servers that nobody knows',
      { kind: 'unknown-dns', end: 'a/b', dnsPolicy: 'Default' },
      'or write dnsPolicy: ClusterFirst',
    ],
    ['an end that nobody matches', { kind: 'nobody', end: 'x' }, 'nothing matches x'],
    ['an exact answer', { kind: 'over-budget', steps: 9 }, 'would take more than 9 steps'],
  ])('say that they wait for %s', (_, note, text) => {
    expect(told(undecided('a', { violations: [], notes: [note] }))[0]).toContain(text);
  });

  test('are told even where nobody says what they wait for', () => {
    const [text] = told(undecided('a', { violations: [] }));
    expect(text).toContain('not described well enough');
  });
});

describe('an acknowledged intent', () => {
  const accepted = (state: 'counts' | 'expired' | 'unused') => ({
    acknowledged: { reason: 'known gap', until: '2027-01-31', state },
  });

  test('is left out while the acknowledgement counts', () => {
    expect(told(broken(accepted('counts')))).toEqual([]);
  });

  test('that has expired is an error, whatever the intent says, and says so', () => {
    const expired = broken({ severity: 'warning', ...accepted('expired') });
    expect(told(expired)[0]).toMatch(/^error.*acknowledged until 2027-01-31 \(known gap\)/);
  });

  test('that holds is a warning', () => {
    expect(told(outcome({ ...accepted('unused'), source: stated(5) }))[0]).toMatch(
      /^warning\[intents\/unused-acknowledgement\]/,
    );
  });
});

test('text from a manifest cannot draw on the terminal', () => {
  const id = 'a pod with app=\u001b[31mred';
  const [text] = told(broken({ violations: [{ ...gap, from: { ...newPod, id } }] }));
  expect(text).not.toContain('\u001b');
});
