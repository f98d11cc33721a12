import type { ReadResult } from '../manifests';

/** How a file of intents is called that nobody names. */
export const INTENTS_FILES: readonly string[] = ['intents.yaml', 'intents.yml'];

/** What the reader says of a text that is no Kubernetes object. */
const NO_MANIFEST: ReadonlySet<string> = new Set(['manifests/no-kind', 'manifests/not-an-object']);

/** Manifests without what only looked like one. */
interface SetAside {
  readonly read: ReadResult;
  /** The files that state intents, in the order they were read. */
  readonly files: readonly string[];
}

/**
 * Takes files of intents out of what was read: those called so, and those in `named`. A file that
 * holds objects is manifests whatever it is called, because other tools call theirs so too.
 */
export function setIntentsAside(read: ReadResult, named: readonly string[]): SetAside {
  const holdObjects = new Set(read.manifests.map(({ origin }) => origin.file));
  const mayBe = (file: string) =>
    named.includes(file) || INTENTS_FILES.includes(file.split(/[\\/]/).at(-1) ?? '');
  const files = read.diagnostics.flatMap(({ code, source }) =>
    source !== undefined &&
    NO_MANIFEST.has(code) &&
    mayBe(source.file) &&
    !holdObjects.has(source.file)
      ? [source.file]
      : [],
  );
  const aside = new Set(files);
  const diagnostics = read.diagnostics.filter(
    ({ source }) => source === undefined || !aside.has(source.file),
  );
  return { read: { ...read, diagnostics }, files: [...aside] };
}
