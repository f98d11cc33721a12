import type { IConstruct } from 'constructs';
import { show } from '../constructs';
import { setIntentsAside } from '../intents';
import { dayOf, UsageError } from '../kernel';
import { parseManifests, type ReadResult, readManifests } from '../manifests';
import { type Input, isFilesAt, type ReachabilityInput } from './input';
import { readConstructs } from './read-constructs';

/** @throws {UsageError} for what holds no manifests */
export function readInput(input: ReachabilityInput): Input {
  if (typeof input === 'string') return ofText(input);
  if (typeof input !== 'object' || input === null) throw refuseInput(input);
  if (isFilesAt(input)) return withoutApp(setIntentsAside(readManifests(input.paths), []).read);
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  const [first, ...others] = list.map(checkedConstruct);
  if (first === undefined) throw new UsageError('`reachability([])` has nothing to ask about');
  return readConstructs([first, ...others]);
}

function ofText(text: string): Input {
  if (!/[:\n{]/.test(text)) {
    throw new UsageError(
      `\`reachability\` takes ${show(text)} for the text of manifests, and it is none`,
      `write { paths: ['${text}'] } for files`,
    );
  }
  return withoutApp(parseManifests(text, '(in memory)'));
}

function withoutApp({ manifests, diagnostics, texts }: ReadResult): Input {
  const today = dayOf(new Date());
  const unsaid = { statements: [], accepted: [], workloads: [], profile: undefined };
  return { manifests, diagnostics, texts, ...unsaid, today };
}

function checkedConstruct(found: unknown): IConstruct {
  if (isConstruct(found)) return found;
  throw refuseInput(found);
}

/** Known by its shape, so that two copies of `constructs` agree. */
function isConstruct(found: unknown): found is IConstruct {
  if (typeof found !== 'object' || found === null || !('node' in found)) return false;
  const { node } = found;
  return typeof node === 'object' && node !== null && 'findAll' in node;
}

function refuseInput(found: unknown): UsageError {
  return new UsageError(
    `\`reachability\` got ${show(found)}`,
    "give it an app, a chart, objects of cdk8s, YAML, or { paths: ['k8s/'] }",
  );
}
