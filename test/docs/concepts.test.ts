import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/concepts.md';
const FENCES = fencesOf(PAGE);
const SHOWN = FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf);
const folder = pageFolder(filesOf(FENCES));
afterAll(folder.remove);

test.each(SHOWN)('$command prints what the page shows', async (shown) => {
  expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
});

test('every file of the page is used by one of its commands', () => {
  const used = SHOWN.flatMap(({ command }) => command.split(' '));
  expect(used).toEqual(expect.arrayContaining(Object.keys(filesOf(FENCES))));
});
