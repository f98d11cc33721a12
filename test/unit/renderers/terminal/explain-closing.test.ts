import { describe, expect, test } from 'vitest';
import { explainToTerminal } from '../../../../lib/renderers';
import type { Change, ExplainCase, ExplainResult, NameResolution } from '../../../../lib/results';
import { closedGate, deniedCase, explained, HOSTILE, openGate, tcp } from '../support/results';

const source = { file: 'db.yaml', line: 9, column: 3 };
const patch = (path: string, value: { readonly protocol: 'TCP'; readonly port: number }) =>
  [{ op: 'add', path, value }] as const;
const port: Change = {
  kind: 'port',
  direction: 'ingress',
  policy: 'shop/db-from-api',
  patch: patch('/spec/ingress/0/ports/-', { protocol: 'TCP', port: 5432 }),
  source,
  alsoOpens: [],
};
const rule: Change = {
  ...port,
  kind: 'rule',
  patch: [{ op: 'add', path: '/spec/ingress', value: [{ from: [] }] }],
};
const label: Change = {
  kind: 'label',
  direction: 'ingress',
  end: 'shop/web',
  labels: { 'db-client': 'true' },
  source,
  rule: 'shop/db-from-api ingress[0].from[0]',
};

function closing(changes: readonly Change[], more: Partial<ExplainCase> = {}, all = false): string {
  const { toAllow: _, ...gate } = closedGate;
  const each = { ...deniedCase, ...more, ingress: { ...gate, changes } };
  return explainToTerminal(explained([each]), all ? { rules: 'all' } : {});
}

const withNames = (names: NameResolution, verdict: 'allowed' | 'denied' = 'denied'): string => {
  const result = explained([{ ...deniedCase, verdict }]);
  const [explanation] = result.explanations;
  const explanations = explanation === undefined ? [] : [{ ...explanation, names }];
  return explainToTerminal({ ...result, explanations });
};

describe('a change', () => {
  test('says what to add where, and that nothing else gets through', () => {
    expect(closing([port])).toContain(
      [
        ' to allow  add a port to shop/db-from-api ingress[0]  db.yaml:9:3',
        '             ports: - {protocol: TCP, port: 5432}',
        '           nothing else gets through by it',
      ].join('\n'),
    );
  });

  test('names up to three flows that it also lets through, and counts the rest', () => {
    const flow = (from: string) => ({ from, to: 'shop/db', ports: tcp(5432) });
    const flows = ['a/a', 'a/b', 'a/c', 'a/d', 'a/e'].map(flow);
    expect(closing([{ ...port, alsoOpens: flows }])).toContain(
      'it also lets through a/a -> shop/db 5432/TCP; a/b -> shop/db 5432/TCP; a/c -> shop/db 5432/TCP, and 2 more',
    );
  });

  test('nobody looked around for says nothing about it', () => {
    const { alsoOpens: _, ...unknown } = port;
    expect(closing([unknown])).not.toContain('gets through by it');
  });

  test('to a list of rules that is not there writes the whole list', () => {
    expect(closing([rule])).toContain(
      'add a rule to shop/db-from-api  db.yaml:9:3\n             ingress: [{from: []}]',
    );
  });

  test('to the labels of a pod quotes what YAML would read as something else', () => {
    expect(closing([label])).toContain(
      ' to allow  label the pods of shop/web  db.yaml:9:3\n             labels: {db-client: "true"}\n             as shop/db-from-api ingress[0].from[0] asks',
    );
  });

  test('is followed by the others only where all is asked for', () => {
    expect(closing([port, label])).not.toContain('label the pods');
    expect(closing([port, label], {}, true)).toContain('\n or        label the pods of shop/web');
  });

  test('in TypeScript is shown with the line to write it near', () => {
    const near = { file: 'apps/shop.ts', line: 22, column: 17 };
    const text = closing([port], { typescript: { near, code: 'new Connection(...);' } });
    expect(text).toContain(
      ' or in TypeScript near apps/shop.ts:22\n             new Connection(...);',
    );
  });

  test('with hostile names stays on its line', () => {
    const text = closing([
      { ...label, end: HOSTILE, labels: { [HOSTILE]: HOSTILE }, rule: HOSTILE },
    ]);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).not.toContain('[31m\nx');
  });
});

describe('names', () => {
  const server = { server: 'kube-system/k8s-app=kube-dns', platform: 'kube-dns', port: 53 };
  const closed = { ...server, udp: 'denied', tcp: 'denied' } as const;

  test('that do not resolve are said of an allowed flow too', () => {
    const text = withNames({ verdict: 'denied', closed: 'egress', servers: [closed] }, 'allowed');
    expect(text).toContain(' names do not resolve from shop/web: no egress rule opens DNS\n');
  });

  test('come before the time-out, which then needs an address', () => {
    const text = withNames({ verdict: 'denied', closed: 'egress', servers: [closed] });
    expect(text).toContain(' with an address at hand, the client sees a time-out');
  });

  test('that fail at the pods that answer are said to', () => {
    const text = withNames({ verdict: 'denied', closed: 'ingress', servers: [closed] });
    expect(text).toContain(
      'what answers DNS (kube-system/k8s-app=kube-dns) lets nothing in from there',
    );
  });

  test('that resolve over UDP only are lost where they are long', () => {
    const servers = [{ ...closed, udp: 'allowed' } as const];
    expect(withNames({ verdict: 'allowed', servers })).toContain('over UDP only');
  });

  test('that resolve need no word', () => {
    const servers = [{ ...server, udp: 'allowed', tcp: 'allowed' } as const];
    expect(withNames({ verdict: 'allowed', servers })).not.toContain('resolve');
  });
});

test('a gate that a fact of the profile decided names it, its value and its source', () => {
  const decidedBy = [{ id: 'ip-block-matches-pods', value: 'true', source: 'felix (87c15906)' }];
  const text = explainToTerminal(
    explained([{ ...deniedCase, ingress: { ...closedGate, decidedBy } }]),
  );
  expect(text).toContain('      because portable: ip-block-matches-pods=true (felix (87c15906))\n');
});

test('an undecided flow tells what each answer would make of it', () => {
  const outcomes = [
    { value: 'true', verdict: 'allowed' },
    { value: 'false', verdict: 'denied' },
  ] as const;
  const text = explainToTerminal(
    explained([
      {
        ...deniedCase,
        verdict: 'undecided',
        reasons: [{ id: 'enforces', question: 'Is it enforced?', outcomes }],
      },
    ]),
  );
  expect(text).toContain(' --assume enforces=true   ALLOWED\n --assume enforces=false  DENIED\n');
});

test('a cluster that enforces nothing is said before anything else', () => {
  const open = { ...openGate('egress', 'shop/web'), exemption: 'not-enforced' } as const;
  const result: ExplainResult = {
    ...explained([{ ...deniedCase, verdict: 'allowed', egress: open, ingress: open }]),
    profile: 'flannel',
  };
  expect(explainToTerminal(result).split('\n')[0]).toBe(
    'NOT ENFORCED: by profile flannel this cluster ignores every NetworkPolicy, so everything is allowed',
  );
});
