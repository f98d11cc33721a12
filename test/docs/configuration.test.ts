import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import { parseConfiguration } from '../../lib/config';
import { parsePlain } from '../../lib/manifests';
import schema from '../../schema/config.json';
import { commandsOf, fencesOf, filesOf } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';
import { expectShown } from '../support/shown-output';

const PAGE = 'docs/configuration.md';
const FENCES = fencesOf(PAGE);
const SHOWN = FENCES.filter(({ language }) => language === 'console').flatMap(commandsOf);
const folder = pageFolder(filesOf(FENCES));
afterAll(folder.remove);

test.each(SHOWN)('$command prints what the page shows', async (shown) => {
  expectShown(PAGE, shown, await shownAfter(shown.command, folder.path));
});

const OTHERS: readonly string[] = ['misspelt.yaml', 'k8s/shop/web.yaml'];
const EXAMPLES = FENCES.filter(
  ({ language, file }) => language === 'yaml' && (file === undefined || !OTHERS.includes(file)),
);

describe.each(EXAMPLES.map(({ text, line }) => [line, text] as const))('line %i', (_, text) => {
  test('is a configuration', () => {
    expect(parseConfiguration(text, PAGE, CHECKS).diagnostics).toEqual([]);
  });

  test('is what the published schema takes for one', () => {
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(parsePlain(text, PAGE).documents[0]?.value);
    expect(validate.errors).toBeNull();
  });
});

const page = readFileSync(join(REPOSITORY, PAGE), 'utf8');

test('the table says every key', () => {
  const [, table = ''] = page.split('## Every key');
  const keys = [...table.matchAll(/^\| `(\w+)` \| .+ \| .+ \|$/gm)].map(([, key]) => key);
  expect(keys).toEqual(Object.keys(schema.properties));
});

test('the page says every field of a profile, and every key of what is ignored', () => {
  const { profile, ignored } = schema.$defs;
  for (const key of [...Object.keys(profile.properties), ...Object.keys(ignored.properties)]) {
    expect(page).toContain(`\`${key}\``);
  }
});
