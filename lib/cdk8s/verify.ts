import type { App } from 'cdk8s';
import { checkProfile, type Profile } from '../platform';
import { sidecarFileOf } from '../sidecar';
import { type InventoryLike, workloadsOf } from './declared';
import { emissionOf } from './emitted';
import { examine } from './examine';
import { judge } from './judge';
import { checkReasons, type Reasons } from './missing-reasons';
import { writeSidecar } from './sidecar-file';

/** What an app without a `PolicyApp` declares when it is verified. */
export interface VerifyOptions {
  /** The cluster that the app is written for. @default - what the app declares, else nothing but a plugin that enforces */
  readonly profile?: Profile;
  /** Workloads of other repositories that count as known. @default - none */
  readonly inventory?: readonly InventoryLike[];
  /** Whether every rule that a construct opens something by has to say why. @default - optional */
  readonly reasons?: Reasons;
}

/**
 * Does for a plain cdk8s `App` what `PolicyApp` does: refuses what is wrong with its objects, proves
 * its intents over the union of all its policies, prints warnings on stderr, and writes the sidecar
 * beside the output directory. Call it before `app.synth()`. Lines of objects that no construct of
 * this package made are known to a `PolicyApp` only.
 *
 * @example
 * const app = new App();
 * new Shop(app, 'shop');
 * verify(app, { profile: eks() });
 * app.synth();
 * @throws {InvalidInputError} with every problem
 */
export function verify(app: App, options: VerifyOptions = {}): void {
  const { profile, inventory = [], reasons = 'optional' } = options;
  if (profile !== undefined) checkProfile(profile, ['name', 'assume']);
  const declared = { profile, workloads: workloadsOf(inventory) };
  const emission = emissionOf(app);
  judge(examine(app, emission, { ...declared, verify: true, reasons: checkReasons(reasons) }));
  writeSidecar(app, emission, declared, sidecarFileOf(app.outdir));
}
