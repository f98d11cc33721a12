import {
  DIRECTIONS,
  type Direction,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  once,
} from '../../../kernel';
import type { Examined, WrittenObject } from '../check';
import { canonical } from '../fingerprint';
import { at } from '../written';

/** One `spec` of a policy of Cilium, of which an object may have several. */
export interface CiliumSpec {
  readonly object: WrittenObject;
  readonly path: ObjectPath;
  readonly spec: JsonObject;
}

/** One rule that lets through. */
export interface CiliumRule extends CiliumSpec {
  readonly direction: Direction;
  readonly rule: JsonObject;
  /** What it selects: equal texts, equal pods. */
  readonly selects: string;
}

/** Every spec of every policy of Cilium. */
export const ciliumSpecs: (examined: Examined) => readonly CiliumSpec[] = once(({ objects }) =>
  objects
    .filter(({ apiVersion, kind }) => apiVersion.startsWith('cilium.io/') && KINDS.has(kind))
    .flatMap((object) => {
      const several = at(object.body, ['specs']);
      const paths: ObjectPath[] = [
        ['spec'],
        ...(Array.isArray(several) ? several.map((_, index) => ['specs', index]) : []),
      ];
      return paths.flatMap((path) => {
        const spec = at(object.body, path);
        return isJsonObject(spec) ? [{ object, path, spec }] : [];
      });
    }),
);

const KINDS: ReadonlySet<string> = new Set([
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
]);

/** Every rule of these policies that lets something through. */
export const ciliumRules: (examined: Examined) => readonly CiliumRule[] = once((examined) =>
  ciliumSpecs(examined).flatMap(({ object, path, spec }) =>
    DIRECTIONS.flatMap((direction) =>
      listOf(spec[direction]).flatMap((rule, index) => {
        if (!isJsonObject(rule)) return [];
        const { kind, namespace } = object;
        const selects = canonical([
          kind,
          namespace ?? '',
          direction,
          spec['endpointSelector'] ?? spec['nodeSelector'] ?? null,
        ]);
        return [{ object, path: [...path, direction, index], spec, direction, rule, selects }];
      }),
    ),
  ),
);

/** The entries of a list; none where there is none. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** `CiliumNetworkPolicy shop/web`: a policy as people call it. */
export function nameOf({ kind, namespace, name }: WrittenObject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
