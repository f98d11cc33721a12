import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseIntents } from '../../lib/intents';
import type { Intent, Statement } from '../../lib/kernel';
import { commandsOf, type Fence, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/intents.md';
const FENCES = fencesOf(PAGE);
const unnamed = (language: string) =>
  FENCES.filter((fence) => fence.language === language && fence.file === undefined);
const textOf = (fences: readonly Fence[]) => fences.map(({ text }) => text).join('\n');
const [SETUP = { text: '' }, ...CLAIMS] = unnamed('ts');

/** The rows of the tables whose cells are TypeScript and the YAML that says the same. */
const ROWS = [
  ...readFileSync(join(REPOSITORY, PAGE), 'utf8').matchAll(/^\| `(.+?)` \| `(.+?)` \| /gm),
].map(([, typescript = '', yaml = '']) => ({ typescript, yaml }));
const isPort = ({ typescript }: (typeof ROWS)[number]) => /^(tcp|udp|allPorts)\b/.test(typescript);
const [ENDS, PORTS] = [ROWS.filter((row) => !isPort(row)), ROWS.filter(isPort)];

const MAIN = `
${SETUP.text}
import * as netpol from 'cdk8s-netpol';
const { allPods, allPorts, anyIp, anyPod, anywhere, ipBlock, namespaces, oneOf, present } = netpol;
${textOf(CLAIMS)}
const target = pods({ on: 'target' });
${ENDS.map(({ typescript }, i) => `new Intent(shop, 'end ${i}', no(${typescript}).reaches(target));`).join('\n')}
${PORTS.map(({ typescript }, i) => `new Intent(shop, 'port ${i}', every(target).reaches(target, ${typescript}));`).join('\n')}
process.stdout.write(JSON.stringify(app.sidecar().statements));
`;

const TARGET = '{ pods: { "on": target }, namespace: shop }';
const FILE = [
  'intents:',
  textOf(unnamed('yaml').filter(({ text }) => text.startsWith('- '))),
  ...ENDS.map(({ yaml }, i) => `- { name: end ${i}, none: ${yaml}, reaches: ${TARGET} }`),
  ...PORTS.map(
    ({ yaml }, i) =>
      `- { name: port ${i}, every: ${TARGET}, reaches: ${TARGET}, ports: ${yaml === 'all' ? yaml : `[${yaml}]`} }`,
  ),
].join('\n');

const folder = pageFolder({ ...filesOf(FENCES), 'page.ts': MAIN });
afterAll(folder.remove);

function byName(statements: readonly Statement[]): ReadonlyMap<string, Intent> {
  return new Map(
    statements.flatMap(({ intents }) => intents.map((each) => [each.name, each] as const)),
  );
}

describe('TypeScript and YAML of the page', async () => {
  const inTypescript = byName(JSON.parse(await shownAfter('npx tsx page.ts', folder.path)));
  const { statements, diagnostics } = parseIntents(FILE, 'intents.yaml');

  test('the YAML is read without a problem', () => {
    expect(diagnostics).toEqual([]);
    expect(statements.length).toBeGreaterThan(30);
  });

  test.each([...byName(statements)])('%s: both say the same', (name, inYaml) => {
    expect(inTypescript.get(name)).toEqual(inYaml);
  });
});

test.each(FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf))(
  '$command prints what the page shows',
  async (shown) => {
    expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
  },
);
