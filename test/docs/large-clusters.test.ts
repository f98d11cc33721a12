import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAX_PAIRS } from '../../lib/analyses/shared/too-many';
import { fencesOf } from '../support/markdown';
import { REPOSITORY } from '../support/repository';

const PAGE = 'docs/large-clusters.md';
const TEXT = readFileSync(join(REPOSITORY, PAGE), 'utf8');

test('the summary on the page is what the command prints', () => {
  const shown = fencesOf(PAGE).filter(({ language }) => language === 'text');
  const printed = join(REPOSITORY, 'test/unit/cli/__snapshots__/reach-overview.txt');
  expect(shown.map(({ text }) => text.trim())).toEqual([readFileSync(printed, 'utf8').trim()]);
});

test('the limit on the page is the limit', () => {
  expect(TEXT).toContain(`more than ${MAX_PAIRS / 1_000_000} million pairs`);
});

test('the keys that tell a summary from a list are in the schema', () => {
  const { $defs } = JSON.parse(readFileSync(join(REPOSITORY, 'schema/reach.json'), 'utf8'));
  expect($defs.overview.required).toEqual(expect.arrayContaining(['notListed', 'pairsOfPods']));
  expect($defs.list.required).toContain('flows');
  expect($defs.list.required).not.toContain('notListed');
});
