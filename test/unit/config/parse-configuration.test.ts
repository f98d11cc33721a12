import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../lib/analyses';
import { disagreement, parseConfiguration } from '../../../lib/config';
import { eks, portable } from '../../../lib/platform';
import { EVERYTHING, MISTAKES } from './examples';

const FILE = 'netpol.yaml';

function read(text: string) {
  return parseConfiguration(text, FILE, CHECKS);
}

/** What is wrong with a text: message and help of each problem. */
function told(text: string): readonly string[] {
  return read(text).diagnostics.map(({ message, help = '' }) => `${message} => ${help}`);
}

test('a configuration is read with everything it says', () => {
  const { configuration, diagnostics } = read(EVERYTHING);
  expect(diagnostics).toEqual([]);
  expect(configuration).toEqual({
    profile: expect.objectContaining({
      name: 'production',
      dns: ['kube-dns', 'node-local'],
      podCidrs: ['10.64.0.0/14'],
      zones: { office: ['198.51.100.0/24'] },
    }),
    zones: { corp: ['10.20.0.0/16', '10.21.0.0/16'] },
    manifests: ['vendor/*.yaml', '../shared'],
    exclude: ['charts/**'],
    intents: ['intents.yaml'],
    checks: expect.any(Map),
    ignore: [
      {
        id: 'NP002',
        namespace: 'shop',
        name: 'web-*',
        kind: 'NetworkPolicy',
        reason: 'everyone may call the shop',
        until: '2027-03-31',
        source: { file: FILE, line: 25, column: 5, path: 'ignore[0]' },
      },
      {
        id: 'empty-peer-list',
        reason: 'the gateway checks who calls',
        source: { file: FILE, line: 26, column: 5, path: 'ignore[1]' },
      },
    ],
    baseline: 'netpol.baseline.json',
    failOn: 'warning',
    defaultNamespace: 'shop',
    kubernetesVersion: '1.35',
  });
});

test('facts of a profile replace those of its base, and leave the others', () => {
  const { profile = portable } = read(
    'profile: { base: eks, podCidrs: [10.64.0.0/14] }',
  ).configuration;
  expect(disagreement(profile, eks({ podCidrs: ['10.64.0.0/14'] }))).toEqual([]);
  expect(disagreement(profile, eks())).toEqual(['podCidrs']);
});

test('a profile without a base is not called like the one that knows nothing', () => {
  expect(read('profile: { cloud: aws }').configuration.profile?.name).toBe('netpol.yaml');
});

test.each(['', '{}', '# nothing yet\n'])(
  'a text that says nothing is a configuration: %j',
  (text) => {
    const { configuration, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(configuration.manifests).toEqual([]);
  },
);

describe('the level of a check', () => {
  const levelOf = (text: string) => read(text).configuration.checks.get('NP002');

  test('is off however YAML reads the word', () => {
    expect(levelOf('checks: { NP002: off }')).toBe('off');
    expect(levelOf("checks: { NP002: 'off' }")).toBe('off');
    expect(levelOf('checks: { NP002: { severity: off } }')).toBe('off');
  });

  test('may be said by name, and of a block', () => {
    expect(levelOf('checks: { empty-peer-list: info }')).toBe('info');
    expect(levelOf('checks: { NP0: info }')).toBe('info');
    expect(levelOf('checks: { NP00: info }')).toBe('info');
  });

  test('wins over that of its block, wherever it stands', () => {
    expect(levelOf('checks: { NP002: info, NP0: off }')).toBe('info');
    expect(levelOf('checks: { NP0: off, NP002: info }')).toBe('info');
  });
});

describe('a configuration is refused', () => {
  test.each(Object.entries(MISTAKES))('for %s', (_, [text, message]) => {
    expect(told(text)).toEqual([expect.stringContaining(message)]);
  });

  test('with the line of each problem, all at once', () => {
    const { diagnostics } = read('failOn: nothing\nexclude: charts\nmore: 1\n');
    expect(diagnostics.map(({ code, source }) => `${code} ${source?.line}`).sort()).toEqual([
      'config/unknown-key 3',
      'config/unknown-word 1',
      'config/wrong-type 2',
    ]);
  });

  test('with a second document', () => {
    expect(told('profile: eks\n---\nfailOn: never\n')).toEqual([
      expect.stringContaining('a second document begins here'),
    ]);
  });

  test('that is no YAML', () => {
    expect(read('a: [').diagnostics[0]?.code).toBe('manifests/not-yaml');
  });

  test('without a long text in its message', () => {
    const [first = ''] = told(`${'x'.repeat(10_000)}: 1`);
    expect(first.length).toBeLessThan(400);
  });
});

test('a text that holds Kubernetes objects is a manifest, and nothing is wrong with it here', () => {
  const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\n';
  expect(read(text)).toMatchObject({ isManifest: true, diagnostics: [] });
  expect(read(`${text}---\n${text}`)).toMatchObject({ isManifest: true, diagnostics: [] });
});
