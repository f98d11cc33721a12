import { ApiObject, type App } from 'cdk8s';
import { type Provenance, provenanceOf } from '../constructs';
import { isJsonObject, type Json, type JsonObject, ownField, type Source } from '../kernel';

/** One Kubernetes object that an app emits, and where it comes from. */
export interface EmittedObject {
  readonly object: ApiObject;
  /** The object as it stands in the manifest, patches included. */
  readonly body: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent where the manifest has none. */
  readonly namespace?: string;
  readonly name: string;
  /** Absent for objects that no construct of this package made. */
  readonly provenance?: Provenance;
}

/** Every object that an app emits, in the order of the construct tree. */
export function emittedBy(app: App): readonly EmittedObject[] {
  return app.node
    .findAll()
    .flatMap((construct) => (ApiObject.isApiObject(construct) ? [emitted(construct)] : []));
}

function emitted(object: ApiObject): EmittedObject {
  const json: Json = object.toJson();
  const body = isJsonObject(json) ? json : {};
  const metadata = ownField(body, 'metadata');
  const provenance = provenanceOf(object);
  const namespace = textIn(metadata, 'namespace');
  return {
    object,
    body,
    apiVersion: textIn(body, 'apiVersion') ?? '',
    kind: textIn(body, 'kind') ?? '',
    ...(namespace !== undefined && { namespace }),
    name: textIn(metadata, 'name') ?? '',
    ...(provenance !== undefined && { provenance }),
  };
}

function textIn(json: Json | undefined, field: string): string | undefined {
  const found = isJsonObject(json) ? ownField(json, field) : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: EmittedObject): string {
  return apiVersion.includes('/') ? apiVersion.replace(/\/.*$/, '') : '';
}

/** `NetworkPolicy shop/web`, `Namespace shop`: an object in words. */
export function nameOf({ kind, namespace, name }: EmittedObject): string {
  return `${kind} \`${namespace === undefined ? '' : `${namespace}/`}${name}\``;
}

/** What makes two objects one and the same in a cluster; versions of a group share their objects. */
export function identityOf(each: EmittedObject): string {
  return [groupOf(each), each.kind, each.namespace ?? '', each.name].join(' ');
}

/** Where an object was written: its construct, and the author's line where that is known. */
export function sourceOf({ object, provenance }: EmittedObject): Source {
  const line = provenance?.typescript;
  return {
    file: line?.file ?? '(in memory)',
    ...(line !== undefined && { line: line.line, column: line.column }),
    construct: provenance?.construct ?? object.node.path,
  };
}

/** The objects that share a key with an earlier one, each with the first that has it. */
export function clashes(
  objects: readonly EmittedObject[],
  keyOf: (each: EmittedObject) => string,
): readonly { readonly first: EmittedObject; readonly again: EmittedObject }[] {
  const seen = new Map<string, EmittedObject>();
  return objects.flatMap((again) => {
    const key = keyOf(again);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, again);
    return first === undefined ? [] : [{ first, again }];
  });
}
