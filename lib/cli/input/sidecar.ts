import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  InvalidInputError,
  isJsonObject,
  type Json,
  type JsonObject,
  ownField,
} from '../../kernel';
import type { Manifest } from '../../manifests';
import type { Profile } from '../../platform';
import { hashOf } from './canonical-json';
import { codeLineIn, type ObjectLines, withLines } from './typescript-lines';

/** What the sidecar of an app tells about its manifests. */
export interface SidecarFacts {
  /** The profile that the app declares. */
  readonly profile: Profile | undefined;
  /** The same object with its construct and TypeScript lines; unchanged where it is not what was synthesized. */
  readonly enrich: (manifest: Manifest) => Manifest;
}

/**
 * Reads what `PolicyApp` wrote beside a folder of manifests; undefined where there is nothing.
 *
 * @throws {InvalidInputError} for a file that is not such a sidecar
 */
export function sidecarBeside(folder: string, called: string): SidecarFacts | undefined {
  const file = join(dirname(folder), '.netpol', `${basename(folder)}.json`);
  if (!existsSync(file)) return undefined;
  const json = jsonIn(readFileSync(file, 'utf8'));
  const objects = isJsonObject(json) ? ownField(json, 'objects') : undefined;
  const version = isJsonObject(json) ? ownField(json, 'schemaVersion') : undefined;
  if (!isJsonObject(json) || version !== '1' || !Array.isArray(objects)) return refuse(called);
  const byHash = new Map(objects.flatMap(entryOf));
  const profile: unknown = ownField(json, 'profile');
  return {
    profile: isProfile(profile) ? profile : undefined,
    enrich: (manifest) => {
      const lines = byHash.get(`${manifest.kind}/${manifest.name}/${hashOf(manifest.body)}`);
      return lines === undefined ? manifest : withLines(manifest, lines);
    },
  };
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(file: string): never {
  throw new InvalidInputError([
    {
      code: 'cli/unreadable-sidecar',
      severity: 'error',
      message: 'this is not what PolicyApp writes beside its manifests, or of another version',
      source: { file },
      why: 'the profile and the TypeScript lines of the app come from it',
      help: 'synthesize the app again, or delete the file',
    },
  ]);
}

function entryOf(entry: Json): (readonly [string, ObjectLines])[] {
  if (!isJsonObject(entry)) return [];
  const [kind, name, hash] = ['kind', 'name', 'sha256'].map((field) => ownField(entry, field));
  if (typeof kind !== 'string' || typeof name !== 'string' || typeof hash !== 'string') return [];
  const construct = ownField(entry, 'construct');
  const typescript = codeLineIn(ownField(entry, 'typescript'));
  return [
    [
      `${kind}/${name}/${hash}`,
      {
        ...(typeof construct === 'string' ? { construct } : {}),
        ...(typescript === undefined ? {} : { typescript }),
        rules: { ingress: rulesIn(entry, 'ingress'), egress: rulesIn(entry, 'egress') },
      },
    ],
  ];
}

function rulesIn(entry: JsonObject, direction: string): ObjectLines['rules']['ingress'] {
  const rules = ownField(entry, 'rules');
  const list = isJsonObject(rules) ? ownField(rules, direction) : undefined;
  if (!Array.isArray(list)) return [];
  return list.map((rule: Json) =>
    codeLineIn(isJsonObject(rule) ? ownField(rule, 'typescript') : undefined),
  );
}

function isProfile(found: unknown): found is Profile {
  return typeof found === 'object' && found !== null && 'name' in found && 'assume' in found;
}
