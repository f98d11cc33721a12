import { afterAll, describe, expect, test } from 'vitest';
import { ASSUMPTION_IDS, ASSUMPTIONS } from '../../../lib/platform';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: ${spec}
---`;
const BLOCK = policy(
  '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }',
);
const HOST_BITS = policy(
  '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.5/8 } }] }] }',
);
const WORKLOADS = [deployment('shop/web'), deployment('shop/db', 5432)].join('\n');
const cwd = folderWith({
  'block.yaml': WORKLOADS + BLOCK,
  'host-bits.yaml': WORKLOADS + HOST_BITS,
  'homeless.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n',
});

const verdict = async (...flags: readonly string[]) => {
  const argv = ['explain', 'shop/web', 'shop/db:5432', 'block.yaml', '-o', 'json', ...flags];
  const { stdout } = await netpol(argv, { cwd });
  const { profile, verdict: word } = JSON.parse(stdout);
  return `${word}, ${profile}`;
};

describe('--assume', () => {
  test.each([
    [[], 'undecided, portable'],
    [['--assume', 'ip-block-matches-pods=true'], 'allowed, portable + ip-block-matches-pods=true'],
    [['--assume', 'ip-block-matches-pods=false'], 'denied, portable + ip-block-matches-pods=false'],
    [
      ['--profile', 'cilium', '--assume', 'ip-block-matches-pods=true'],
      'allowed, cilium + ip-block-matches-pods=true',
    ],
    [
      ['--cni', 'calico', '--assume', 'ip-block-matches-pods=false'],
      'denied, calico + ip-block-matches-pods=false',
    ],
    [
      ['--assume', 'ip-block-matches-pods=false', '--assume', 'enforces=false'],
      'allowed, portable + ip-block-matches-pods=false + enforces=false',
    ],
  ])('%j settles the answer and is said with it', async (flags, expected) => {
    expect(await verdict(...flags)).toBe(expected);
  });

  test.each([
    [
      ['ip-block-match-pods=true'],
      `there is no assumption \`ip-block-match-pods\`. Did you mean \`ip-block-matches-pods\`? (use one of ${ASSUMPTION_IDS.join(', ')})`,
    ],
    [
      ['ip-block-matches-pods=yes'],
      'ip-block-matches-pods cannot be `yes`. (write ip-block-matches-pods=true or ip-block-matches-pods=false)',
    ],
    [
      ['ip-block-matches-pods'],
      '--assume ip-block-matches-pods says no value (write ip-block-matches-pods=true or ip-block-matches-pods=false)',
    ],
    [
      ['unmodelled-kinds=ignore'],
      'unmodelled-kinds cannot be `ignore`. Did you mean `ignored`? (write unmodelled-kinds=unknown or unmodelled-kinds=ignored)',
    ],
    [['enforces=true', 'enforces=false'], '--assume enforces is true and false (give one)'],
  ])('%j is refused', async (texts, expected) => {
    const argv = ['reach', 'block.yaml', ...texts.flatMap((text) => ['--assume', text])];
    const { code, stdout, reason } = await netpol(argv, { cwd });
    expect([code, stdout, reason]).toEqual([2, '', `error: ${expected}`]);
  });

  const answers = ASSUMPTION_IDS.flatMap((id) =>
    ASSUMPTIONS[id].values.map((value) => `${id}=${value}`),
  );

  test.each(answers)('knows %s', async (text) => {
    expect(await verdict('--assume', text)).toContain(`portable + ${text}`);
  });
});

describe('--kubernetes-version', () => {
  const reach = (...flags: readonly string[]) =>
    netpol(['reach', 'host-bits.yaml', ...flags], { cwd });

  test('from 1.36 on, and without it, a block with host bits is an error', async () => {
    expect((await reach()).code).toBe(2);
    expect((await reach('--kubernetes-version', '1.36')).code).toBe(2);
  });

  test.each(['1.35', 'v1.35', '1.35.2', '1.35.2-gke.100', '1.35.2+k3s1'])(
    '%s accepts what its API server does',
    async (release) => {
      expect((await reach('--kubernetes-version', release)).code).toBe(0);
    },
  );

  test.each(['1', '36', '2.0', 'latest', '1.x', ''])('`%s` is no release', async (text) => {
    const { code, reason } = await reach('--kubernetes-version', text);
    expect([code, reason]).toEqual([
      2,
      `error: \`${text}\` is no release of Kubernetes (write 1.35, v1.36.2, or what kubectl version says of the server)`,
    ]);
  });
});

describe('--default-namespace', () => {
  test('is where objects live that name none', async () => {
    const { stdout } = await netpol(
      ['reach', 'homeless.yaml', '-o', 'json', '--default-namespace', 'shop'],
      { cwd },
    );
    expect(JSON.parse(stdout).endpoints[0].id).toBe('shop/web');
  });

  test('is a name that a namespace can have', async () => {
    const argv = ['reach', 'homeless.yaml', '--default-namespace', 'Shop'];
    const { code, reason } = await netpol(argv, { cwd });
    expect(code).toBe(2);
    expect(reason).toMatch(/^error: `Shop` is no namespace: /);
  });
});

test.each(['reach', 'matrix'])('%s says loudly when nothing is enforced', async (verb) => {
  const { code, stderr } = await netpol([verb, 'block.yaml', '--profile', 'flannel'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain(
    'warning[cli/not-enforced]  profile flannel: this cluster enforces no NetworkPolicy, so everything is allowed',
  );
  expect(stderr).toContain('flannel-io/flannel README');
});
