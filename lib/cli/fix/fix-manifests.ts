import type { Manifest } from '../../manifests';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { Finding, LintResult } from '../../results';
import { editedText } from './edited-text';
import { whyUnproven } from './prove-fix';

/** Manifests, and what they say together. */
export interface Fixable {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly objects: readonly Manifest[];
  readonly texts: ReadonlyMap<string, string>;
}

/** What fixing takes beside manifests. */
export interface FixTools {
  readonly lint: (input: Fixable) => LintResult;
  readonly build: (objects: readonly Manifest[]) => Cluster;
  /** Why a file is not to be changed; undefined where it may be. */
  readonly whyNot: (finding: Finding) => string | undefined;
}

/** A fix that was not made. */
export interface RefusedFix {
  readonly finding: Finding;
  readonly why: string;
}

/** What came of fixing. */
export interface Fixed<T extends Fixable> {
  readonly after: T;
  readonly made: readonly Finding[];
  readonly refused: readonly RefusedFix[];
}

/** A fix may bring another one to light, and that one the next; two that undo each other never end. */
const MAX_ROUNDS = 20;

/** Makes every change that is certain and proven, until nothing is left to change. */
export function fixManifests<T extends Fixable>(input: T, tools: FixTools): Fixed<T> {
  let state: Fixed<T> = { after: input, made: [], refused: [] };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = state.made.length;
    state = fixOnce(state, tools);
    if (state.made.length === before) break;
  }
  return state;
}

/** One fix of every object that needs any: the paths of a second one may not be true any more. */
function fixOnce<T extends Fixable>({ after: before, made }: Fixed<T>, tools: FixTools): Fixed<T> {
  const now = [...made];
  const refused: RefusedFix[] = [];
  const touched = new Set<number>();
  let after = before;
  for (const finding of fixesIn(tools.lint(before))) {
    const index = indexOf(before.objects, finding);
    if (touched.has(index)) continue;
    const attempt = attemptFix(after, { finding, index }, tools);
    if (typeof attempt === 'string') refused.push({ finding, why: attempt });
    else {
      after = { ...after, ...attempt };
      touched.add(index);
      now.push(finding);
    }
  }
  return { after, made: now, refused };
}

function fixesIn({ findings }: LintResult): readonly Finding[] {
  return findings.filter(({ standing, fix }) => standing === 'open' && fix !== undefined);
}

/** The object that a finding is about: of those that are called so, the last that begins before it. */
function indexOf(objects: readonly Manifest[], { object, source }: Finding): number {
  return objects.findLastIndex(({ kind, name, origin }) => {
    if (kind !== object.kind || name !== object.name || origin.file !== source.file) return false;
    const start = origin.at([]);
    const [line, column] = [source.line ?? 0, source.column ?? 0];
    return (start.line ?? 0) < line || (start.line === line && (start.column ?? 0) <= column);
  });
}

interface Attempted {
  readonly finding: Finding;
  readonly index: number;
}

/** The manifests after one fix, or why it is not made. */
function attemptFix(
  { cluster, profile, objects, texts }: Fixable,
  { finding, index }: Attempted,
  { build, whyNot }: FixTools,
): Pick<Fixable, 'cluster' | 'objects' | 'texts'> | string {
  const object = objects[index];
  const { file } = finding.source;
  const text = texts.get(file);
  const refusal = whyNot(finding);
  if (refusal !== undefined) return refusal;
  if (finding.fix === undefined || object === undefined || text === undefined) return NOT_FOUND;
  const manifests = objects.filter(({ origin }) => origin.file === file);
  const edited = editedText({ text, file, manifests, object }, finding.fix.edits);
  if (edited === undefined) return NO_LAYOUT;
  const own = edited.manifests.values();
  const changed = objects.map((each) =>
    each.origin.file === file ? (own.next().value ?? each) : each,
  );
  const after = build(changed);
  const why = whyUnproven({ before: cluster, after, profile }, finding.fix);
  if (why !== undefined) return why;
  return { cluster: after, objects: changed, texts: new Map([...texts, [file, edited.text]]) };
}

const NOT_FOUND = 'its place in the file was not found';
const NO_LAYOUT = 'the file cannot be changed there without changing more of it';
