import { jsonOf } from './json-of';
import { mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { originOf, type Whereabouts } from './place';
import { problem } from './problem';
import { unpack } from './unpack';

/** The file name of objects that were never written to one. */
export const IN_MEMORY = '(in memory)';

/** Anything that can say what it is as JSON: a cdk8s ApiObject, recognised by shape. */
interface Serializable {
  toJson(): unknown;
}

function isSerializable(value: unknown): value is Serializable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'toJson' in value &&
    typeof value.toJson === 'function'
  );
}

/** The path of a construct in its tree; undefined for what is no construct. */
function constructPath(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('node' in value)) return undefined;
  const { node } = value;
  if (typeof node !== 'object' || node === null || !('path' in node)) return undefined;
  return typeof node.path === 'string' ? node.path : undefined;
}

function readObject(value: unknown, file: string): ReadResult {
  const where: Whereabouts = { file, construct: constructPath(value) };
  const { json, refused } = jsonOf(isSerializable(value) ? value.toJson() : value);
  if (refused.length === 0) return unpack(json, where);
  const origin = originOf(where);
  return onlyDiagnostics(
    refused.map(({ path, what }) =>
      problem('not-json-value', {
        message: `${what} is not a JSON value`,
        source: origin.at(path),
        help: 'give the field a value, or leave it out',
      }),
    ),
    0,
  );
}

/**
 * Manifests of objects that are in memory: plain ones, or anything with `toJson()` such as a cdk8s
 * ApiObject. Lists are unpacked.
 */
export function manifestsOf(objects: Iterable<unknown>, file: string = IN_MEMORY): ReadResult {
  return mergeResults(Array.from(objects, (each) => readObject(each, file)));
}
