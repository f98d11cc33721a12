import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import { checkPageToMarkdown, checksToMarkdown } from '../../lib/renderers';
import { REPOSITORY } from '../support/repository';
import { UPDATE } from '../support/shown-output';

const FOLDER = join(REPOSITORY, 'docs/checks');

/** The pages of the checks, all printed from the checks themselves; `UPDATE_PAGES=1` writes them. */
const PAGES: Readonly<Record<string, string>> = {
  'README.md': checksToMarkdown({ schemaVersion: '1', checks: CHECKS }),
  ...Object.fromEntries(CHECKS.map((check) => [`${check.name}.md`, checkPageToMarkdown(check)])),
};

/** A page that somebody wrote by hand begins with another heading. */
const GENERATED = /^# NP\d{3} /;

function staleNames(): readonly string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).filter(
    (name) => !(name in PAGES) && GENERATED.test(readFileSync(join(FOLDER, name), 'utf8')),
  );
}

if (process.env[UPDATE] === '1') {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of staleNames()) rmSync(join(FOLDER, name));
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(join(FOLDER, name), text);
}

test.each(Object.entries(PAGES))('docs/checks/%s is what netpol checks prints', (name, text) => {
  expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});

test('every page is of a check that exists', () => {
  expect(staleNames()).toEqual([]);
});
