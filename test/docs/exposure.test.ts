import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf } from '../support/markdown';
import { expectShown } from '../support/shown-output';
import { folderWith, netpol, removeFolders } from '../unit/cli/support/session';

afterAll(removeFolders);

const PAGE = 'docs/exposure.md';
const FENCES = fencesOf(PAGE);
const only = (language: string) => FENCES.filter((fence) => fence.language === language);
const [shop = '', intents = ''] = only('yaml').map(({ text }) => text);

const cwd = folderWith({ 'shop.yaml': shop, 'intents.yaml': intents });

test.each(only('console').flatMap(commandsOf))(
  '$command prints what the page shows',
  async (shown) => {
    const [words = '', asked] = shown.command.split('; ');
    const { code, stdout } = await netpol(words.split(' ').slice(1), { cwd, columns: 100 });
    if (asked === undefined) expect(code).toBe(0);
    expectShown(PAGE, shown, asked === undefined ? stdout.trim() : `${stdout.trim()}\n${code}`);
  },
);
