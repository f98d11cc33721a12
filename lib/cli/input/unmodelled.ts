import { type Diagnostic, formatSource } from '../../kernel';
import { type Cluster, settleUnmodelled } from '../../model';
import type { SidecarFacts } from './sidecar';

/** A cluster in which no policy counts any more that somebody accepts. */
export interface Accepted {
  readonly cluster: Cluster;
  /** What building it said, without the policies that are accepted. */
  readonly diagnostics: readonly Diagnostic[];
  /** An error for each policy that is not accepted, a warning for each acknowledgement in vain. */
  readonly findings: readonly Diagnostic[];
}

/** Leaves out the policies of kinds that are not modelled where an author says why that is right. */
export function withoutAccepted(
  { cluster, diagnostics }: Pick<Accepted, 'cluster' | 'diagnostics'>,
  facts: SidecarFacts | undefined,
  today: string,
): Accepted {
  const settled = settleUnmodelled(cluster, facts?.accepted ?? [], today);
  const open = new Set(settled.cluster.unmodelled.map(({ origin }) => formatSource(origin.at([]))));
  return {
    cluster: settled.cluster,
    diagnostics: diagnostics.filter(
      ({ code, source }) =>
        code !== 'model/unmodelled-kind' || source === undefined || open.has(formatSource(source)),
    ),
    findings: settled.diagnostics,
  };
}
