import { afterAll, expect, test } from 'vitest';
import { deployment, folderWith, netpol, pod, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const cwd = folderWith({ 'shop.yaml': SHOP });

/** `from -> to` of every flow. */
async function flows(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await netpol(['reach', 'shop.yaml', '-o', 'json', ...argv], { cwd });
  const { flows: found }: { flows: { from: string; to: string }[] } = JSON.parse(stdout);
  return found.map(({ from, to }) => `${from} -> ${to}`);
}

test('--to keeps the flows to one end', async () => {
  expect(await flows('--to', 'shop/db')).toEqual([
    'shop/web -> shop/db',
    '192.0.2.0/24 -> shop/db',
  ]);
});

test('--from may be repeated', async () => {
  expect(await flows('--from', 'shop/web', '--from', 'any-ip', '--to', 'shop/db')).toEqual([
    'shop/web -> shop/db',
    '192.0.2.0/24 -> shop/db',
  ]);
});

test('an address means the addresses that no policy tells apart from it', async () => {
  expect(await flows('--from', '192.0.2.7', '--to', 'db')).toEqual(['192.0.2.0/24 -> shop/db']);
});

test('ns/* is every workload of a namespace', async () => {
  const found = await flows('--from', 'blog/*', '--to', 'shop/api');
  expect(found).toEqual(['blog/reader -> shop/api', 'blog/web -> shop/api']);
});

test('-n keeps the workloads of a namespace at both ends, and says what is left out', async () => {
  const { stdout, stderr } = await netpol(['matrix', 'shop.yaml', '-n', 'shop'], { cwd });
  expect(stdout).toContain('namespace shop, profile portable\n');
  expect(stdout).not.toContain('blog');
  expect(stderr).toBe(
    "note: 2 workloads of other namespaces left out, as source and as destination (--to 'shop/*' shows who reaches in, --from 'shop/*' what is reached out there)\n",
  );
});

test('with --to, -n only says where bare names live', async () => {
  expect(await flows('-n', 'blog', '--to', 'web', '--from', 'shop/web')).toEqual([
    'shop/web -> blog/web',
  ]);
});

test('a namespace that does not exist is refused', async () => {
  const { code, reason } = await netpol(['reach', 'shop.yaml', '-n', 'shopp'], { cwd });
  expect(code).toBe(2);
  expect(reason).toBe('error: there is no namespace `shopp`. Did you mean `shop`?');
});

test('a namespace of --from that does not exist is refused', async () => {
  const { reason } = await netpol(['reach', 'shop.yaml', '--from', 'blogg/*'], { cwd });
  expect(reason).toBe('error: there is no namespace `blogg`. Did you mean `blog`?');
});

test('--granularity pod makes every pod a row', async () => {
  const pods = folderWith({
    'x.yaml': pod('shop/db-0', '10.0.0.1', 'db') + pod('shop/db-1', '10.0.0.2', 'db'),
  });
  const ids = async (...argv: readonly string[]) => {
    const { stdout } = await netpol(['reach', 'x.yaml', '-qo', 'json', ...argv], { cwd: pods });
    const { endpoints }: { endpoints: { id: string }[] } = JSON.parse(stdout);
    return endpoints.map(({ id }) => id);
  };
  expect(await ids()).toEqual(['shop/db', '0.0.0.0/0']);
  expect(await ids('--granularity', 'pod', '--all')).toEqual([
    'shop/db[db-0]',
    'shop/db[db-1]',
    '0.0.0.0/0',
  ]);
  expect(await ids('--from', 'shop/db-0', '--to', '10.0.0.2')).toEqual(['shop/db']);
});

test.each(['reach', 'matrix'])(
  '%s writes every format, and nothing else on stdout',
  async (verb) => {
    const starts = {
      pretty: 'namespaces blog',
      plain: 'namespaces',
      json: '{',
      csv: '',
      md: '| ',
      markdown: '| ',
    };
    for (const [format, start] of Object.entries(starts)) {
      const { code, stdout, stderr } = await netpol([verb, 'shop.yaml', '-o', format], { cwd });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.startsWith(start)).toBe(true);
      expect(stdout.endsWith('\n')).toBe(true);
    }
  },
);

test('a matrix in CSV has only the sides that were asked for', async () => {
  const argv = ['matrix', 'shop.yaml', '-o', 'csv', '--from', 'shop/web', '--to', 'shop/db'];
  const { stdout } = await netpol(argv, { cwd });
  expect(stdout).toBe('from \\ to,shop/db\nshop/web,5432/TCP\n');
});

const two = folderWith({ 'x.yaml': deployment('a/one') + deployment('a/two') });
const matrix = ['matrix', 'x.yaml', '-q'];
const COLOURED = '\u001b[';

test.each([
  ['a pipe has no colour', [], {}, false, false],
  ['a terminal has colour', [], {}, true, true],
  ['NO_COLOR takes it away', [], { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR says nothing', [], { NO_COLOR: '' }, true, true],
  ['FORCE_COLOR gives it to a pipe', [], { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0 takes it away', [], { FORCE_COLOR: '0' }, true, false],
  ['--color wins over NO_COLOR', ['--color'], { NO_COLOR: '1' }, false, true],
  ['--no-color wins over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
  ['a dumb terminal has none', [], { TERM: 'dumb' }, true, false],
  ['plain is plain', ['-o', 'plain', '--color'], {}, true, false],
] as const)('%s', async (_, flags, env, isTty, coloured) => {
  const { stdout } = await netpol([...matrix, ...flags], { cwd: two, env, isTty });
  expect(stdout.includes(COLOURED)).toBe(coloured);
});

test.each([
  ['a terminal shows Unicode', [], {}, true, '×'],
  ['a pipe gets ASCII', [], {}, false, 'x'],
  ['a pipe gets Unicode when pretty is asked for', ['-o', 'pretty'], {}, false, '×'],
  ['a dumb terminal gets ASCII', ['-o', 'pretty'], { TERM: 'dumb' }, true, 'x'],
] as const)('%s', async (_, flags, env, isTty, sign) => {
  const { stdout } = await netpol([...matrix, ...flags], { cwd: two, env, isTty });
  expect(stdout).toContain(`3 ${sign} 3 cells`);
});

test.each([
  ['the terminal', { columns: 20 }],
  ['COLUMNS', { env: { COLUMNS: '20' } }],
])('the width is that of %s', async (_, io) => {
  const { stdout } = await netpol(matrix, { cwd: two, ...io });
  expect(stdout).not.toContain('from \\ to  one  two  any IP');
});

test('a failure inside is our bug, and says so', async () => {
  const env = {
    get TERM(): string {
      throw new TypeError('boom');
    },
  };
  const { code, stdout, reason } = await netpol(matrix, { cwd: two, env });
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(
    'error: boom. This is a bug in cdk8s-netpol: please report it with the input that caused it.',
  );
});
