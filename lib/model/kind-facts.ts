import type { Manifest } from '../manifests';
import { groupKind, groupOf, isBuiltInGroup, POD_TEMPLATES, UNMODELLED_KINDS } from './kinds';
import { type ObjectKind, objectKind } from './owners';

/** What the kind of an object tells of it. */
export interface KindFacts {
  readonly groupKind: string;
  /** The same, where a group has been renamed. */
  readonly current: ObjectKind;
  /** Whether some part of a cluster is read from it. */
  readonly isUsed: boolean;
  /** Whether it is a NetworkPolicy, and no policy of an operator that is called so. */
  readonly isPolicy: boolean;
  /** Whether some operator brought the kind. */
  readonly isCustom: boolean;
  /** Where a built-in kind keeps the template of its pods. */
  readonly template: readonly string[] | undefined;
  readonly unmodelled: 'namespaced' | 'cluster-scoped' | undefined;
}

type Kinded = Pick<Manifest, 'apiVersion' | 'kind'>;

/** Tells of kinds. Objects are many and kinds are few: each kind is looked into once. */
export function kindReader(): (object: Kinded) => KindFacts {
  const known = new Map<string, Map<string, KindFacts>>();
  return (object) => {
    const ofVersion = known.get(object.apiVersion) ?? new Map<string, KindFacts>();
    const facts = ofVersion.get(object.kind);
    if (facts !== undefined) return facts;
    const found = factsOf(object);
    known.set(object.apiVersion, ofVersion.set(object.kind, found));
    return found;
  };
}

function factsOf(object: Kinded): KindFacts {
  const id = groupKind(object);
  const template = POD_TEMPLATES[id];
  const isPolicy = isNetworkPolicy(object);
  return {
    groupKind: id,
    current: objectKind(groupOf(object.apiVersion), object.kind),
    isUsed: READ.includes(id) || isPolicy || template !== undefined,
    isPolicy,
    isCustom: !isBuiltInGroup(groupOf(object.apiVersion)),
    template,
    unmodelled: UNMODELLED_KINDS[id],
  };
}

const READ = ['/Pod', '/Service', '/Namespace'];

function isNetworkPolicy({ apiVersion, kind }: Kinded): boolean {
  return kind === 'NetworkPolicy' && !(`${apiVersion.split('/')[0]}/${kind}` in UNMODELLED_KINDS);
}
