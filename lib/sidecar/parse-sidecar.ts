import { InvalidInputError, isJsonObject, type Json, ownField } from '../kernel';
import { SIDECAR_VERSION, type Sidecar } from './sidecar';
import { sidecar } from './sidecar-shape';

/** How many problems of one file are told: a file that something else wrote has one everywhere. */
const TOLD = 5;

/** Lists that a sidecar of an earlier release does not have. */
const LATER = { accepted: [], workloads: [] } as const;

/**
 * Reads what `PolicyApp` wrote beside its manifests. The caller reads the file.
 *
 * @throws {InvalidInputError} for what is no JSON, another version, or holds what nobody wrote there
 */
export function parseSidecar(text: string, file: string): Sidecar {
  const json = jsonIn(text, file);
  if (!isJsonObject(json)) return broken(file, ['the sidecar is not a JSON object']);
  const version = ownField(json, 'schemaVersion');
  if (version !== SIDECAR_VERSION) {
    const found = JSON.stringify(version) ?? 'missing';
    return broken(file, [`\`schemaVersion\` is ${found}, and only "${SIDECAR_VERSION}" is known`]);
  }
  const problems: string[] = [];
  const read: unknown = { ...LATER, ...json };
  return sidecar(read, '', problems) ? read : broken(file, problems);
}

function jsonIn(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return broken(file, ['the sidecar is not JSON']);
  }
}

function broken(file: string, problems: readonly string[]): never {
  const more = problems.length - TOLD;
  const told = [...problems.slice(0, TOLD), ...(more > 0 ? [`and ${more} more problems`] : [])];
  throw new InvalidInputError(
    told.map((message) => ({
      code: 'sidecar/unreadable',
      severity: 'error',
      message,
      source: { file },
      why: 'the profile, the intents and the TypeScript lines of the app come from it',
      help: 'synthesize the app again, or delete the file',
    })),
  );
}
