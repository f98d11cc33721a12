import { isJsonObject, type Json, type JsonObject } from '../../kernel';
import { setField } from '../own-field';

/**
 * What becomes of the fields of an object: those named `left-out` are not kept, those with a plan of
 * their own are read field by field, and all others are kept as they are. The plan of a list is that
 * of its entries.
 */
export interface Plan {
  readonly fields: ReadonlyMap<string, Plan | 'left-out'>;
  /** Whether many objects hold the same, so that it is worth looking for before it is read. */
  readonly isRepeated: boolean;
}

type Fields = { readonly [name: string]: Plan | 'left-out' };

const own = (fields: Fields): Plan => ({
  fields: new Map(Object.entries(fields)),
  isRepeated: false,
});
const repeated = (fields: Fields): Plan => ({ ...own(fields), isRepeated: true });

const METADATA = own({ labels: repeated({}) });

/** Kept whole. What these fields hold differs from object to object, and what is in there does not. */
const ANY_OBJECT: Plan = own({ metadata: METADATA, spec: own({}), status: own({}) });

const CONTAINERS = repeated({ volumeMounts: 'left-out' });

/** Namespaces repeat a few policies: who has looked into a spec once knows it again. */
const POLICY: Plan = own({ metadata: METADATA, spec: repeated({}), status: own({}) });

/**
 * Most of a pod that runs, and what no reader of `Manifest.body` looks at. It is an error to read a
 * field that is left out here: ask `wholeBody` for it, or take it off this list.
 */
const POD: Plan = own({
  metadata: own({ labels: repeated({}), managedFields: 'left-out' }),
  spec: own({
    volumes: 'left-out',
    containers: CONTAINERS,
    initContainers: CONTAINERS,
    ephemeralContainers: CONTAINERS,
  }),
  status: own({
    podIPs: repeated({}),
    conditions: 'left-out',
    containerStatuses: 'left-out',
    initContainerStatuses: 'left-out',
    ephemeralContainerStatuses: 'left-out',
  }),
});

/** The plan of an object that says what it is. */
export function planOf(apiVersion: Json | undefined, kind: Json | undefined): Plan {
  if (apiVersion === 'v1' && kind === 'Pod') return POD;
  return kind === 'NetworkPolicy' ? POLICY : ANY_OBJECT;
}

/** A value without what its plan leaves out; the value itself where that is nothing. */
export function planned(value: Json, plan: Plan): Json {
  if (Array.isArray(value)) {
    const entries = value.map((each: Json) => planned(each, plan));
    return entries.every((each, i) => each === value[i]) ? value : entries;
  }
  return isJsonObject(value) ? plannedFields(value, plan) : value;
}

function plannedFields(value: JsonObject, plan: Plan): JsonObject {
  const kept: { [key: string]: Json } = {};
  let isSame = true;
  for (const [name, field] of Object.entries(value)) {
    const inner = plan.fields.get(name);
    if (inner === 'left-out') {
      isSame = false;
      continue;
    }
    const now = inner === undefined ? field : planned(field, inner);
    isSame &&= now === field;
    setField(kept, name, now);
  }
  return isSame ? value : kept;
}
