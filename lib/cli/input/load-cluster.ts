import { count, type Diagnostic, type Statement, UsageError } from '../../kernel';
import { buildCluster, type Cluster, withDeclaredWorkloads } from '../../model';
import type { Profile } from '../../platform';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { type Notes, notesFor } from '../output/notes';
import { buildOptions } from './build-options';
import { chooseProfile } from './profile';
import { readPaths } from './read-paths';
import type { Place } from './relabel';
import { synthesize } from './synthesize';
import { dayFrom } from './today';
import { withoutAccepted } from './unmodelled';

/** Everything an answer starts from. */
export interface Loaded {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly notes: Notes;
  /** What the constructs of the app say; empty where it left no sidecar. */
  readonly statements: readonly Statement[];
  /** Files among the paths that state intents. */
  readonly intentsFiles: readonly Place[];
  /** What speaks against policies of kinds that are not modelled, and acknowledgements of them. */
  readonly findings: readonly Diagnostic[];
}

/** What reading takes beside paths and flags. */
export interface LoadOptions {
  /** Files that hold intents, whatever they are called. @default - none */
  readonly intents?: readonly Place[];
  /** The day on which acknowledgements are judged. @default - this day, in UTC */
  readonly today?: string;
}

/**
 * Reads the manifests under `paths`, or those that the cdk8s app synthesizes, into a cluster. Files
 * of intents are no manifests: those called so, and those in `options`.
 *
 * @throws {InvalidInputError} with everything that is wrong with them
 * @throws {UsageError} where there is nothing to answer about
 */
export async function loadCluster(
  paths: readonly string[],
  flags: CommonFlags,
  io: Io,
  { intents = [], today = dayFrom(undefined) }: LoadOptions = {},
): Promise<Loaded> {
  const notes = notesFor(flags, io);
  // A misspelt profile is said before an app runs for a second.
  chooseProfile(flags, undefined);
  const options = buildOptions(flags);
  const { read, facts } =
    paths.length === 0 ? await synthesize(flags, io, notes) : readPaths(paths, io, intents);
  const manifests = read.manifests.map((manifest) => facts?.enrich(manifest) ?? manifest);
  const built = withoutAccepted(buildCluster(manifests, options), facts, today);
  notes.diagnostics([
    ...read.diagnostics,
    ...built.diagnostics,
    ...(facts?.staleness(read.manifests) ?? []),
  ]);
  const cluster = withDeclaredWorkloads(built.cluster, facts?.workloads ?? []);
  judge(cluster, read.manifests.length, notes);
  const profile = chooseProfile(flags, facts?.profile);
  if (facts?.profile !== undefined && flags.profile !== undefined) {
    notes.note(
      `note: --profile ${profile.name} replaces ${facts.profile.name}, which the app declares`,
    );
  }
  if (profile.assume.enforces === false) notes.diagnostics([notEnforced(profile)]);
  notes.detail(`model   ${sizeOf(cluster)}, profile ${profile.name}`);
  const { statements = [] } = facts ?? {};
  const { findings } = built;
  return { cluster, profile, notes, statements, findings, intentsFiles: read.intents };
}

/** Said with every answer: one that looks like protection would be the most dangerous of all. */
function notEnforced({ name, sources }: Profile): Diagnostic {
  return {
    code: 'cli/not-enforced',
    severity: 'warning',
    message: `profile ${name}: this cluster enforces no NetworkPolicy, so everything is allowed`,
    why: sources?.enforces ?? 'the profile says so',
    help: 'choose a plugin that enforces, or the profile that describes yours',
  };
}

function sizeOf({ namespaces, workloads, policies }: Cluster): string {
  return [
    count(namespaces.size, 'namespace'),
    count(workloads.length, 'workload'),
    count(policies.length, 'policy', 'policies'),
  ].join(', ');
}

/** Refuses input about which nothing can be said, and warns about what is said too easily. */
function judge({ workloads, policies, unmodelled }: Cluster, objects: number, notes: Notes): void {
  const policed = policies.length + unmodelled.length;
  if (workloads.length === 0 && policed === 0) {
    throw new UsageError(
      `neither workloads nor policies among ${count(objects, 'object')}`,
      'name the folder that holds your Deployments, Pods and NetworkPolicies',
    );
  }
  if (policed === 0) {
    notes.diagnostics([
      {
        code: 'cli/no-policies',
        severity: 'warning',
        message: 'no policies: everything is allowed',
        help: 'check that the paths include your NetworkPolicies',
      },
    ]);
  }
  if (workloads.length === 0) {
    notes.diagnostics([
      {
        code: 'cli/no-workloads',
        severity: 'warning',
        message: 'no workloads: there is nothing that these policies could govern',
        help: 'add the manifests of the workloads to the paths',
      },
    ]);
  }
}
