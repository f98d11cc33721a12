import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../../lib/analyses';
import { readManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable } from '../../lib/platform';
import { CORPUS, hasCorpus } from '../support/corpus';
import { findingLines } from '../support/lint';
import { REPOSITORY } from '../support/repository';

/** What the checks report about the manifests under some paths, without the places. */
function reported(...paths: readonly string[]): readonly string[] {
  const { manifests } = readManifests(paths);
  const { cluster } = buildCluster(manifests);
  const result = lint({ cluster, profile: portable, objects: manifests });
  return findingLines(result).map((line) => line.replace(/ \/\S+:\d+/, ''));
}

test('no check fires on the apps of this repository', () => {
  expect(reported(join(REPOSITORY, 'dist'))).toEqual([]);
});

/**
 * What the checks say about policies that people run, by set. Each entry is looked at by a person:
 * it is true, and somebody who runs the set would want to know.
 */
const EXPLAINED: Readonly<Record<string, readonly string[]>> = {};

// The corpus is not part of the package: without it these tests are skipped, and say so.
describe.skipIf(!hasCorpus)('of the published sets that people run', () => {
  const sets = hasCorpus
    ? ['real', 'cases/real-world'].flatMap((group) =>
        readdirSync(join(CORPUS, group)).map((set) => join(group, set)),
      )
    : [];
  test.each(sets)('%s has the findings that are explained here, and no other', (set) => {
    expect(reported(join(CORPUS, set))).toEqual(EXPLAINED[set] ?? []);
  });
});
