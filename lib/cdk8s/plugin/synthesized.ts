import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { count, type Diagnostic } from '../../kernel';
import { type Manifest, type ReadResult, readManifests, wholeBody } from '../../manifests';
import { hashOf, originWithLines, parseSidecar, type Sidecar, sidecarsBeside } from '../../sidecar';

/** What an app wrote, and what its sidecar tells about it. */
export interface Synthesized extends ReadResult {
  /** @default - there is none */
  readonly sidecar?: Sidecar;
}

/**
 * Reads synthesized manifests, and the sidecar beside their output directory where there is one.
 *
 * @throws {InvalidInputError} for a sidecar that nobody wrote so
 */
export function readSynthesized(paths: readonly string[]): Synthesized {
  const read = readManifests(paths.map((each) => path.relative(process.cwd(), each)));
  const file = sidecarNear(paths);
  if (file === undefined) return read;
  const called = path.relative(process.cwd(), file);
  const sidecar = parseSidecar(readFileSync(file, 'utf8'), called);
  const byHash = new Map(
    sidecar.objects.map((object) => [`${object.kind} ${object.sha256}`, object]),
  );
  const manifests = read.manifests.map((manifest): Manifest => {
    const lines = byHash.get(`${manifest.kind} ${hashOf(wholeBody(manifest))}`);
    if (lines === undefined) return manifest;
    return { ...manifest, origin: originWithLines(manifest.origin, lines) };
  });
  const changed = manifests.filter((manifest, i) => manifest === read.manifests[i]).length;
  return {
    ...read,
    manifests,
    diagnostics: [...read.diagnostics, ...staleness(changed, called)],
    sidecar,
  };
}

/** The sidecar of the nearest folder around the manifests that has one. */
export function sidecarNear([first]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  const folders = [path.dirname(path.resolve(first))];
  // A chart of Helm has a folder of its own in the output directory, and so may every chart of cdk8s.
  for (const _ of [1, 2]) folders.push(path.dirname(folders.at(-1) ?? '/'));
  return folders.flatMap(sidecarsBeside).find((file) => existsSync(file));
}

/** Objects may have been rewritten since, and what must hold must hold all the same. */
function staleness(changed: number, file: string): readonly Diagnostic[] {
  if (changed === 0) return [];
  return [
    {
      code: 'cdk8s/stale-sidecar',
      severity: 'warning',
      message: `${count(changed, 'object')} not as the sidecar says: without lines of TypeScript`,
      source: { file },
      why: 'the intents and lines in it may be about other manifests',
      help: 'let the app be a PolicyApp or call verify(app), and synthesize it again',
    },
  ];
}
