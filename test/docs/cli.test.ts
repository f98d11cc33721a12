import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf } from '../support/markdown';
import { REPOSITORY } from '../support/repository';
import { expectShown } from '../support/shown-output';
import { folderWith, netpol, removeFolders } from '../unit/cli/support/session';

afterAll(removeFolders);

const PAGE = 'docs/cli.md';
const FENCES = fencesOf(PAGE);
const only = (language: string) => FENCES.filter((fence) => fence.language === language);
const [shop, intents, accepted] = only('yaml').map(({ text }) => text);
const web = (shop ?? '').replace(
  'from: [{ podSelector: { matchLabels: { app: api }',
  'from: [{ podSelector: { matchLabels: { app: web }',
);
const cwd = folderWith({
  'shop.yaml': shop ?? '',
  'web.yaml': web,
  'intents.yaml': intents ?? '',
  'acknowledged.yaml': accepted ?? '',
});

/** What a shell would print: `2>&1`, `> /dev/null`, `| grep '...'` and `; echo $?` are all it knows. */
async function shell(line: string): Promise<{ readonly code: number; readonly printed: string }> {
  const [command = '', ...after] = line.split(/(?=; echo \$\?$)/);
  const [words = '', pattern] = command.split(/ \| grep '([^']+)'/);
  const argv = words
    .split(' ')
    .slice(1)
    .filter((word) => word !== '2>&1');
  const isSilent = argv.at(-2) === '>';
  const session = await netpol(isSilent ? argv.slice(0, -2) : argv, { cwd, columns: 100 });
  const { code, stdout, stderr } = session;
  const out = (words.includes('2>&1') ? stderr : '') + (isSilent ? '' : stdout);
  const kept = out.split('\n').filter((each) => pattern === undefined || each.includes(pattern));
  const text = kept.join('\n').trimEnd();
  return { code, printed: after.length === 0 ? text : `${text}\n${code}`.trimStart() };
}

test.each(only('console').flatMap(commandsOf))(
  '$command prints what the page shows',
  async (shown) => {
    const { code, printed } = await shell(shown.command);
    if (!shown.command.endsWith('; echo $?')) expect(code).toBe(0);
    expectShown(PAGE, shown, printed);
  },
);

test.each(['check', 'lint', 'reach', 'matrix', 'explain', 'diff', 'evidence', 'intents'])(
  'every flag of %s is on the page',
  async (verb) => {
    const page = readFileSync(join(REPOSITORY, PAGE), 'utf8');
    const { stdout } = await netpol([verb, '--help']);
    const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect(flags.length).toBeGreaterThan(15);
    for (const flag of flags) expect(page).toContain(`${flag}`);
  },
);
