import { groupBy } from '../../kernel';
import type { Manifest } from '../../manifests';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { Finding, Fix, LintResult } from '../../results';
import { type EditedText, editedText } from './edited-text';
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
  const found = candidatesIn(tools.lint(before), before.objects);
  const refused = found.flatMap(({ finding }): RefusedFix[] => {
    const why = tools.whyNot(finding);
    return why === undefined ? [] : [{ finding, why }];
  });
  const free = found.filter(({ finding }) => !refused.some((each) => each.finding === finding));
  const silent = free.filter(({ fix }) => fix.opens === undefined);
  // What one fix opens is no excuse for another one: each of these is proven by itself.
  const opening = free.filter(({ fix }) => fix.opens !== undefined).map((each) => [each]);
  const start: Fixed<T> = { after: before, made, refused };
  return [silent, ...opening].reduce((state, group) => tried(state, group, tools), start);
}

/** A fix, and which object it changes. */
interface Candidate {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly index: number;
}

function candidatesIn(
  { findings }: LintResult,
  objects: readonly Manifest[],
): readonly Candidate[] {
  const byObject = new Map<number, Candidate>();
  for (const finding of findings) {
    const { standing, fix } = finding;
    if (standing !== 'open' || fix === undefined) continue;
    const index = indexOf(objects, finding);
    if (!byObject.has(index)) byObject.set(index, { finding, fix, index });
  }
  return [...byObject.values()];
}

/** Makes some fixes that are proven together; where that fails, each half by itself. */
function tried<T extends Fixable>(
  state: Fixed<T>,
  group: readonly Candidate[],
  tools: FixTools,
): Fixed<T> {
  const [first, ...others] = group;
  if (first === undefined) return state;
  const { after, made, refused } = state;
  const attempt = attemptFixes(after, group, tools);
  if (typeof attempt !== 'string') {
    const findings = group.map(({ finding }) => finding);
    return { after: { ...after, ...attempt }, made: [...made, ...findings], refused };
  }
  if (others.length === 0) {
    return { after, made, refused: [...refused, { finding: first.finding, why: attempt }] };
  }
  const half = Math.ceil(group.length / 2);
  return tried(tried(state, group.slice(0, half), tools), group.slice(half), tools);
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

/** The manifests after some fixes, or why they are not made. */
function attemptFixes(
  { cluster, profile, objects, texts }: Fixable,
  group: readonly Candidate[],
  { build }: FixTools,
): Pick<Fixable, 'cluster' | 'objects' | 'texts'> | string {
  const changed = new Map<string, EditedText>();
  for (const [file, own] of groupBy(group, ({ finding }) => finding.source.file)) {
    const text = texts.get(file);
    const manifests = objects.filter(({ origin }) => origin.file === file);
    const edits = new Map(own.flatMap(({ index, fix }) => editsOf(objects[index], fix)));
    if (text === undefined || edits.size < own.length) return NOT_FOUND;
    const edited = editedText({ text, file, manifests }, edits);
    if (edited === undefined) return NO_LAYOUT;
    changed.set(file, edited);
  }
  const after = withManifests(objects, changed);
  const built = build(after);
  const [{ fix } = { fix: {} }] = group;
  const why = whyUnproven({ before: cluster, after: built, profile }, fix);
  if (why !== undefined) return why;
  const now = [...changed].map(([file, { text }]) => [file, text] as const);
  return { cluster: built, objects: after, texts: new Map([...texts, ...now]) };
}

function editsOf(object: Manifest | undefined, { edits }: Fix): [Manifest, Fix['edits']][] {
  return object === undefined ? [] : [[object, edits]];
}

/** All objects, those of changed files as they are now. */
function withManifests(
  objects: readonly Manifest[],
  changed: ReadonlyMap<string, EditedText>,
): readonly Manifest[] {
  const now = new Map([...changed].map(([file, { manifests }]) => [file, manifests.values()]));
  return objects.map((each) => now.get(each.origin.file)?.next().value ?? each);
}

const NOT_FOUND = 'its place in the file was not found';
const NO_LAYOUT = 'the file cannot be changed there without changing more of it';
