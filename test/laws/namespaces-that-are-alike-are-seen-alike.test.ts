import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PlaceFound, searchIn } from '../../lib/analyses/exposure/possible/search';
import { possiblePods } from '../../lib/engine';
import { DIRECTIONS, type Direction } from '../../lib/kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Namespace, type Pod } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { policy } from '../support/arbitraries';
import { inhabited, placedProfile } from '../support/strangers';

/** A namespace that is labelled as another one, and has some of the policies there are. */
interface Copy {
  readonly of: number;
  readonly policies: readonly boolean[];
}

const copies = fc.array(
  fc.record({ of: fc.nat(), policies: fc.array(fc.boolean(), { maxLength: 8 }) }),
  { minLength: 2, maxLength: 5 },
);

/** Clusters of which several namespaces are set up alike, or nearly so. */
const twinned = fc
  .tuple(inhabited, fc.array(policy, { maxLength: 3 }), copies)
  .map(([of, more, all]) => all.reduce(withCopy([...of.policies, ...more]), of));

function withCopy(offered: Cluster['policies']) {
  return (of: Cluster, { of: number, policies }: Copy, at: number): Cluster => {
    const name = `copy-${at}`;
    const all = [...of.namespaces.values()];
    const like = all[number % all.length];
    if (like === undefined) return of;
    const labels = new Map([...like.labels, [NAMESPACE_NAME_LABEL, name]]);
    const copy: Namespace = { ...like, name, labels };
    const own = offered
      .filter((_, index) => policies[index] === true)
      .map((each, index) => ({ ...each, namespace: name, name: `${each.name}-${index}` }));
    return {
      ...of,
      namespaces: new Map([...of.namespaces, [name, copy]]),
      policies: [...of.policies, ...own],
    };
  };
}

interface Asked {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly direction: Direction;
}

/** What passes between a pod and strangers of one namespace, without what is known of any other. */
function alone({ cluster, profile, direction }: Asked, subject: Pod, name: string): unknown {
  const { placeNamed } = possiblePods(cluster, profile, []);
  const place = placeNamed(name);
  if (place === undefined) throw new Error(`no namespace ${name}`);
  const { between } = searchIn(cluster, profile, direction);
  return said(between(subject, { place, names: [name] }, { budget: 10_000_000, steps: 0 }), name);
}

/** Of strangers in namespaces that exist the name is left out. */
function said(found: PlaceFound | undefined, name: string): unknown {
  const text = JSON.stringify([found?.every, found?.plain, found?.strangers], (key, value) => {
    if (key === 'origin' || key === 'key') return undefined;
    if (typeof value === 'bigint') return `${value}`;
    return value instanceof Map ? [...value] : value;
  });
  return text.replaceAll(JSON.stringify(name), '"(it)"');
}

function podsOf({ workloads }: Cluster): readonly Pod[] {
  return workloads.flatMap(({ pods }) => pods.slice(0, 1));
}

test('what is found in one of several namespaces is found in each of them', () => {
  let several = 0;
  fc.assert(
    fc.property(
      twinned,
      placedProfile,
      fc.constantFrom(...DIRECTIONS),
      (cluster, profile, direction) => {
        const asked = { cluster, profile, direction };
        const { places } = searchIn(cluster, profile, direction);
        for (const subject of podsOf(cluster).slice(0, 2)) {
          for (const { names } of places.around(subject.namespace)) {
            const [first, ...others] = names.map((name) => alone(asked, subject, name));
            several += others.length;
            for (const other of others) expect(other).toEqual(first);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
  expect(several).toBeGreaterThan(50);
});
