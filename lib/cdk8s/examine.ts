import type { App } from 'cdk8s';
import type { Diagnostic } from '../kernel';
import type { Manifest } from '../manifests';
import { buildCluster } from '../model';
import { originWithLines } from '../sidecar';
import { expiredIn, problemsOf } from './app-problems';
import { claimsOf, type Declared } from './declared';
import type { Emission, EmittedObject } from './emitted';
import { asIfEnforced, withoutEffect } from './enforcement';
import { expiredConstructs, otherObjections } from './late-objections';
import { missingReasons, type Reasons } from './missing-reasons';
import { proveCluster, worthTelling } from './prove-cluster';
import { linesOf } from './sidecar-object';

/** How much of an app is looked at. */
export interface Scope extends Declared {
  /** Whether its intents are proven, or only its objects checked. */
  readonly verify: boolean;
  readonly reasons: Reasons;
}

/**
 * Everything that is wrong with an app or worth a warning. What its objects show each by itself
 * comes first and alone: a policy that the API server would refuse proves nothing.
 */
export function examine(app: App, emission: Emission, scope: Scope): readonly Diagnostic[] {
  const expired = expiredIn(app, emission);
  const problems = [
    ...problemsOf(app, emission),
    ...expired,
    ...expiredConstructs(app, expired),
    ...(scope.reasons === 'required' ? missingReasons(emission) : []),
  ];
  if (problems.length > 0) return problems;
  const proven = scope.verify ? prove(app, emission, scope) : [];
  return [...proven, ...otherObjections(app, proven)];
}

function prove(app: App, emission: Emission, scope: Scope): readonly Diagnostic[] {
  const { cluster, diagnostics } = buildCluster(emission.objects.map(manifestOf));
  const told = worthTelling(diagnostics);
  if (told.some(({ severity }) => severity === 'error')) return told;
  const claims = claimsOf(app, scope);
  const { diagnostics: found } = proveCluster(cluster, asIfEnforced(claims));
  return [...told, ...withoutEffect(cluster, claims.profile), ...found];
}

/** The manifest of an object, whose every rule knows the line that wrote it. */
function manifestOf({ manifest, provenance }: EmittedObject): Manifest {
  return { ...manifest, origin: originWithLines(manifest.origin, linesOf(provenance)) };
}
