import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chart } from 'cdk8s';
import * as netpol from 'cdk8s-netpol';
import { afterAll, describe, expect, test } from 'vitest';
import { once } from '../../lib/kernel';
import * as pages from '../support/construct-page';
import { castOf } from '../support/cookbook/cast';
import { check, isKept } from '../support/cookbook/check';
import { type Recipe, recipesOf } from '../support/cookbook/recipe';
import { pageFolder } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';

const PAGE = 'docs/cookbook.md';
const MODULE = 'cookbook.ts';
const TEXT = readFileSync(join(REPOSITORY, PAGE), 'utf8');
const CAST = castOf(TEXT);
const RECIPES = recipesOf(PAGE);
const EXAMPLES = RECIPES.map(({ example }) => example);
const folder = pageFolder({ [MODULE]: pages.moduleOf(EXAMPLES, Object.keys(netpol)) });
afterAll(folder.remove);

/** What a recipe is about: the app that it is given, or one of its own with targets. */
type App = netpol.PolicyApp<string>;
type Program = (app: App, chart: Chart, shop: netpol.DefaultDenyNamespace) => Promise<App>;

async function nothingWritten(app: App): Promise<App> {
  return app;
}

async function programOf(recipe: Recipe): Promise<Program> {
  const path = pathToFileURL(join(folder.path, MODULE)).href;
  const loaded: { readonly examples: readonly Program[] } = await import(path);
  const program = loaded.examples[RECIPES.indexOf(recipe)];
  if (program === undefined) throw new Error(`${recipe.title} has no program`);
  return program;
}

/** The app of a recipe after a program; one closed namespace, `shop`, is always there. */
async function appAfter(program: Program, { example: { profile } }: Recipe): Promise<App> {
  const app: App = new netpol.PolicyApp(
    profile === undefined ? {} : { profile: pages.profileCalled(profile) },
  );
  const chart = new Chart(app, 'recipe');
  return program(app, chart, new netpol.DefaultDenyNamespace(chart, 'shop', { dns: 'none' }));
}

const appOf = once(async (recipe: Recipe) => appAfter(await programOf(recipe), recipe));

describe.each(RECIPES)('$title', (recipe) => {
  const { sentences } = recipe;

  test.each(sentences.map((each) => [each.text, each] as const))('%s', async (_, sentence) => {
    check(sentence, sentences, { app: await appOf(recipe), cast: CAST });
  });

  test('what its constructs promise holds', async () => {
    const app = await appOf(recipe);
    const targets = app.targetNames.map((name) => app.target(name));
    for (const each of targets.length > 0 ? targets : [app]) {
      expect(() => each.synthYaml()).not.toThrow();
    }
  });

  test('it says what stays closed', () => {
    expect(sentences.map(({ promise }) => promise.kind)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(?:does-not|nothing-reaches|reaches-nothing)$/),
      ]),
    );
  });

  test('something is not so without its program', async () => {
    const without = { app: await appAfter(nothingWritten, recipe), cast: CAST };
    const kept = sentences.filter((sentence) => isKept(sentence, sentences, without));
    expect(kept).not.toEqual(sentences);
  });
});

test('every program of the page compiles', () => {
  expect(pages.compilerProblems([join(folder.path, MODULE)])).toEqual([]);
});

test('the index lists every recipe, in its order', () => {
  const [index = ''] = TEXT.split('\n## ');
  const listed = [...index.matchAll(/\]\(#(.+?)\)/g)].map(([, anchor]) => anchor);
  const anchors = RECIPES.map(({ title }) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(listed).toEqual(anchors);
});
