import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PolicyApp } from '../../lib/cdk8s';
import {
  Intent,
  namespace,
  namespaces,
  noLowerEnvironmentReaches,
  oneOf,
  statementsOf,
} from '../../lib/constructs';
import { parseIntents } from '../../lib/intents';
import { compilerProblems } from '../support/construct-page';
import { commandsOf, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/constructs/targets.md';
const FENCES = fencesOf(PAGE);
const FILES = filesOf(FENCES);
const INTENTS = 'environments.yaml';
const folder = pageFolder(FILES);
afterAll(folder.remove);

test.each(FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf))(
  '$command prints what the page shows',
  async (shown) => {
    expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
  },
);

describe('the programs of the page', () => {
  const inFolder = (name: string) => join(folder.path, name);
  const wrong = 'forgotten.ts';

  test('compile, but for the one that is shown not to', () => {
    const right = Object.keys(FILES).filter((name) => name.endsWith('.ts') && name !== wrong);
    expect(right).toEqual(['main.ts', 'leaky.ts', 'shop.ts']);
    expect(compilerProblems(right.map(inFolder))).toEqual([]);
  });

  test('that one for the reason that the page gives', () => {
    const at = FENCES.findIndex(({ file }) => file === wrong);
    const [problem, ...more] = compilerProblems([inFolder(wrong)]);
    expect(problem).toContain(FENCES[at + 1]?.text.trim());
    expect(more).toEqual([]);
  });
});

test('the file of intents says the same as the claim', () => {
  const { statements, diagnostics } = parseIntents(FILES[INTENTS] ?? '', INTENTS);
  const app = new PolicyApp();
  const claim = noLowerEnvironmentReaches({
    lower: namespaces({ environment: oneOf('dev', 'staging') }),
    prod: namespace('shop-prod'),
  });
  new Intent(app, 'no lower environment reaches prod', claim);
  expect(diagnostics).toEqual([]);
  expect(statements.flatMap(({ intents }) => intents)).toEqual(
    statementsOf(app).flatMap(({ intents }) => intents),
  );
});
