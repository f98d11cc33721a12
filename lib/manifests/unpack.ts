import {
  type Diagnostic,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  ownField,
} from '../kernel';
import { describeType, typeInWords } from './describe-type';
import type { Manifest, ReadResult } from './manifest';
import { originOf, type Whereabouts } from './place';
import { type ProblemCode, problem } from './problem';

/** What unpacking one document adds to. Lists hold many thousands of objects, so it is shared. */
interface Unpacked {
  readonly manifests: Manifest[];
  readonly diagnostics: Diagnostic[];
}

/** What the items of a typed list need not say: `PodList` holds Pods of its own apiVersion. */
interface Implied {
  readonly apiVersion?: Json | undefined;
  readonly kind?: string | undefined;
}

interface Refusal {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path?: ObjectPath;
  readonly help?: string | undefined;
}

function refuse(into: Unpacked, where: Whereabouts, refusal: Refusal): void {
  const { code, message, path = [], help } = refusal;
  into.diagnostics.push(problem(code, { message, source: originOf(where).at(path), help }));
}

function isNonEmptyText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether an object is a list of objects: a `List`, or a typed list such as `PodList`. */
function isList(body: JsonObject, kind: string): boolean {
  if (kind === 'List') return true;
  if (!kind.endsWith('List')) return false;
  const items = ownField(body, 'items');
  return items === null || Array.isArray(items);
}

function impliedBy(list: JsonObject, kind: string): Implied {
  const itemKind = kind.slice(0, -'List'.length);
  return itemKind === '' ? {} : { kind: itemKind, apiVersion: ownField(list, 'apiVersion') };
}

/** Where a list was written, and so its items, of which none is the list itself. */
function placeOfList({ itself, isPart: _part, ...where }: Whereabouts): Whereabouts {
  return itself === undefined ? where : { ...where, locate: (path) => itself.place(path) };
}

function unpackList(into: Unpacked, body: JsonObject, kind: string, where: Whereabouts): void {
  const items = ownField(body, 'items') ?? [];
  if (!Array.isArray(items)) {
    const message = `\`items\` of a ${kind} is ${typeInWords(items)}, not a list`;
    refuse(into, where, { code: 'list-without-items', message, path: ['items'] });
    return;
  }
  const implied = impliedBy(body, kind);
  const place = placeOfList(where);
  items.forEach((item: Json, i) => {
    const prefix = [...(where.prefix ?? []), 'items', i];
    unpackOne(into, item, { ...place, prefix }, implied);
  });
}

function refuseType(
  into: Unpacked,
  where: Whereabouts,
  value: Json,
  { path, field, type }: { path: ObjectPath; field: string; type: string },
): void {
  const message = `json: cannot unmarshal ${describeType(value)} into Go struct field ${field} of type ${type}`;
  const isScalar = typeof value !== 'object';
  const help = isScalar ? `put it in quotes: \`${JSON.stringify(String(value))}\`` : undefined;
  refuse(into, where, { code: 'wrong-type', message, path, help });
}

/** A text of `metadata` that every later step relies on; undefined once it has been refused. */
function identityText(
  into: Unpacked,
  where: Whereabouts,
  metadata: JsonObject,
  name: 'name' | 'namespace',
): string | undefined {
  const value = ownField(metadata, name) ?? '';
  if (typeof value === 'string') return value;
  const field = `ObjectMeta.metadata.${name}`;
  refuseType(into, where, value, { path: ['metadata', name], field, type: 'string' });
  return undefined;
}

function refuseMissing(into: Unpacked, where: Whereabouts, field: 'apiVersion' | 'kind'): void {
  refuse(into, where, {
    code: 'no-kind',
    message: `\`${field}\` is missing: this is not a Kubernetes object`,
    help: `add \`${field}\`, or leave the file out if it is no manifest (Helm values, a kustomization)`,
  });
}

function unpackObject(
  into: Unpacked,
  { apiVersion, kind, body }: Pick<Manifest, 'apiVersion' | 'kind' | 'body'>,
  where: Whereabouts,
): void {
  const metadata = ownField(body, 'metadata') ?? {};
  if (!isJsonObject(metadata)) {
    const expected = { path: ['metadata'], field: '.metadata', type: 'v1.ObjectMeta' };
    refuseType(into, where, metadata, expected);
    return;
  }
  const name = identityText(into, where, metadata, 'name');
  const namespace = identityText(into, where, metadata, 'namespace');
  if (name === undefined || namespace === undefined) return;
  const home = namespace === '' ? undefined : namespace;
  const whole = where.isPart ? where.itself : undefined;
  const origin = originOf(where);
  into.manifests.push(
    whole === undefined
      ? { apiVersion, kind, name, namespace: home, body, origin }
      : { apiVersion, kind, name, namespace: home, body, whole, origin },
  );
}

function unpackOne(into: Unpacked, value: Json, where: Whereabouts, implied: Implied): void {
  if (!isJsonObject(value)) {
    const message = `${typeInWords(value)} is not a Kubernetes object`;
    refuse(into, where, { code: 'not-an-object', message });
    return;
  }
  const kind = ownField(value, 'kind') ?? implied.kind;
  const apiVersion = ownField(value, 'apiVersion') ?? implied.apiVersion;
  if (!isNonEmptyText(kind)) {
    refuseMissing(into, where, 'kind');
    return;
  }
  if (!isNonEmptyText(apiVersion)) {
    refuseMissing(into, where, 'apiVersion');
    return;
  }
  if (isList(value, kind)) {
    unpackList(into, value, kind, where);
    return;
  }
  unpackObject(into, { apiVersion, kind, body: value }, where);
}

/** The objects of one document: itself, or what the lists in it hold, however deep. */
export function unpack(value: Json, where: Whereabouts): ReadResult {
  const into: Unpacked = { manifests: [], diagnostics: [] };
  unpackOne(into, value, where, {});
  return { ...into, files: 0, texts: new Map() };
}

/** One value of a document, and where it was written. */
export interface Unpackable {
  readonly value: Json;
  readonly where: Whereabouts;
}

/** Whom the objects of a text are given to, one by one. */
export interface ItemTaker {
  /** One that is a manifest already. */
  take(manifest: Manifest): void;
  unpack(item: Unpackable): void;
  /** A list, and its items; false where the value without its items is no list. */
  unpackItems(list: Json, give: (taker: ItemTaker) => void): boolean;
}

function takerOf(into: Unpacked, implied: Implied): ItemTaker {
  return {
    take: (manifest) => into.manifests.push(manifest),
    unpack: ({ value, where }) => unpackOne(into, value, where, implied),
    unpackItems: (list, give) => {
      const kind = isJsonObject(list) ? ownField(list, 'kind') : undefined;
      if (!isJsonObject(list) || !isNonEmptyText(kind) || !isList(list, kind)) return false;
      if (!isNonEmptyText(ownField(list, 'apiVersion'))) return false;
      give(takerOf(into, impliedBy(list, kind)));
      return true;
    },
  };
}

/** The objects of documents that have been read one by one, some of them to the end. */
export function unpackEach(give: (taker: ItemTaker) => void): ReadResult {
  const into: Unpacked = { manifests: [], diagnostics: [] };
  give(takerOf(into, {}));
  return { ...into, files: 0, texts: new Map() };
}

/**
 * The objects of a list whose items have been read one by one, some of them to the end; undefined
 * where the value without its items is no list.
 */
export function unpackItems(list: Json, give: (taker: ItemTaker) => void): ReadResult | undefined {
  const into: Unpacked = { manifests: [], diagnostics: [] };
  const isTaken = takerOf(into, {}).unpackItems(list, give);
  return isTaken ? { ...into, files: 0, texts: new Map() } : undefined;
}
