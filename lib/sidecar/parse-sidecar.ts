import { InvalidInputError, isJsonObject, type Json, ownField } from '../kernel';
import { SIDECAR_VERSION, type Sidecar } from './sidecar';

function broken(file: string, message: string): never {
  throw new InvalidInputError([
    {
      code: 'sidecar/unreadable',
      severity: 'error',
      message,
      source: { file },
      why: 'the profile, the intents and the TypeScript lines of the app come from it',
      help: 'synthesize the app again, or delete the file',
    },
  ]);
}

/** Each list of a sidecar, with the text fields that every entry has. */
const LISTS = [
  ['statements', ['construct']],
  ['objects', ['apiVersion', 'kind', 'name', 'sha256', 'construct']],
] as const;

/**
 * Reads what `PolicyApp` wrote beside its manifests. The caller reads the file.
 *
 * @throws {InvalidInputError} for what is no JSON, another version, or lacks what every entry has
 */
export function parseSidecar(text: string, file: string): Sidecar {
  const json = jsonIn(text, file);
  if (!isJsonObject(json)) return broken(file, 'the sidecar is not a JSON object');
  const version = ownField(json, 'schemaVersion');
  if (version !== SIDECAR_VERSION) {
    const found = JSON.stringify(version) ?? 'missing';
    return broken(file, `\`schemaVersion\` is ${found}, and only "${SIDECAR_VERSION}" is known`);
  }
  for (const [list, fields] of LISTS) checkEntries(ownField(json, list), list, fields, file);
  // Sound as far as it is checked: every entry has the fields by which it is looked up.
  return json as unknown as Sidecar;
}

function jsonIn(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return broken(file, 'the sidecar is not JSON');
  }
}

function checkEntries(
  entries: Json | undefined,
  list: string,
  fields: readonly string[],
  file: string,
): void {
  if (!Array.isArray(entries)) broken(file, `\`${list}\` is not a list`);
  for (const [index, entry] of entries.entries()) {
    const missing = fields.filter((field) => typeof fieldOf(entry, field) !== 'string');
    if (missing.length > 0) broken(file, `\`${list}[${index}]\` has no \`${missing[0]}\``);
  }
}

function fieldOf(entry: Json, field: string): Json | undefined {
  return isJsonObject(entry) ? ownField(entry, field) : undefined;
}
