import { checkProps, decline } from '../composite-refusals';
import { type EgressRule, type Everyone, type Peer, type Pods, show } from '../dsl';
import { objectionsToRules } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { isPodsShape } from '../dsl/shape';
import type { PortChoice } from '../openings';

/** One tier: its pods, the ports they listen on, and whom it talks to beside its neighbours. */
export interface TierProps {
  readonly pods: Pods;
  /** Ports of its pods, for the tier in front and for `from`. */
  readonly on: PortChoice;
  /** Who else reaches it. @default - only the tier in front */
  readonly from?: readonly Peer[] | readonly [Everyone];
  /** What else it reaches. @default - only the tier behind */
  readonly to?: readonly EgressRule[];
}

/**
 * Checks one tier as JavaScript may give it; `call` is how its author wrote it.
 *
 * @throws {InvalidInputError} for a tier without pods or ports, and for what are no peers or rules
 */
export function checkTier(call: string, tier: unknown): void {
  checkProps(call, tier, ['pods', 'on', 'from', 'to']);
  const pods: unknown = 'pods' in tier ? tier.pods : undefined;
  if (!isPodsShape(pods)) {
    const message = `\`pods\` of \`${call}\` is ${show(pods)}, not pods(...)`;
    decline({ code: 'constructs/missing-part', message, help: "write pods({ tier: '...' })" });
  }
  if (!('on' in tier)) {
    const message = `\`${call}\` says no ports`;
    decline({ code: 'constructs/missing-part', message, help: 'give `on`, such as [tcp(8080)]' });
  }
  if ('from' in tier && !Array.isArray(tier.from)) {
    const message = `\`from\` of \`${call}\` is ${show(tier.from)}, not a list of peers`;
    decline({ code: 'constructs/missing-part', message, help: 'write from: [ ... ]' });
  }
  if ('to' in tier) refuseAny(objectionsToRules('egress', tier.to, `${call}.to`));
}
