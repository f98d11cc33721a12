import { describe, expect, test } from 'vitest';
import { parseIntents } from '../../../lib/intents';
import { formatDiagnostic, parseSelector } from '../../../lib/kernel';
import { EVERY_FORM, fileOf, MISTAKES } from './examples';

const parse = (text: string) => parseIntents(text, 'intents.yaml');
/** What one intent says; it must be readable. */
function read(entry: string) {
  const { statements, diagnostics } = parse(fileOf(entry));
  expect(diagnostics).toEqual([]);
  return statements[0];
}
const intentOf = (entry: string) => read(entry)?.intents[0];
/** The end that an intent is about. */
function endOf(end: string) {
  return read(`nothing-reaches: ${end}`)?.intents[0];
}
/** What is wrong with one intent: `message => help`. */
function wrongWith(entry: string): readonly string[] {
  return parse(fileOf(entry)).diagnostics.map(({ message, help }) => `${message} => ${help}`);
}

const workload = (namespace: string, name: string) => ({ kind: 'workload', namespace, name });
const api = workload('shop', 'api');
const db = workload('shop', 'db');

describe('an intents file', () => {
  test('may say everything', () => {
    const { statements, diagnostics } = parse(EVERY_FORM);
    expect(diagnostics).toEqual([]);
    expect(statements.map(({ intents }) => intents[0]?.name)).toMatchInlineSnapshot(`
      [
        "only the api reaches the database",
        "nothing reaches metadata",
        "the batch jobs stay inside",
        "shop/web reaches only shop/api on 8080/TCP and pods k8s-app=kube-dns in namespace kube-system on 53/UDP, 53/TCP",
        "shop/web and shop/Deployment/api reaches svc/shop/db on postgres/TCP",
        "any IP reaches svc/shop/web",
        "shop/StatefulSet/db reaches nothing",
        "only shop/api on 5432/TCP and pods app=prometheus in any namespace on metrics/TCP reaches pods app in (db,replica),!old in namespace shop",
        "nothing reaches pods tier=batch in namespace shop",
        "closed: pods in namespace shop",
        "nothing else reaches pods in any namespace",
        "nothing else leaves shop/db",
        "pods in namespace shop resolves names",
        "only 203.0.113.7/32, 10.0.0.0/8, 2001:db8::/32 and 192.0.2.0/24 except 192.0.2.128/25 on 443/TCP reaches shop/web",
      ]
    `);
  });

  test('says where each intent is written', () => {
    expect(parse(EVERY_FORM).statements[1]?.source).toEqual({
      file: 'intents.yaml',
      line: 7,
      column: 5,
      path: 'intents[1]',
    });
  });

  test('may be JSON, or several documents', () => {
    expect(parse('{"intents":[{"closed":"a/b"}]}').statements).toHaveLength(1);
    const { statements, diagnostics } = parse(
      'intents: [{closed: a/b}]\n---\nintents: [{closed: a/c}]',
    );
    expect([statements.length, diagnostics]).toEqual([2, []]);
  });

  test.each([
    ['', 'intents.yaml is empty'],
    ['# nothing yet\n', 'intents.yaml is empty'],
    ['intents: []', '`intents` lists nothing'],
    ['intents:', '`intents` is null, not a list'],
    ['intent: []', '`intents` is missing'],
    ['shop/api', '`intents` is missing'],
  ])('without intents is refused: %j', (text, message) => {
    expect(parse(text).diagnostics[0]?.message).toBe(message);
  });

  test('names the key that was meant', () => {
    expect(parse('intens: []').diagnostics.map(({ message }) => message)).toContain(
      'an intents file has no key `intens`, did you mean `intents`?',
    );
  });

  test.each([
    ['an alias bomb', bomb(), 'manifests/alias-bomb'],
    ['a key that is written twice', 'intents: []\nintents: []', 'manifests/duplicate-key'],
    ['deep nesting', `intents: ${'['.repeat(300)}`, 'manifests/too-deep'],
    ['binary', 'intents: \0', 'manifests/binary'],
    ['broken YAML', 'intents: [', 'manifests/not-yaml'],
  ])('with %s is refused', (_, text, code) => {
    expect(parse(text).diagnostics.map((each) => each.code)).toContain(code);
  });

  test('with a key called __proto__ is refused like any other key', () => {
    const { diagnostics } = parse(fileOf('closed: a/b\n__proto__: { name: x }'));
    expect(diagnostics.map(({ message }) => message)).toEqual(['an intent has no key `__proto__`']);
  });

  test('quotes only as much of a huge text as a message can bear', () => {
    const [problem] = parse(fileOf(`closed: ${'x'.repeat(100_000)}`)).diagnostics;
    expect(problem?.message.length).toBeLessThan(200);
  });

  test('cannot write to a terminal through a message', () => {
    const texts = parse(fileOf('closed: "\\e[31m\\n"')).diagnostics.map(formatDiagnostic);
    expect(texts.join('\n')).not.toContain('\u001b');
  });

  test('tells everything that is wrong at once, with the place of each', () => {
    const { diagnostics } = parse(
      'intents:\n  - closed: api\n    severity: bad\n  - none: a/b\n    ports: [0, x_y]\n',
    );
    expect(diagnostics.map(({ source }) => `${source?.line}:${source?.column}`)).toEqual([
      '2:5',
      '3:5',
      '4:5',
      '5:13',
      '5:16',
    ]);
  });

  test('calls no two intents by one name', () => {
    const { diagnostics } = parse(
      'intents:\n  - closed: a/b\n  - { name: "closed: a/b", closed: a/c }\n',
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '`closed: a/b` is also the name of the intent at intents.yaml:2:5',
    ]);
  });
});

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => {
    const inner = i === 0 ? '"x"' : `*a${i - 1}`;
    return `a${i}: &a${i} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
  });
  return `${levels.join('\n')}\nintents: *a8\n`;
}

describe('an intent', () => {
  test('of only(...) states its flow, and that nothing else passes', () => {
    const flow = { from: [api], to: [db], ports: [{ protocol: 'TCP', port: 5432 }] };
    expect(read('name: sealed\nonly: shop/api\nreaches: shop/db\nports: [5432]')).toMatchObject({
      intents: [
        {
          name: 'sealed',
          kind: 'reached-only-by',
          to: [db],
          flows: [flow],
          severity: 'error',
          hard: true,
        },
      ],
      flows: [flow],
    });
  });

  test('of only(...) may give each client its ports', () => {
    const entry =
      'only: [{from: shop/api, ports: 1}, {from: any-pod, ports: all}]\nreaches: shop/db';
    expect(intentOf(entry)).toMatchObject({
      kind: 'reached-only-by',
      flows: [
        { from: [api], to: [db], ports: [{ protocol: 'TCP', port: 1 }] },
        { from: [{ kind: 'any-pod' }], to: [db] },
      ],
    });
  });

  test('of every(...) states what must pass', () => {
    expect(intentOf('every: shop/api\nreaches: shop/db\nports: all')).toMatchObject({
      kind: 'reaches',
      flows: [{ from: [api], to: [db] }],
    });
  });

  test('that must not pass is about every port unless it says which', () => {
    const statement = read('none: shop/api\nreaches: shop/db');
    expect(statement).toMatchObject({
      intents: [{ kind: 'never-reaches', flows: [{ from: [api], to: [db] }] }],
      flows: [],
    });
    expect(statement?.intents[0]).not.toHaveProperty('flows.0.ports');
  });

  test('of every(...) may list all that is reached', () => {
    expect(intentOf('every: shop/api\nreaches-only: { to: shop/db, ports: 5432 }')).toMatchObject({
      kind: 'reaches-only',
      from: [api],
      flows: [{ to: [db] }],
    });
  });

  test.each([
    ['every: shop/api\nreaches-nothing: true', { kind: 'reaches-only', from: [api], flows: [] }],
    ['nothing-reaches: shop/api', { kind: 'reached-only-by', to: [api], flows: [] }],
    ['every: shop/api\nresolves-names: true', { kind: 'resolves-names', from: [api] }],
    ['closed: shop/api', { kind: 'closed', pods: [api], directions: ['egress', 'ingress'] }],
    ['nothing-else-reaches: shop/api', { kind: 'closed', pods: [api], directions: ['ingress'] }],
    ['nothing-else-leaves: shop/api', { kind: 'closed', pods: [api], directions: ['egress'] }],
  ])('is understood: %j', (entry, claim) => {
    expect(intentOf(entry)).toMatchObject(claim);
  });

  test('of a closed world rests on what others state, so it is not hard', () => {
    expect(intentOf('closed: shop/api')?.hard).toBe(false);
  });

  test('may warn, and be accepted for a reason', () => {
    const entry =
      'closed: a/b\nseverity: warning\nacknowledge: { reason: until it is moved, until: 2027-01-31 }';
    expect(intentOf(entry)).toMatchObject({
      severity: 'warning',
      acknowledged: { reason: 'until it is moved', until: '2027-01-31' },
    });
  });

  test.each(Object.entries(MISTAKES))('with %s is refused', (_, entry) => {
    const { statements, diagnostics } = parse(fileOf(entry));
    expect(statements).toEqual([]);
    expect(diagnostics.every(({ source }) => source?.line !== undefined)).toBe(true);
    expect(diagnostics).not.toEqual([]);
  });

  test('reads as its author needs it where it is wrong', async () => {
    const texts = Object.entries(MISTAKES).map(
      ([what, entry]) =>
        `# ${what}\n${parse(fileOf(entry)).diagnostics.map(formatDiagnostic).join('\n')}\n`,
    );
    await expect(texts.join('\n')).toMatchFileSnapshot('__snapshots__/mistakes.txt');
  });
});

describe('an end', () => {
  test.each([
    ['shop/api', api],
    ['shop/Deployment/api', { ...api, workloadKind: 'Deployment' }],
    ['{ workload: shop/Job/api }', { ...api, workloadKind: 'Job' }],
    ['svc/shop/db', { kind: 'service', namespace: 'shop', name: 'db' }],
    ['{ service: shop/db }', { kind: 'service', namespace: 'shop', name: 'db' }],
    ['svc/db', workload('svc', 'db')],
    ['any-pod', { kind: 'any-pod' }],
    ['internet', { kind: 'internet' }],
    ['cloud-metadata', { kind: 'cloud-metadata' }],
    ['anywhere', { kind: 'anywhere' }],
    ['any-ip', { kind: 'addresses', cidrs: ['0.0.0.0/0', '::/0'], except: [] }],
    ['203.0.113.7', { kind: 'addresses', cidrs: ['203.0.113.7/32'], except: [] }],
    ['2001:db8::1', { kind: 'addresses', cidrs: ['2001:db8::1/128'], except: [] }],
    ['10.0.0.0/8', { kind: 'addresses', cidrs: ['10.0.0.0/8'], except: [] }],
    [
      '{ cidr: [10.0.0.0/8, "fd00::/8"], except: 10.1.0.0/16 }',
      { kind: 'addresses', cidrs: ['10.0.0.0/8', 'fd00::/8'], except: ['10.1.0.0/16'] },
    ],
    [
      '{ namespace: shop }',
      { kind: 'pods', namespaces: { kind: 'named', name: 'shop' }, pods: { requirements: [] } },
    ],
    [
      '{ namespaces: all, pods: { app: web } }',
      {
        kind: 'pods',
        namespaces: { kind: 'selected', selector: { requirements: [] } },
        pods: parseSelector({ matchLabels: { app: 'web' } }),
      },
    ],
    [
      '{ namespaces: { team: [a, ""] } }',
      {
        namespaces: {
          kind: 'selected',
          selector: { requirements: [{ key: 'team', operator: 'In', values: ['a', ''] }] },
        },
      },
    ],
  ])('is understood: %s', (text, end) => {
    expect(endOf(text)).toMatchObject({ to: [end] });
  });

  test('takes the selectors of Kubernetes, beside its own', () => {
    const pods =
      '{ tier: web, matchLabels: { app: shop }, matchExpressions: [{ key: old, operator: Exists }] }';
    expect(endOf(`{ namespace: shop, pods: ${pods} }`)).toMatchObject({
      to: [
        {
          pods: parseSelector({
            matchLabels: { tier: 'web', app: 'shop' },
            matchExpressions: [{ key: 'old', operator: 'Exists' }],
          }),
        },
      ],
    });
  });

  test('may have a label called matchLabels', () => {
    expect(endOf('{ namespace: shop, pods: { matchLabels: x } }')).toMatchObject({
      to: [{ pods: parseSelector({ matchLabels: { matchLabels: 'x' } }) }],
    });
  });

  test.each([
    ['any-pods', '`any-pods` is no end, did you mean `any-pod`?'],
    ['web', 'write { namespace: web } for a whole namespace, or namespace/web for a workload'],
    [
      '10.0.0.5/8',
      '`10.0.0.5/8` can be read as more than one block of addresses => write 10.0.0.0/8',
    ],
    [
      '{ cidr: 10.0.0.0/8, except: 11.0.0.0/16 }',
      '`except` 11.0.0.0/16 is not a part of 10.0.0.0/8',
    ],
    ['{ cidr: 10.0.0.0/8, except: 10.0.0.0/8 }', 'is not a part of'],
    ['{ cidr: shop }', '`shop` is no block of addresses'],
    ['{ service: db }', '`db` is no name of a service => write namespace/name'],
    ['{ pods: { app: web } }', 'these pods have no namespace => add `namespace: shop`'],
    ['{ namespace: 5 }', '`5` is no name of a namespace => put it in quotes: "5"'],
    ['{ namespace: a, pods: { a: 1 } }', 'label `a` is `1`, not a text => put it in quotes: "1"'],
    ['{ namespace: a, pods: { a: x y } }', 'label `a` is `x y`: a valid label must'],
    ['{ namespace: a, pods: { -a: x } }', 'label key `-a`: name part must consist of'],
  ])('is refused: %s', (text, expected) => {
    expect(wrongWith(`closed: ${text}`).join('\n')).toContain(expected);
  });
});

describe('ports', () => {
  const portsOf = (ports: string) => intentOf(`none: a/b\nreaches: a/c\nports: ${ports}`);

  test.each([
    ['5432', { protocol: 'TCP', port: 5432 }],
    ['53/UDP', { protocol: 'UDP', port: 53 }],
    ['"53"', { protocol: 'TCP', port: 53 }],
    ['metrics', { protocol: 'TCP', port: 'metrics' }],
    ['dns/UDP', { protocol: 'UDP', port: 'dns' }],
    ['8000-8100', { protocol: 'TCP', port: 8000, endPort: 8100 }],
    ['8000-8100/SCTP', { protocol: 'SCTP', port: 8000, endPort: 8100 }],
    ['UDP', { protocol: 'UDP' }],
  ])('are understood: %s', (text, port) => {
    expect(portsOf(text)).toMatchObject({ flows: [{ ports: [port] }] });
  });

  test.each([
    ['53/udp', 'names no protocol => write 53/UDP'],
    ['90-80/UDP', 'ports `90-80/UDP` end before they start => write 80-90/UDP'],
    ['70000', 'port `70000` must be between 1 and 65535'],
    ['0-9', 'ports `0-9` must be between 1 and 65535'],
    ['[5432, all]', '`all` is every port, and no port of a list'],
    ['a_b', 'is no port, and no name of one'],
  ])('are refused: %s', (text, expected) => {
    expect(wrongWith(`none: a/b\nreaches: a/c\nports: ${text}`).join('\n')).toContain(expected);
  });

  test.each([
    'every: a/b\nreaches: internet\nports: https',
    'every: a/b\nreaches-only: { to: internet, ports: https }',
    'only: { from: a/b, ports: https }\nreaches: internet',
  ])('with a name lead to no address: %j', (entry) => {
    expect(wrongWith(entry)).toEqual([
      'port `https` is a name, and addresses have no pods to look it up on => write the port number',
    ]);
  });
});

test('YAML reads a bare `no` as false, and is told so', () => {
  expect(wrongWith('no: any-pod\nreaches: cloud-metadata')).toEqual([
    'YAML reads `no` as false => write `none`',
  ]);
});

test('a flow from addresses to addresses is decided by no policy', () => {
  expect(wrongWith('none: internet\nreaches: cloud-metadata')).toEqual([
    'a flow from addresses to addresses is decided by no policy => name pods at one end',
  ]);
});
