import type { Construct, IConstruct } from 'constructs';
import type { Profile } from '../platform';

/** The context entry that carries the profile: a text, so that two copies of this package agree. */
const PROFILE = 'cdk8s-netpol:profile';

/** Declares the cluster that everything inside `root` is written for. */
export function declareProfile(root: Construct, profile: Profile): void {
  root.node.setContext(PROFILE, profile);
}

/** The profile of the enclosing app; undefined where none is declared. */
export function profileOf(scope: IConstruct): Profile | undefined {
  const found: unknown = scope.node.tryGetContext(PROFILE);
  return isProfile(found) ? found : undefined;
}

function isProfile(found: unknown): found is Profile {
  return typeof found === 'object' && found !== null && 'name' in found && 'assume' in found;
}
