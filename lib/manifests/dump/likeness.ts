/** What stands at a place where two pods that are written alike may differ; at the end there is no place. */
export const END = 0;
export const FREE_TEXT = 1;
export const FREE_NUMBER = 2;
/** From here on it is remembered. */
export const NAME = 3;
export const NAMESPACE = 4;
export const LABEL = 5;
export const OWNER = 6;
export const NODE = 7;
export const ADDRESS = 8;

/**
 * Which texts of an object may differ, by its fields. `as-is` is what has to be the same to the byte;
 * the likeness of a list is that of its entries.
 */
export type Likeness = FieldLikeness | number | 'as-is';

interface FieldLikeness {
  readonly fields: ReadonlyMap<string, Likeness>;
  /** For the fields that are not named. */
  readonly others: number | 'as-is';
}

function fields(
  named: { readonly [name: string]: Likeness },
  others: FieldLikeness['others'] = FREE_TEXT,
): Likeness {
  return { fields: new Map(Object.entries(named)), others };
}

const CONTAINERS = fields({ ports: 'as-is' });

/**
 * What is read of a pod. Whoever has an `AlikePod` may look at what is `as-is` here, and at which
 * fields there are, in the pod that it is like; what is free may differ, and all else it says itself.
 */
export const POD_LIKENESS: Likeness = fields({
  apiVersion: 'as-is',
  kind: 'as-is',
  metadata: fields({
    name: NAME,
    namespace: NAMESPACE,
    labels: fields({}, LABEL),
    ownerReferences: fields({ name: OWNER, uid: FREE_TEXT }, 'as-is'),
  }),
  spec: fields({
    hostNetwork: 'as-is',
    dnsPolicy: 'as-is',
    nodeName: NODE,
    containers: CONTAINERS,
    initContainers: CONTAINERS,
  }),
  status: fields({ phase: 'as-is', podIPs: fields({ ip: ADDRESS }) }),
});

/** The likeness of a field of an object. */
export function likenessIn(likeness: Likeness, field: string): Likeness {
  if (typeof likeness !== 'object') return likeness;
  return likeness.fields.get(field) ?? likeness.others;
}
