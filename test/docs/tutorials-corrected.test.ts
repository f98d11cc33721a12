import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chart } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as netpol from '../../lib/index';
import { compilerProblems, examplesOf, moduleOf } from '../support/construct-page';
import { commandsOf, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/tutorials-corrected.md';
const FENCES = fencesOf(PAGE);
const SHOWN = FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf);
const FILES = filesOf(FENCES.filter(({ language }) => language === 'yaml'));
const MODULE = 'programs.ts';

/** The programs of the page; what each of them writes is a file of its name beside it. */
const PROGRAMS = examplesOf(PAGE).map((example, index) => ({
  ...example,
  index,
  refusal: example.becomes?.language === 'text' ? example.becomes.text : undefined,
  written: /^\/\/ (ours\/\S+)\.ts$/m.exec(example.code.split('\n')[0] ?? '')?.[1],
}));

const folder = pageFolder({ ...FILES, [MODULE]: moduleOf(PROGRAMS, Object.keys(netpol)) });
afterAll(folder.remove);

type Program = (app: netpol.PolicyApp, chart: Chart) => Promise<void>;

/** The manifests of one program, all intents and promises proven. */
async function manifestsOf(index: number): Promise<string> {
  const url = pathToFileURL(join(folder.path, MODULE)).href;
  const { examples }: { readonly examples: readonly Program[] } = await import(url);
  const app = new netpol.PolicyApp();
  await examples[index]?.(app, new Chart(app, 'page'));
  return app.synthYaml();
}

/** What one program is refused for, a line each: the codes and messages. */
async function refusalOf(index: number): Promise<string> {
  try {
    await manifestsOf(index);
  } catch (error) {
    if (!(error instanceof netpol.InvalidInputError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}\n`).join('');
  }
  return 'nothing is refused\n';
}

/** The verdict about a flow, or how many intents hold; nothing where that is not known. */
async function answerTo(question: string): Promise<string | undefined> {
  const printed = await shownAfter(question, folder.path);
  const [answer] =
    /(?<=: )(allowed|denied)(?=, profile)|(?<=^Intents: ).+, 0 undecided/m.exec(printed) ?? [];
  return answer;
}

const isWritten = ({ written }: (typeof PROGRAMS)[number]) => written !== undefined;

beforeAll(async () => {
  mkdirSync(join(folder.path, 'ours'));
  for (const { index, written } of PROGRAMS.filter(isWritten)) {
    writeFileSync(join(folder.path, `${written}.yaml`), await manifestsOf(index));
  }
});

test.each(SHOWN)('$command prints what the page shows', async (shown) => {
  expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
});

describe('the programs of the page', () => {
  test('all compile', () => {
    expect(compilerProblems([join(folder.path, MODULE)])).toEqual([]);
  });

  test.each(PROGRAMS.filter((each) => !isWritten(each)))(
    '$title is refused as the page says',
    async ({ index, refusal }) => {
      expect(await refusalOf(index)).toBe(refusal);
    },
  );
});

describe('every mistake', () => {
  const page = readFileSync(join(REPOSITORY, PAGE), 'utf8');
  const used = SHOWN.flatMap(({ command }) => command.split(' '));
  const usual = Object.keys(FILES).filter((name) => name.startsWith('usual/'));

  test('has the text of a tutorial and our own beside it', () => {
    const ours = PROGRAMS.flatMap(({ written }) => (written === undefined ? [] : [written]));
    const withoutFolder = (names: readonly string[]) =>
      [...new Set(names.map((name) => name.replace(/^\w+\/|\.yaml$/g, '')))].sort();
    expect(withoutFolder(ours)).toEqual(withoutFolder(usual));
  });

  test.each(usual)('%s: ours answers a question about it otherwise', async (name) => {
    const questions = SHOWN.map(({ command }) => command).filter((each) => each.includes(name));
    const asked = await Promise.all(
      questions.map(async (question) => ({
        question,
        usual: await answerTo(question),
        ours: await answerTo(question.replace(name, name.replace('usual/', 'ours/'))),
      })),
    );
    const isTurned = (each: (typeof asked)[number]) =>
      each.usual !== undefined && each.ours !== undefined && each.usual !== each.ours;
    expect(asked.filter(isTurned), JSON.stringify(asked)).not.toEqual([]);
  });

  test('is in the index', () => {
    const sections = [...page.matchAll(/^## (\d+\. .+)$/gm)].map(([, title]) => title);
    const listed = [...page.matchAll(/^(\d+\. )\[(.+)\]\(#.+\)$/gm)].map(
      ([, number, title]) => `${number}${title}`,
    );
    expect(listed).toEqual(sections);
  });

  test('is shown by a command, as is what corrects it', () => {
    const ours = PROGRAMS.filter(isWritten).map(({ written }) => `${written}.yaml`);
    const read = Object.keys(FILES).filter((name) => name !== 'netpol.yaml');
    expect(used).toEqual(expect.arrayContaining([...read, ...ours]));
  });
});
