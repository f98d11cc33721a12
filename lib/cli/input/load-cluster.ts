import type { Project } from '../../config';
import {
  type AcceptedFinding,
  type Diagnostic,
  InternalError,
  type Statement,
  UsageError,
} from '../../kernel';
import type { Manifest, Place } from '../../manifests';
import {
  buildCluster,
  type Cluster,
  type UnmodelledPolicy,
  withDeclaredWorkloads,
} from '../../model';
import type { Profile } from '../../platform';
import type { BaselineFlags } from '../commands/baseline-flags';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { during } from '../output/long-work';
import { type Notes, notesFor } from '../output/notes';
import { buildOptions } from './build-options';
import { projectOf } from './config';
import { withConfiguration } from './config-flags';
import { knownProfile, withZones } from './config-profile';
import { judge, notEnforced, sizeOf } from './judge-input';
import { chooseProfile } from './profile';
import { readSources } from './sources';
import type { Synthesized } from './synthesize';
import { dayFrom } from './today';
import { withoutAccepted } from './unmodelled';

/** Everything an answer starts from. */
export interface Loaded {
  readonly cluster: Cluster;
  /** What the cluster was built from: every object that was read, with its lines of TypeScript. */
  readonly objects: readonly Manifest[];
  /** The texts that hold the objects, by the file that their sources name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where these texts lie on disk, but for that of standard input. What an app wrote is gone. */
  readonly paths: ReadonlyMap<string, string>;
  /** Warnings that were not printed, because somebody may say the same better. */
  readonly withheld: readonly Diagnostic[];
  /** The cluster that other objects make, in the way in which this one was made. */
  readonly build: (objects: readonly Manifest[]) => Cluster;
  readonly profile: Profile;
  readonly notes: Notes;
  /** What the constructs of the app say; empty where it left no sidecar. */
  readonly statements: readonly Statement[];
  /** Files among the paths that state intents. */
  readonly intentsFiles: readonly Place[];
  /** What speaks against policies of kinds that are not modelled, and acknowledgements of them. */
  readonly findings: readonly Diagnostic[];
  /** Every policy of a kind that is not modelled, those included that somebody accepts. */
  readonly unmodelled: readonly UnmodelledPolicy[];
  /** What the constructs of the app accept. */
  readonly accepted: readonly AcceptedFinding[];
  readonly project: Project;
  /** Whether this is everything that the project has. */
  readonly isWhole: boolean;
  /** Namespace of objects that name none. @default - default */
  readonly defaultNamespace: string | undefined;
  /** The day on which acknowledgements are judged. */
  readonly today: string;
}

/** What reading takes beside paths and flags. */
export interface LoadOptions {
  /** Files that hold intents, whatever they are called. @default - none */
  readonly intents?: readonly Place[];
  /** The day on which acknowledgements are judged. @default - this day, in UTC */
  readonly today?: string;
  /** Codes of warnings that are not printed, but left to whoever asked. @default - all are printed */
  readonly withhold?: ReadonlySet<string>;
}

/** What there is to load: the manifests, or those of one target of the app. */
export interface Loadable {
  /** @default - the app has no targets */
  readonly target?: string;
  /** @throws {InvalidInputError} with everything that is wrong with them */
  readonly load: () => Loaded;
}

/**
 * Reads the manifests under `paths`, or those that the cdk8s app synthesizes, into a cluster. Files
 * of intents are no manifests: those called so, and those in `options`.
 *
 * @throws {InvalidInputError} with everything that is wrong with them
 * @throws {UsageError} where there is nothing to answer about, or more than one target
 */
export async function loadCluster(
  paths: readonly string[],
  flags: CommonFlags,
  io: Io,
  options: LoadOptions = {},
): Promise<Loaded> {
  const [first, ...more] = await loadTargets(paths, flags, io, options);
  if (first === undefined) throw new InternalError('nothing was read');
  if (more.length === 0) return first.load();
  const names = [first, ...more].flatMap(({ target }) => target ?? []);
  throw new UsageError(
    `the app has ${names.length} targets, and an answer is about one: ${names.join(', ')}`,
    `add --target ${names[0]}`,
  );
}

/** The same for every target of the app; one without a name where it has none. */
export async function loadTargets(
  paths: readonly string[],
  given: CommonFlags & BaselineFlags,
  io: Io,
  { intents = [], today = dayFrom(undefined), withhold = NOTHING }: LoadOptions = {},
): Promise<readonly Loadable[]> {
  const project = projectOf(given, io);
  const flags = withConfiguration(given, project, io);
  // A misspelt profile is said before an app runs for a second.
  chooseProfile(flags, undefined);
  buildOptions(flags);
  const all = await readSources(paths, { project, intents }, flags, io);
  return all.map(({ target, ...read }) => ({
    ...(target !== undefined && { target }),
    load: () => {
      const isWhole = paths.length === 0 && target === undefined;
      const asked = { project, isWhole, flags, today, withhold };
      return during('building the model', { flags, io }, () => loaded(read, asked, io));
    },
  }));
}

const NOTHING: ReadonlySet<string> = new Set();

interface Asked extends Pick<Loaded, 'project' | 'isWhole'> {
  readonly flags: CommonFlags;
  readonly today: string;
  readonly withhold: ReadonlySet<string>;
}

function loaded({ read, facts }: Synthesized, asked: Asked, io: Io): Loaded {
  const { project, isWhole, flags, today, withhold } = asked;
  const notes = notesFor(flags, io);
  const manifests = read.manifests.map((manifest) => facts?.enrich(manifest) ?? manifest);
  const builtFrom = (objects: readonly Manifest[]) => {
    const everything = buildCluster(objects, buildOptions(flags));
    const settled = withoutAccepted(everything, facts, today);
    const whole = withDeclaredWorkloads(settled.cluster, facts?.workloads ?? []);
    return { ...settled, cluster: whole, unmodelled: everything.cluster.unmodelled };
  };
  const built = builtFrom(manifests);
  const { cluster, findings, unmodelled } = built;
  const withheld: Diagnostic[] = [];
  const say = (diagnostics: readonly Diagnostic[]) => {
    const isHeld = ({ code, severity }: Diagnostic) => severity !== 'error' && withhold.has(code);
    withheld.push(...diagnostics.filter(isHeld));
    notes.diagnostics(diagnostics.filter((each) => !isHeld(each)));
  };
  say([...read.diagnostics, ...built.diagnostics, ...(facts?.staleness(read.manifests) ?? [])]);
  judge(cluster, read.manifests.length, notes);
  const known = knownProfile(facts?.profile, project, flags);
  const profile = withZones(chooseProfile(flags, known?.profile), project);
  if (known !== undefined && flags.profile !== undefined) {
    notes.note(`note: --profile ${profile.name} replaces ${known.profile.name}, ${known.saidBy}`);
  }
  if (profile.assume.enforces === false) say([notEnforced(profile)]);
  notes.detail(`model   ${sizeOf(cluster)}, profile ${profile.name}`);
  const { statements = [], accepted = [] } = facts ?? {};
  const { intents: intentsFiles, texts, paths } = read;
  const { defaultNamespace } = flags;
  return {
    ...{ cluster, profile, objects: manifests, texts, project, isWhole, defaultNamespace, today },
    ...{ notes, statements, accepted, findings, unmodelled, intentsFiles, paths, withheld },
    build: (objects) => builtFrom(objects).cluster,
  };
}
