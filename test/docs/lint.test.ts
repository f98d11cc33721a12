import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/lint.md';
const FENCES = fencesOf(PAGE);
const SHOWN = FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf);
const folder = pageFolder(filesOf(FENCES));
afterAll(folder.remove);

test.each(SHOWN)('$command prints what the page shows', async (shown) => {
  expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
});

test('the problem matcher reads every finding that plain prints', async () => {
  const [task] = FENCES.filter(({ language }) => language === 'json');
  const { tasks } = JSON.parse(task?.text ?? '') as {
    tasks: { command: string; problemMatcher: { pattern: { regexp: string } } }[];
  };
  const { command = '', problemMatcher } = tasks[0] ?? {};
  const lines = (await shownAfter(command, folder.path)).trimEnd().split('\n');
  const found = lines.filter((line) => !/^(?:\d+ findings?|error:)/.test(line));
  expect(found.length).toBeGreaterThan(1);
  for (const line of found) {
    expect(line).toMatch(new RegExp(problemMatcher?.pattern.regexp ?? ''));
  }
});
