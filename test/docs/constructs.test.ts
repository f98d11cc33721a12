import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chart, Yaml } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { isMap, parseAllDocuments } from 'yaml';
import * as netpol from '../../lib/index';
import { InvalidInputError } from '../../lib/kernel';
import * as pages from '../support/construct-page';
import { pageFolder } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';

const FOLDER = 'docs/constructs';
const PAGES = readdirSync(join(REPOSITORY, FOLDER))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .sort()
  .map((name) => {
    const page = `${FOLDER}/${name}`;
    return { page, module: pages.moduleName(page), examples: pages.examplesOf(page) };
  });
const NAMES = Object.keys(netpol);
const folder = pageFolder(
  Object.fromEntries(
    PAGES.map(({ module, examples }) => [module, pages.moduleOf(examples, NAMES)]),
  ),
);
afterAll(folder.remove);

type Program = (
  app: netpol.PolicyApp,
  chart: Chart,
  shop: netpol.DefaultDenyNamespace,
) => Promise<void>;

async function programsOf(module: string): Promise<readonly Program[]> {
  const loaded: { readonly examples: readonly Program[] } = await import(
    pathToFileURL(join(folder.path, module)).href
  );
  return loaded.examples;
}

/** The objects that a program adds to an app of one closed namespace, all promises proven. */
async function addedBy(program: Program, profile: string | undefined): Promise<string> {
  const props = profile === undefined ? {} : { profile: pages.profileCalled(profile) };
  const app = new netpol.PolicyApp(props);
  const chart = new Chart(app, 'page');
  const shop = new netpol.DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const before = objectsIn(app.synthYaml());
  await program(app, chart, shop);
  const added = objectsIn(app.synthYaml()).filter((each) => !before.includes(each));
  return added.join('---\n');
}

/** Each object as cdk8s prints it, without the label by which this package finds its own. */
function objectsIn(yaml: string): readonly string[] {
  return parseAllDocuments(yaml).map((document) => {
    const labels = document.getIn(['metadata', 'labels']);
    if (isMap(labels)) {
      labels.delete('app.kubernetes.io/managed-by');
      if (labels.items.length === 0) document.deleteIn(['metadata', 'labels']);
    }
    return Yaml.stringify(document.toJS());
  });
}

/** What a program is refused for, a line each: the codes and messages. */
async function refusalOf(program: Program, profile: string | undefined): Promise<string> {
  try {
    await addedBy(program, profile);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}\n`).join('');
  }
  return 'nothing is refused\n';
}

describe.each(PAGES)('$page', ({ module, examples }) => {
  test.each(examples)('$title becomes what the page shows', async (example) => {
    const { becomes, profile } = example;
    const program = (await programsOf(module))[examples.indexOf(example)];
    if (program === undefined) throw new Error('the page has no such program');
    const shown = becomes?.language === 'text' ? refusalOf : addedBy;
    expect(await shown(program, profile)).toBe(becomes?.text);
  });
});

test('every program of these pages compiles', () => {
  const files = PAGES.map(({ module }) => join(folder.path, module));
  expect(pages.compilerProblems(files)).toEqual([]);
});

test('the index lists every page', () => {
  const index = readFileSync(join(REPOSITORY, FOLDER, 'README.md'), 'utf8');
  const listed = [...index.matchAll(/^\| \[.+?\]\((.+?)\) \|/gm)].map(
    ([, page]) => `${FOLDER}/${page}`,
  );
  expect(listed).toEqual(expect.arrayContaining(PAGES.map(({ page }) => page)));
});
