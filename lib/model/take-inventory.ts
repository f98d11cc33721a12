import type { Diagnostic } from '../kernel';
import { fieldsOf, type Manifest } from '../manifests';
import { ByName } from './by-name';
import { type KindFacts, kindReader } from './kind-facts';
import { type Inventory, inventoryOf, Placed } from './placed';
import { problem } from './problem';
import { SeenNames } from './seen-names';

type KindOf = (manifest: Manifest) => KindFacts;

/** Every object once, named and placed. Objects without a namespace go into the one given. */
export function takeInventory(
  manifests: readonly Manifest[],
  namespace: string,
  diagnostics: Diagnostic[],
): Inventory {
  const kindOf = kindReader();
  const named = nameAll(manifests, kindOf, diagnostics);
  const kept = lastOfEach(named, namespace, kindOf, diagnostics);
  return inventoryOf(
    kept.map((manifest) => {
      const home = manifest.namespace ?? namespace;
      return new Placed(manifest, home, kindOf(manifest), diagnostics);
    }),
  );
}

/**
 * Gives a name to each object that leaves it to the API server (`metadata.generateName`): two of
 * them are two objects. `*` stands for what will be generated.
 */
function nameAll(
  manifests: readonly Manifest[],
  kindOf: KindOf,
  diagnostics: Diagnostic[],
): readonly Manifest[] {
  const taken = new Map<string, number>();
  return manifests.map((manifest) => {
    if (manifest.name !== '') return manifest;
    const { groupKind, isUsed, isPolicy } = kindOf(manifest);
    if (!isUsed || isPolicy) return manifest;
    const prefix = fieldsOf(manifest, diagnostics).object('metadata')?.string('generateName');
    if (prefix === undefined || prefix === '') {
      const message = `a ${manifest.kind} has no name`;
      const source = manifest.origin.at(['metadata']);
      diagnostics.push(problem('no-name', message, source, 'write metadata.name'));
    }
    const name = `${prefix ?? ''}*`;
    const key = `${groupKind}/${manifest.namespace}/${name}`;
    const number = (taken.get(key) ?? 0) + 1;
    taken.set(key, number);
    return { ...manifest, name: number === 1 ? name : `${name}${number}` };
  });
}

/** Objects with one kind, namespace and name are one object: the last one counts, in its place. */
function lastOfEach(
  manifests: readonly Manifest[],
  namespace: string,
  kindOf: KindOf,
  diagnostics: Diagnostic[],
): readonly Manifest[] {
  const homeOf = ({ kind, namespace: own }: Manifest) =>
    kind === 'Namespace' ? '' : (own ?? namespace);
  if (!isAnyTwice(manifests, homeOf, kindOf)) return manifests;
  const places = new ByName<number>();
  const replaced = new Set<number>();
  for (const [i, manifest] of manifests.entries()) {
    const { kind, name, origin } = manifest;
    const { groupKind, isUsed } = kindOf(manifest);
    const home = homeOf(manifest);
    const before = places.get(groupKind, home, name);
    places.set(groupKind, home, name, i);
    if (before === undefined) continue;
    replaced.add(before);
    if (!isUsed) continue;
    const where = kind === 'Namespace' ? '' : `${home}/`;
    const message = `${kind} ${where}${name} is written twice; the last one counts`;
    const help = `rename one, or remove the one in ${manifests[before]?.origin.file}`;
    diagnostics.push(problem('duplicate', message, origin.at([]), help));
  }
  return manifests.filter((_, i) => !replaced.has(i));
}

/** Whether two objects are one. Nearly never; who only asks that need not keep where each name was. */
function isAnyTwice(
  manifests: readonly Manifest[],
  homeOf: (manifest: Manifest) => string,
  kindOf: KindOf,
): boolean {
  const seen = new SeenNames();
  return manifests.some(
    (manifest) => !seen.add(kindOf(manifest).groupKind, homeOf(manifest), manifest.name),
  );
}
