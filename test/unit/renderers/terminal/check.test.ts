import { expect, test } from 'vitest';
import { intentsToTerminal } from '../../../../lib/renderers';
import type { IntentOutcome, Violation } from '../../../../lib/results';
import { cut, gap, intentsResult, leak, mixed, newPod, open, outcome } from '../support/intents';
import { lintResult } from '../support/lint';
import { tcp } from '../support/results';

function broken(violation: Violation, fields: Partial<IntentOutcome> = {}): IntentOutcome {
  return outcome({ verdict: 'broken', violations: [violation], ...fields });
}

/** What is printed about one intent. */
function about(intent: IntentOutcome): string {
  return intentsToTerminal(intentsResult([intent]));
}

test('every standing has a mark, a place, and what is to be done', async () => {
  await expect(intentsToTerminal(mixed)).toMatchFileSnapshot('__snapshots__/check-ascii.txt');
});

test('a terminal that shows more gets signs, and a wide one gets a table', async () => {
  const text = intentsToTerminal(mixed, { glyphs: 'unicode', width: 120, input: ['k8s/'] });
  await expect(text).toMatchFileSnapshot('__snapshots__/check-wide.txt');
});

test('two lines tell that all intents hold, and for which pods', () => {
  expect(intentsToTerminal(intentsResult([outcome(), outcome()]), { width: 200 })).toBe(
    `profile portable; not counted: host-network pods yet to come in monitoring; Pod Security keeps them out of shop
Intents: 2 passed, 0 failed, 0 undecided.
`,
  );
});

test('details list the intents also where all of them hold', () => {
  const text = intentsToTerminal(intentsResult([outcome()]), { details: 'all' });
  expect(text).toContain('  ok    only the api reaches the database  main.ts:33\n');
});

test('details show every violation in full', () => {
  const one = about(broken(leak, { violations: [leak, leak] }));
  const all = intentsToTerminal(intentsResult([broken(leak, { violations: [leak, leak] })]), {
    details: 'all',
  });
  expect(one.match(/ fix /g)).toHaveLength(1);
  expect(all.match(/ fix /g)).toHaveLength(2);
});

test('violations that are not shown are counted, with those that nobody listed', () => {
  const text = about(broken(leak, { violations: [leak, leak, leak, leak, leak, leak], more: 10 }));
  expect(text.match(/ALLOWED$/gm)).toHaveLength(4);
  expect(text).toContain('... and 12 more\n');
});

test('a pod that does not exist yet is told by its labels', () => {
  expect(about(broken(gap))).toContain(`  a new pod -> shop/db  5432/TCP   ALLOWED
    from     a pod that does not exist yet: app=web, role=batch in namespace
             shop
`);
});

test('two pods that do not exist yet are told apart', () => {
  const to = {
    ...newPod,
    labels: {},
    namespaceLabels: { team: 'a' },
    portNames: ['http'],
    address: '10.0.0.1',
  };
  const text = intentsToTerminal(intentsResult([broken({ ...gap, to })]), { width: 200 });
  expect(text).toContain('  a new pod -> another new pod  5432/TCP   ALLOWED\n');
  expect(text).toContain(
    '    to       a pod that does not exist yet: no labels in a namespace that does not exist yet either, with team=a, a port named http, address 10.0.0.1\n',
  );
});

test('the command asks what governs the only end that exists', () => {
  expect(about(broken(gap))).toContain('    why      netpol explain shop/db\n');
});

test('the command names a port, a protocol other than TCP, and what was read', () => {
  const udp: Violation = { ...cut, ports: { UDP: [[53, 53]] } };
  const text = intentsToTerminal(intentsResult([broken(udp)]), { input: ["it's/", '--dns', 'x'] });
  expect(text).toContain(`netpol explain shop/web shop/db:53/UDP 'it'\\''s/' --dns x\n`);
});

test('a name from a manifest runs nothing in the shell it is pasted into', () => {
  const hostile: Violation = { ...cut, from: { kind: 'workload', id: 'shop/$(reboot);x' } };
  expect(about(broken(hostile))).toContain(`netpol explain 'shop/$(reboot);x' shop/db:5432\n`);
});

test('the command asks about the first of several blocks', () => {
  const to = {
    kind: 'ip',
    id: '100.100.100.200/32',
    cidrs: ['100.100.100.200/32', '8.8.8.8/32'],
  } as const;
  expect(about(broken({ ...leak, to }))).toContain('explain shop/worker 100.100.100.200\n');
});

test('the command asks about every port where every port is wrong', () => {
  expect(about(broken(leak))).toContain('netpol explain shop/worker 169.254.169.254\n');
});

test('an IPv6 address is set in brackets before its port', () => {
  const to = { kind: 'ip', id: 'fd00:ec2::254/128', cidrs: ['fd00:ec2::254/128'] } as const;
  const text = about(broken({ ...leak, to, ports: tcp(80) }));
  expect(text).toContain(`netpol explain shop/worker '[fd00:ec2::254]:80'\n`);
});

test('an acknowledgement that has expired is told, and its failure does not only warn', () => {
  const text = about(
    broken(leak, {
      severity: 'warning',
      acknowledged: { reason: 'until the move', until: '2026-01-31', state: 'expired' },
    }),
  );
  expect(text).toContain('  was acknowledged until 2026-01-31: until the move\n');
  expect(text).toContain('Intents: 0 passed, 1 failed, 0 undecided.\n');
});

test.each([
  [
    { kind: 'stand-in', end: 'pods app=x', pod: 'a pod with app=x' },
    'nothing known matches pods app=x: a pod with app=x stood in',
  ],
  [
    { kind: 'nobody', end: 'pods app=x' },
    'nothing matches pods app=x, so nothing could be shown to pass',
  ],
  [
    { kind: 'unknown-end', end: 'shop/wbe', near: 'shop/web' },
    'there is no `shop/wbe` in the input; did you mean `shop/web`?',
  ],
  [{ kind: 'unknown-end', end: 'shop/x' }, 'there is no `shop/x` in the input'],
  [
    { kind: 'unknown-port', end: 'shop/db', port: 'pgg', declared: [] },
    'shop/db declares no port called `pgg`',
  ],
  [
    { kind: 'unknown-port', end: 'shop/db', port: 'pgg', declared: ['http', 'pg'], near: 'pg' },
    'shop/db declares no port called `pgg`, only http, pg; did you mean `pg`?',
  ],
  [
    { kind: 'other-dns', end: 'shop/agent', dnsPolicy: 'ClusterFirst', hostNetwork: true },
    'shop/agent asks the name servers of its node (hostNetwork, dnsPolicy: ClusterFirst), so it finds no Service by name; to find them, write dnsPolicy: ClusterFirstWithHostNet',
  ],
  [
    { kind: 'unknown-dns', end: 'shop/web', dnsPolicy: 'None' },
    'shop/web asks name servers of its own (dnsPolicy: None), and what its policies open may be others',
  ],
  [{ kind: 'over-budget', steps: 100_000 }, 'an exact answer would take more than 100000 steps'],
] as const)('the note %j is a sentence', (note, text) => {
  const intent = outcome({ verdict: 'undecided', notes: [note] });
  expect(intentsToTerminal(intentsResult([intent]), { width: 200 })).toContain(
    `    note     ${text}\n`,
  );
});

test('what an intent that holds rests on is said too', () => {
  const note = { kind: 'stand-in', end: 'pods app=x', pod: 'a pod with app=x' } as const;
  expect(about(outcome({ notes: [note] })).split('\n')[0]).toContain('note: only the api reaches');
});

test('many pods that stood in are counted, and named with all details', () => {
  const note = { kind: 'stand-in', end: 'pods app=x', pod: 'a pod with app=x' } as const;
  const notes = [note, note];
  const result = intentsResult([outcome({ name: 'one', notes }), outcome({ name: 'two', notes })]);
  expect(intentsToTerminal(result, { width: 200 })).toMatch(
    /^note: for 2 intents pods stood in that are not in the input \(-v names them\)\nprofile/,
  );
  expect(intentsToTerminal(result, { details: 'all' }).match(/^note: /gm)).toHaveLength(4);
});

test.each([72, 80, 100])('no line but a command to copy is wider than %d columns', (width) => {
  const long = 'a name that goes on and on until no terminal would have room for all of it';
  const named = mixed.intents.map((each) => ({ ...each, name: long, from: `${long}, ${long}` }));
  const lines = intentsToTerminal({ ...mixed, intents: named }, { width }).split('\n');
  const prose = lines.filter((line) => !line.includes('netpol explain'));
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(width);
});

test('names that leave no room for columns leave none', () => {
  const end = {
    kind: 'workload',
    id: 'a-namespace-with-a-name/a-workload-with-a-long-name',
  } as const;
  const [rule] = leak.egress.allowedBy;
  const wants = 'app.kubernetes.io/component=controller,app.kubernetes.io/name=nginx';
  const predicates = [
    { on: 'podSelector', wants, has: 'app=web', holds: 'no' },
    { on: 'port', wants: '80/TCP', has: '', holds: 'yes' },
  ] as const;
  const missed = rule === undefined ? [] : [{ ...rule, predicates }];
  const text = about(
    broken({
      ...cut,
      from: end,
      to: end,
      ingress: { ...cut.ingress, missedBy: missed },
    }),
  );
  expect(text).toContain(`  ${end.id} -> ${end.id}\n    5432/TCP   DENIED\n`);
  expect(text).toContain(
    `          podSelector ${wants}  FAIL\n            ${end.id} has app=web\n`,
  );
  expect(text).toContain('          port 80/TCP  ok\n');
});

test('a cluster that enforces nothing is said first of all', () => {
  const off = { ...leak.egress, allowedBy: [], exemption: 'not-enforced' } as const;
  expect(about(broken({ ...leak, egress: off }))).toMatch(/^NOT ENFORCED: /);
});

test('colour says nothing that a mark does not', () => {
  const painted = intentsToTerminal(mixed, {
    style: { denied: (text) => `<${text}>`, allowed: (text) => `<${text}>` },
  });
  expect(painted).toContain('<FAIL>');
  expect(painted.replaceAll(/[<>]/g, '')).toBe(intentsToTerminal(mixed).replaceAll(/[<>]/g, ''));
});

test('a flow that breaks the intent for certain comes before one that may', () => {
  const [first, second] =
    about(broken(open, { violations: [open, leak] })).match(/(?:ALLOWED|UNDECIDED)$/gm) ?? [];
  expect([first, second]).toEqual(['ALLOWED', 'UNDECIDED']);
});

test('a rule that may let a flow through is not said to let it through', () => {
  const text = about(
    outcome({ verdict: 'undecided', violations: [{ ...open, culprits: leak.culprits }] }),
  );
  expect(text).toContain('culprit  shop/worker egress[1].to[0] may let it through\n');
});

test('what settles a question is told once, above all that wait for it', () => {
  const text = about(outcome({ verdict: 'undecided', violations: [open] }));
  expect(text).toContain('  settle  --assume ip-block-matches-pods=true|false\n');
  expect(text).not.toContain(open.help);
});

test('an unused acknowledgement is told with its place', () => {
  const unused = {
    check: 'NP104',
    by: 'comment',
    message: 'no finding matches it',
    source: { file: 'shop.yaml', line: 2 },
  } as const;
  const lint = lintResult([], { unused: [unused] });
  const text = intentsToTerminal({ ...intentsResult([]), lint }, { width: 200 });
  expect(text).toContain('Lint  1 unused acknowledgement  netpol lint');
  expect(text).toContain('unused acknowledgement of NP104: no finding matches it  shop.yaml:2\n');
});
