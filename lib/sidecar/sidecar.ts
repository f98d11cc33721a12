import { createHash } from 'node:crypto';
import {
  type AcceptedFinding,
  byText,
  type CodeLine,
  canonicalJson,
  type Direction,
  type Json,
  type Justification,
  type KnownWorkload,
  type Statement,
} from '../kernel';
import type { Profile } from '../platform';

/** The format of a sidecar. Additive changes keep it. */
export const SIDECAR_VERSION = '1';

/** Why a rule exists, as its author said. */
export type SidecarReason = Justification;

/** Where one rule of a policy comes from, and why it exists. */
export interface SidecarRule {
  /** @default - not known */
  readonly typescript?: CodeLine;
  /** @default - not said */
  readonly because?: SidecarReason;
}

/** One emitted object, and where it comes from. */
export interface SidecarObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default - the object has none */
  readonly namespace?: string;
  readonly name: string;
  /** SHA-256 of the object's canonical JSON: what was synthesized, not what stands in a file today. */
  readonly sha256: string;
  /** Path of the construct in the tree. */
  readonly construct: string;
  /** @default - not known */
  readonly typescript?: CodeLine;
  /** One entry for each rule of the manifest, in its order. */
  readonly rules: Readonly<Record<Direction, readonly SidecarRule[]>>;
}

/** What an app knows about its manifests and the manifests do not say. */
export interface Sidecar {
  readonly schemaVersion: typeof SIDECAR_VERSION;
  /** @default - the app declares none */
  readonly profile?: Profile;
  /** Findings that its authors accept. */
  readonly accepted: readonly AcceptedFinding[];
  /** Workloads of other repositories that it declares. */
  readonly workloads: readonly KnownWorkload[];
  readonly statements: readonly Statement[];
  readonly objects: readonly SidecarObject[];
}

/** The hash by which a reader knows that an object is the one that was synthesized. */
export function hashOf(body: Json): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** What a sidecar is built from. */
export interface SidecarParts {
  readonly profile: Profile | undefined;
  readonly accepted: readonly AcceptedFinding[];
  readonly workloads: readonly KnownWorkload[];
  readonly statements: readonly Statement[];
  readonly objects: readonly SidecarObject[];
}

/** The sidecar of an app: sorted, so that equal apps give equal bytes. */
export function buildSidecar({ profile, objects, workloads, ...said }: SidecarParts): Sidecar {
  const keyOf = ({ apiVersion, kind, namespace = '', name }: SidecarObject) =>
    [namespace, kind, name, apiVersion].join(' ');
  return {
    schemaVersion: SIDECAR_VERSION,
    ...(profile !== undefined && { profile }),
    ...said,
    workloads: [...workloads].sort(byText(({ namespace, name }) => `${namespace}/${name}`)),
    objects: [...objects].sort(byText(keyOf)),
  };
}

/** The text of a sidecar file: one line an entry, so that a diff shows what changed and little else. */
export function formatSidecar(sidecar: Sidecar): string {
  const { accepted, workloads, statements, objects, ...head } = sidecar;
  const fields = [
    ...Object.entries(head).map(([name, value]) => field(name, JSON.stringify(value))),
    field('accepted', lines(accepted)),
    field('workloads', lines(workloads)),
    field('statements', lines(statements)),
    field('objects', lines(objects)),
  ];
  return `{\n${fields.join(',\n')}\n}\n`;
}

function field(name: string, text: string): string {
  return `${JSON.stringify(name)}: ${text}`;
}

function lines(entries: readonly unknown[]): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}
