import { groupBy } from '../kernel';
import type { Fields, Manifest } from '../manifests';
import type { KindFacts } from './kind-facts';

/** One object together with its fields and the namespace it lives in. */
export interface Placed {
  readonly manifest: Manifest;
  readonly fields: Fields;
  readonly namespace: string;
  readonly is: KindFacts;
}

/** All objects of the input, in their order. */
export interface Inventory {
  readonly all: readonly Placed[];
  /** Those of one kind: `apps/Deployment`. */
  readonly of: (groupKind: string) => readonly Placed[];
  /** The Namespace of this name, where the input declares it. */
  readonly declared: (namespace: string) => Placed | undefined;
}

/** Sorts objects into their kinds, so that nobody who wants some goes through all of them. */
export function inventoryOf(all: readonly Placed[]): Inventory {
  const kinds = groupBy(all, ({ is }) => is.groupKind);
  const of = (groupKind: string) => kinds.get(groupKind) ?? [];
  const declared = new Map(of('/Namespace').map((each) => [each.manifest.name, each]));
  return { all, of, declared: (namespace) => declared.get(namespace) };
}
