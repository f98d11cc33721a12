import {
  DIRECTIONS,
  formatPath,
  isJsonObject,
  type Json,
  type JsonObject,
  type KnownWorkload,
  type ObjectPath,
  type Source,
} from '../../kernel';
import { type Manifest, wholeBody } from '../../manifests';
import type { Cluster } from '../../model';
import type { Loaded } from '../input/load-cluster';

/** The format of a saved model. Additive changes keep it. */
export const MODEL_VERSION = '1';

/** One object as far as policies see it, and where it was written. */
export interface SavedObject {
  readonly body: JsonObject;
  /** By the path in it; the whole object is the empty path. */
  readonly sources: { readonly [path: string]: Source };
}

/** What a comparison needs of one side, to be compared with later and elsewhere. */
export interface SavedModel {
  readonly schemaVersion: typeof MODEL_VERSION;
  /** Name of the profile that it was read under. */
  readonly profile: string;
  readonly objects: readonly SavedObject[];
  /** Workloads that an app only declares. */
  readonly workloads: readonly KnownWorkload[];
}

/** These hold what nobody should keep twice, and no policy sees any of it. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Secret', 'ConfigMap']);

/** The model of what was read: no environment variables, no arguments, no annotations, no Secrets. */
export function modelOf({ objects, cluster, profile, unmodelled }: Loaded): SavedModel {
  const open = new Set(cluster.unmodelled.map(({ origin }) => origin));
  const accepted = new Set(
    unmodelled.map(({ origin }) => origin).filter((origin) => !open.has(origin)),
  );
  return {
    schemaVersion: MODEL_VERSION,
    profile: profile.name,
    objects: objects
      .filter(({ kind, origin }) => !LEFT_OUT.has(kind) && !accepted.has(origin))
      .map((manifest) => ({ body: seen(wholeBody(manifest)), sources: sourcesOf(manifest) })),
    workloads: declaredIn(cluster),
  };
}

/** The text of a saved model: one object a line. */
export function formatModel({ objects, workloads, ...head }: SavedModel): string {
  const lines = (entries: readonly unknown[]) =>
    entries.length === 0
      ? '[]'
      : `[\n${entries.map((each) => JSON.stringify(each)).join(',\n')}\n]`;
  const fields = [
    ...Object.entries(head).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`),
    `"objects": ${lines(objects)}`,
    `"workloads": ${lines(workloads)}`,
  ];
  return `{\n${fields.join(',\n')}\n}\n`;
}

const CONTAINERS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

function seen(body: JsonObject): JsonObject {
  const kept = Object.entries(body).filter(
    ([name, value]) => typeof value === 'string' || !UNSEEN.has(name),
  );
  return Object.fromEntries(
    kept.map(([name, value]): [string, Json] => {
      if (CONTAINERS.has(name) && Array.isArray(value)) return [name, value.map(container)];
      if (Array.isArray(value)) return [name, value.map(inside)];
      return [name, inside(value)];
    }),
  );
}

function inside(value: Json): Json {
  return isJsonObject(value) ? seen(value) : value;
}

/** Nothing that decides a flow is in these, but where one is the key of a label, and so a text. */
const UNSEEN: ReadonlySet<string> = new Set(['annotations', 'managedFields', 'volumes', 'env']);

/** Of a container only its ports. */
function container(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const { name, ports, restartPolicy } = value;
  return {
    ...(name !== undefined && { name }),
    ...(ports !== undefined && { ports }),
    ...(restartPolicy !== undefined && { restartPolicy }),
  };
}

function sourcesOf({ origin, body, kind }: Manifest): SavedObject['sources'] {
  const paths = kind === 'NetworkPolicy' ? [[], ['spec', 'podSelector'], ...rulesIn(body)] : [[]];
  return Object.fromEntries(paths.map((path) => [formatPath(path), origin.at(path)]));
}

function rulesIn(body: JsonObject): readonly ObjectPath[] {
  const { spec } = body;
  if (!isJsonObject(spec)) return [];
  return DIRECTIONS.flatMap((direction) => {
    const rules = spec[direction];
    return Array.isArray(rules) ? rules.map((_, index) => ['spec', direction, index]) : [];
  });
}

/** The origin of what an author only declares names no file. */
function declaredIn({ workloads }: Cluster): readonly KnownWorkload[] {
  return workloads
    .filter(({ origin }) => origin.file === '(declared)')
    .flatMap(({ namespace, name, pods: [pod] }) => {
      if (pod === undefined) return [];
      const ports = pod.ports.flatMap(({ name: called, protocol, port }) =>
        called === undefined ? [] : [{ name: called, protocol, port }],
      );
      return [{ namespace, name, labels: Object.fromEntries(pod.labels), ports }];
    });
}
