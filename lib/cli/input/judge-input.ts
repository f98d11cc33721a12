import { count, type Diagnostic, UsageError } from '../../kernel';
import type { Cluster } from '../../model';
import { howToEnforce, type Profile } from '../../platform';
import type { Notes } from '../output/notes';

/** Said with every answer: one that looks like protection would be the most dangerous of all. */
export function notEnforced(profile: Profile): Diagnostic {
  const { name, sources } = profile;
  return {
    code: 'cli/not-enforced',
    severity: 'warning',
    message: `profile ${name}: this cluster enforces no NetworkPolicy, so everything is allowed`,
    why: sources?.enforces ?? 'the profile says so',
    help: howToEnforce(profile),
  };
}

/** A cluster in three counts. */
export function sizeOf({ namespaces, workloads, policies }: Cluster): string {
  return [
    count(namespaces.size, 'namespace'),
    count(workloads.length, 'workload'),
    count(policies.length, 'policy', 'policies'),
  ].join(', ');
}

/**
 * Refuses input about which nothing can be said, and warns about what is said too easily.
 *
 * @throws {UsageError} for neither workloads nor policies
 */
export function judge(
  { workloads, policies, unmodelled }: Cluster,
  objects: number,
  notes: Notes,
): void {
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
