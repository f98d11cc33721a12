import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkIntents, suggest } from '../../lib/analyses';
import { type Intent, type Statement, writtenIntent } from '../../lib/kernel';
import { readManifests } from '../../lib/manifests';
import { buildCluster, type Cluster } from '../../lib/model';
import { eks, gke, type Profile, portable } from '../../lib/platform';
import { CORPUS, hasCorpus } from '../support/corpus';

const SETS = hasCorpus
  ? ['cases/real-world', 'real'].flatMap((group) =>
      readdirSync(join(CORPUS, group))
        .sort()
        .map((set) => join(group, set)),
    )
  : [];

function clusterOf(set: string): Cluster {
  const path = join(CORPUS, set);
  const manifests = join(path, 'manifests');
  const { manifests: read } = readManifests([existsSync(manifests) ? manifests : path]);
  return buildCluster(read).cluster;
}

function check(cluster: Cluster, profile: Profile, statements: readonly Statement[]) {
  return checkIntents(cluster, profile, { statements, today: '2026-01-01' });
}

/** That nothing reaches each workload, and that none reaches anything: as much as can be asked. */
function everythingClosed({ workloads }: Cluster): readonly Statement[] {
  const shared = { severity: 'error', hard: true } as const;
  const intents = workloads.flatMap(({ namespace, name, kind }): readonly Intent[] => {
    const end = { kind: 'workload', namespace, name, workloadKind: kind } as const;
    const id = `${namespace}/${kind}/${name}`;
    return [
      { ...shared, name: `nothing reaches ${id}`, kind: 'reached-only-by', to: [end], flows: [] },
      { ...shared, name: `${id} reaches nothing`, kind: 'reaches-only', from: [end], flows: [] },
    ];
  });
  return [{ intents, flows: [] }];
}

// The corpus is not part of the package: without it these tests are skipped, and say so.
describe.skipIf(!hasCorpus).each(SETS)('the published set %s', (set) => {
  describe.each([portable, eks(), gke()])('under $name', (profile) => {
    test('the intents that are suggested for it hold', () => {
      const cluster = clusterOf(set);
      const { suggestions } = suggest(cluster, profile, (statements) =>
        check(cluster, profile, statements),
      );
      const { intents } = check(
        cluster,
        profile,
        suggestions.map(({ intent }) => writtenIntent(intent, intent)),
      );
      expect(intents.length).toBeGreaterThan(0);
      expect(intents.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    });

    test('no question about it takes more steps than are allowed', () => {
      const cluster = clusterOf(set);
      const { intents } = check(cluster, profile, everythingClosed(cluster));
      const notes = intents.flatMap((intent) => intent.notes);
      expect(notes.filter(({ kind }) => kind === 'over-budget')).toEqual([]);
    });
  });
});
