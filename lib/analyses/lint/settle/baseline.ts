import { byText, isJsonObject, type Json, ownField, type Source } from '../../../kernel';
import type { Finding, FindingObject } from '../../../results';

/** A finding that was there when counting began. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** Id of its check. */
  readonly check: string;
  /** For whoever reads the file: `NetworkPolicy shop/web`. */
  readonly object: string;
  /** For whoever reads the file. */
  readonly message: string;
  /** Where the entry stands. @default - not known */
  readonly source?: Source;
}

/** The entries of findings that nobody accepts, each fingerprint once. */
export function baselineOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const entries = findings
    .filter(({ standing }) => standing !== 'acknowledged')
    .map(({ fingerprint, check, object, message }) => ({
      fingerprint,
      check,
      object: objectName(object),
      message,
    }));
  return [...new Map(entries.map((entry) => [entry.fingerprint, entry])).values()];
}

/** `NetworkPolicy shop/web`. */
export function objectName({ kind, namespace, name }: FindingObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const VERSION = '1';

/**
 * The text of a baseline file: by check, object and fingerprint, one entry a line, so that two
 * branches that each set one right merge without a conflict.
 */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(byText(({ check, object, fingerprint }) => [check, object, fingerprint].join('\u0000')))
    .map(({ fingerprint, check, object, message }) =>
      JSON.stringify({ fingerprint, check, object, message }),
    );
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`;
  return `{\n"schemaVersion": ${JSON.stringify(VERSION)},\n"findings": ${list}\n}\n`;
}

/** Reads such a text; gives what is wrong with any other. */
export function parseBaseline(text: string, file: string): readonly BaselineEntry[] | string {
  const json = jsonIn(text);
  if (json === undefined || !isJsonObject(json)) return `${file} is no JSON object`;
  const version = ownField(json, 'schemaVersion');
  if (version !== VERSION) return `${file} has no \`"schemaVersion": "${VERSION}"\``;
  const findings = ownField(json, 'findings');
  if (!Array.isArray(findings)) return `${file} has no list \`findings\``;
  const lines = linesIn(text);
  const entries = findings.map((each: Json) => entryIn(each, file, lines));
  const wrong = entries.indexOf(undefined);
  if (wrong >= 0)
    return `${file}: findings[${wrong}] lacks \`fingerprint\`, \`check\`, \`object\` or \`message\``;
  return entries.filter((each) => each !== undefined);
}

function entryIn(
  json: Json,
  file: string,
  lines: ReadonlyMap<string, number>,
): BaselineEntry | undefined {
  if (!isJsonObject(json)) return undefined;
  const [fingerprint, check, object, message] = ['fingerprint', 'check', 'object', 'message'].map(
    (name) => ownField(json, name),
  );
  if (typeof fingerprint !== 'string' || typeof check !== 'string') return undefined;
  if (typeof object !== 'string' || typeof message !== 'string') return undefined;
  const line = lines.get(fingerprint);
  const source = { file, ...(line !== undefined && { line }) };
  return { fingerprint, check, object, message, source };
}

/** The line of each fingerprint. */
function linesIn(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split('\n').flatMap((line, i) => {
      const fingerprint = /"fingerprint":\s*"([^"]*)"/.exec(line)?.[1];
      return fingerprint === undefined ? [] : [[fingerprint, i + 1] as const];
    }),
  );
}

function jsonIn(text: string): Json | undefined {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
