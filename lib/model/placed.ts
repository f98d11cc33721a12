import type { Diagnostic } from '../kernel';
import { type Fields, fieldsOf, type Manifest } from '../manifests';
import type { KindFacts } from './kind-facts';

/** One object together with its fields and the namespace it lives in. */
export class Placed {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly is: KindFacts;
  private readonly diagnostics: Diagnostic[];

  /** What is found wrong with its fields is added to `diagnostics`. */
  constructor(manifest: Manifest, namespace: string, is: KindFacts, diagnostics: Diagnostic[]) {
    this.manifest = manifest;
    this.namespace = namespace;
    this.is = is;
    this.diagnostics = diagnostics;
  }

  /** Made when asked for: of 100,000 running pods nearly none is read by them. */
  get fields(): Fields {
    return fieldsOf(this.manifest, this.diagnostics);
  }
}

/** All objects of the input, in their order. */
export interface Inventory {
  readonly all: readonly Placed[];
  /** Those of one kind: `apps/Deployment`. */
  readonly of: (groupKind: string) => readonly Placed[];
  /** Those of which their kind says something, in their order. */
  readonly where: (says: (is: KindFacts) => boolean) => readonly Placed[];
  /** The Namespace of this name, where the input declares it. */
  readonly declared: (namespace: string) => Placed | undefined;
}

/** Sorts objects into their kinds, so that nobody who wants some goes through all of them. */
export function inventoryOf(all: readonly Placed[]): Inventory {
  const kinds = byKind(all);
  const among = (found: readonly KindFacts[]): readonly Placed[] => {
    const [only, ...others] = found;
    if (only === undefined) return [];
    if (others.length === 0) return kinds.get(only) ?? [];
    const wanted = new Set(found);
    return all.filter(({ is }) => wanted.has(is));
  };
  const where: Inventory['where'] = (says) => among([...kinds.keys()].filter(says));
  const of: Inventory['of'] = (groupKind) => where((is) => is.groupKind === groupKind);
  const declared = new Map(of('/Namespace').map((each) => [each.manifest.name, each]));
  return { all, of, where, declared: (namespace) => declared.get(namespace) };
}

/** Objects of one kind stand side by side nearly always, so each is compared with the one before. */
function byKind(all: readonly Placed[]): ReadonlyMap<KindFacts, readonly Placed[]> {
  const kinds = new Map<KindFacts, Placed[]>();
  let last: KindFacts | undefined;
  let same: Placed[] = [];
  for (const each of all) {
    if (each.is !== last) {
      last = each.is;
      same = kinds.get(last) ?? [];
      kinds.set(last, same);
    }
    same.push(each);
  }
  return kinds;
}
