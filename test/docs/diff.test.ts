import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf, filesOf, patched } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/diff.md';
const FENCES = fencesOf(PAGE);
const SHOWN = FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf);
const CHANGES = FENCES.filter(({ language }) => language === 'diff').map(({ text }) => text);
const FOLDERS = ['after', 'rewritten', 'ghost'];
const files = filesOf(FENCES);
const before = files['before/shop.yaml'] ?? '';
const changed = Object.fromEntries(
  FOLDERS.map((name, i) => [`${name}/shop.yaml`, patched(before, CHANGES[i] ?? '')]),
);
const folder = pageFolder({ ...files, ...changed });
afterAll(folder.remove);

test.each(SHOWN)('$command prints what the page shows', async (shown) => {
  expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
});

test('each change of the page is one of its folders, and is not what it was', () => {
  expect(CHANGES).toHaveLength(FOLDERS.length);
  for (const text of Object.values(changed)) expect(text).not.toBe(before);
});
