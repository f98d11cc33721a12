import { checkIntents } from '../analyses';
import {
  type AcceptedFinding,
  type Diagnostic,
  type KnownWorkload,
  placeOf,
  type Statement,
} from '../kernel';
import { type Cluster, settleUnmodelled, withDeclaredWorkloads } from '../model';
import type { Profile } from '../platform';
import { intentDiagnostics } from '../renderers';
import type { IntentsResult } from '../results';

/** Everything that a proof rests on, beside the cluster itself. */
export interface Claims {
  readonly profile: Profile;
  readonly statements: readonly Statement[];
  readonly accepted: readonly AcceptedFinding[];
  /** What is known although no manifest holds it. */
  readonly workloads: readonly KnownWorkload[];
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Whether everything holds that was claimed, and what an author must know of it. */
export interface Proof {
  /** The cluster it is about: without the policies that nobody need evaluate, with what is declared. */
  readonly cluster: Cluster;
  readonly result: IntentsResult;
  readonly diagnostics: readonly Diagnostic[];
}

/** Proves all intents, and lets no policy pass that is neither evaluated nor acknowledged. */
export function proveCluster(cluster: Cluster, claims: Claims): Proof {
  const { profile, statements, accepted, workloads, today } = claims;
  const known = withDeclaredWorkloads(cluster, workloads);
  const settled = settleUnmodelled(known, accepted, today);
  const result = checkIntents(settled.cluster, profile, { statements, today });
  return {
    cluster: settled.cluster,
    result,
    diagnostics: [...settled.diagnostics.map(inPlace), ...intentDiagnostics(result)],
  };
}

/** What building a cluster says and a proof does not say better: all but mere information. */
export function worthTelling(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics
    .filter(({ code, severity }) => severity !== 'info' && code !== 'model/unmodelled-kind')
    .map(inPlace);
}

function inPlace(diagnostic: Diagnostic): Diagnostic {
  const { source } = diagnostic;
  return source === undefined ? diagnostic : { ...diagnostic, source: placeOf(source) };
}
