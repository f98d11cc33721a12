import {
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  type Origin,
  once,
} from '../../kernel';
import type { Policy } from '../../model';
import type { Examined } from './check';

const byOrigin = once(
  ({ objects }: Examined): ReadonlyMap<Origin, JsonObject> =>
    new Map(objects.map(({ origin, body }) => [origin, body])),
);

/** An object as written, found by where it was written; undefined for one that no manifest holds. */
export function writtenAs(examined: Examined, origin: Origin): JsonObject | undefined {
  return byOrigin(examined).get(origin);
}

/** The `spec` of a policy as written, before the API server fills anything in. */
export function writtenSpec(examined: Examined, { origin }: Pick<Policy, 'origin'>): JsonObject {
  const spec = at(writtenAs(examined, origin), ['spec']);
  return isJsonObject(spec) ? spec : {};
}

/** Whether a list is written that has no entry, which the API server reads as one that is not there. */
export function isEmptyList(value: Json | undefined): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether the spec of a policy leaves `policyTypes` to the API server. */
export function leavesTypesOut({ policyTypes }: JsonObject): boolean {
  return policyTypes === undefined || isEmptyList(policyTypes);
}

/** What is written at a path; undefined where nothing is. */
export function at(root: Json | undefined, path: ObjectPath): Json | undefined {
  return path.reduce<Json | undefined>((node, step) => {
    if (Array.isArray(node)) return typeof step === 'number' ? node[step] : undefined;
    if (!isJsonObject(node) || !Object.hasOwn(node, step)) return undefined;
    return node[step];
  }, root);
}
