import { isJsonObject, type Json, type JsonObject } from '../../kernel';
import { ADDRESS, LABEL, NAME, NAMESPACE, NODE, OWNER } from './likeness';

/** A pod that others are written like. */
export interface ModelPod {
  readonly body: JsonObject;
  /** The keys of its labels, in the order in which they are written. */
  readonly labelKeys: readonly string[];
}

/** A text of a pod, and what it is there. */
export type RoleText = readonly [role: number, text: string];

const NOTHING: JsonObject = {};
const NONE: readonly Json[] = [];

/**
 * A pod that was read as one that others may be like: it is of the one kind that is read so, and what
 * was remembered of it is what it says in these places, no more and no less. Undefined for any other.
 */
export function modelPod(body: JsonObject, remembered: readonly RoleText[]): ModelPod | undefined {
  const { metadata = NOTHING } = body;
  // Without metadata that can be read it is refused, and so must be what is like it.
  if (!isJsonObject(metadata)) return undefined;
  const labels = objectIn(metadata['labels']);
  const labelKeys = Object.keys(labels);
  // Objects of JavaScript have numbers first, wherever they were written.
  if (labelKeys.some((key) => /^\d+$/.test(key))) return undefined;
  const owners = listIn(metadata['ownerReferences']);
  if (owners.length > 1) return undefined;
  const said: readonly RoleText[] = [
    ...texts(NAME, [metadata['name']]),
    ...texts(NAMESPACE, [metadata['namespace']]),
    ...texts(LABEL, Object.values(labels)),
    ...texts(OWNER, namesIn(owners, 'name')),
    ...texts(NODE, [objectIn(body['spec'])['nodeName']]),
    ...texts(ADDRESS, namesIn(listIn(objectIn(body['status'])['podIPs']), 'ip')),
  ];
  const inOrder = remembered.toSorted(([a], [b]) => a - b);
  const isSaid = ([role, text]: RoleText, i: number) =>
    said[i]?.[0] === role && said[i]?.[1] === text;
  return inOrder.length === said.length && inOrder.every(isSaid) ? { body, labelKeys } : undefined;
}

/** Each value that is there; one that is no text can be nothing that was remembered. */
function texts(role: number, values: readonly (Json | undefined)[]): readonly RoleText[] {
  return values.flatMap((value): RoleText[] => {
    if (value === undefined) return [];
    return typeof value === 'string' ? [[role, value]] : [[-1, '']];
  });
}

function namesIn(list: readonly Json[], name: string): readonly (Json | undefined)[] {
  return list.map((each) => objectIn(each)[name]);
}

function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : NOTHING;
}

function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : NONE;
}
