import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { count, type Diagnostic, UsageError } from '../../kernel';
import { buildCluster, type Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { type Notes, notesFor } from '../output/notes';
import { buildOptions } from './build-options';
import { chooseProfile } from './profile';
import { type Place, placesIn, readPlaces } from './relabel';
import { type SidecarFacts, sidecarBeside } from './sidecar';
import { type Synthesized, synthesize } from './synthesize';

/** Everything an answer starts from. */
export interface Loaded {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly notes: Notes;
}

/**
 * Reads the manifests under `paths`, or those that the cdk8s app synthesizes, into a cluster.
 *
 * @throws {InvalidInputError} with everything that is wrong with them
 * @throws {UsageError} where there is nothing to answer about
 */
export async function loadCluster(
  paths: readonly string[],
  flags: CommonFlags,
  io: Io,
): Promise<Loaded> {
  const notes = notesFor(flags, io);
  // A misspelt profile is said before an app runs for a second.
  chooseProfile(flags, undefined);
  const options = buildOptions(flags);
  const { read, facts } =
    paths.length === 0 ? await synthesize(flags, io, notes) : readPaths(paths, io);
  const manifests = read.manifests.map((manifest) => facts?.enrich(manifest) ?? manifest);
  const built = buildCluster(manifests, options);
  notes.diagnostics([...read.diagnostics, ...built.diagnostics]);
  const { cluster } = built;
  judge(cluster, read.manifests.length, notes);
  const profile = chooseProfile(flags, facts?.profile);
  if (facts?.profile !== undefined && flags.profile !== undefined) {
    notes.note(
      `note: --profile ${profile.name} replaces ${facts.profile.name}, which the app declares`,
    );
  }
  if (profile.assume.enforces === false) notes.diagnostics([notEnforced(profile)]);
  notes.detail(`model   ${sizeOf(cluster)}, profile ${profile.name}`);
  return { cluster, profile, notes };
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

function readPaths(paths: readonly string[], io: Io): Synthesized {
  const places = placesIn(paths, io.cwd);
  const all = places.flatMap((place) => factsOf(place) ?? []);
  const [first] = all;
  const facts: SidecarFacts | undefined = first && {
    profile: first.profile,
    enrich: (manifest) => all.reduce((known, { enrich }) => enrich(known), manifest),
  };
  return { read: readPlaces(places, io.stdin), facts };
}

function factsOf({ path, called }: Place): SidecarFacts | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return undefined;
  return sidecarBeside(path, join(called, '..', '.netpol', `${basename(path)}.json`));
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
