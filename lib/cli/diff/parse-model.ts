import { InvalidInputError, isJsonObject, type Json, type JsonObject } from '../../kernel';
import { MODEL_VERSION, type SavedModel, type SavedObject } from './saved-model';

/** Reads a saved model. @throws {InvalidInputError} for what is none, or of another version */
export function parseModel(text: string, file: string): SavedModel {
  const json = jsonIn(text, file);
  if (!isJsonObject(json)) return broken(file, 'it is no JSON object');
  const { schemaVersion, profile, objects, workloads } = json;
  if (schemaVersion !== MODEL_VERSION) {
    const found = JSON.stringify(schemaVersion) ?? 'missing';
    return broken(file, `\`schemaVersion\` is ${found}, and only "${MODEL_VERSION}" is known`);
  }
  if (typeof profile !== 'string') return broken(file, '`profile` is not a text');
  if (!Array.isArray(objects) || !objects.every(isSaved)) {
    return broken(file, '`objects` is not a list of objects with their sources');
  }
  if (!Array.isArray(workloads) || !workloads.every(isWorkload)) {
    return broken(file, '`workloads` is not a list of workloads');
  }
  return { schemaVersion: MODEL_VERSION, profile, objects, workloads };
}

function jsonIn(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return broken(file, 'it is not JSON');
  }
}

function isSaved(value: unknown): value is SavedObject {
  if (!isObject(value) || !isObject(value['body']) || !isObject(value['sources'])) return false;
  return Object.values(value['sources']).every(
    (source) => isObject(source) && typeof source['file'] === 'string' && hasPlaces(source),
  );
}

/** A line of TypeScript, where there is one, and numbers where there are numbers. */
function hasPlaces({ line, column, typescript }: JsonObject): boolean {
  const isPlace = (each: unknown) => each === undefined || typeof each === 'number';
  if (!isPlace(line) || !isPlace(column)) return false;
  if (typescript === undefined) return true;
  return (
    isObject(typescript) &&
    typeof typescript['file'] === 'string' &&
    typeof typescript['line'] === 'number' &&
    typeof typescript['column'] === 'number'
  );
}

function isWorkload(value: unknown): value is SavedModel['workloads'][number] {
  if (!isObject(value)) return false;
  const { namespace, name, labels, ports } = value;
  return (
    typeof namespace === 'string' &&
    typeof name === 'string' &&
    isObject(labels) &&
    Object.values(labels).every((each) => typeof each === 'string') &&
    Array.isArray(ports) &&
    ports.every(isPort)
  );
}

function isPort(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, protocol, port } = value;
  return (
    typeof name === 'string' &&
    typeof port === 'number' &&
    (protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP')
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(file: string, message: string): never {
  throw new InvalidInputError([
    {
      code: 'cli/unreadable-model',
      severity: 'error',
      message: `this is no saved model: ${message}`,
      source: { file },
      help: 'write it again with netpol diff --save',
    },
  ]);
}
