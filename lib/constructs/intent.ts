import { Construct } from 'constructs';
import { isDay } from '../kernel/day';
import { type Acknowledgement, SHORTEST_REASON, writtenIntent } from '../kernel/intent';
import { orElse } from '../kernel/suggest';
import { profileOf } from './declared-profile';
import { checkOptions, show } from './dsl';
import { type IntentClaim, isClaim } from './dsl/claim';
import { claimAt } from './dsl/claim-at';
import { type Objection, refuse, refuseAny } from './dsl/refuse';
import { namespaceOf } from './namespace-scope';
import { state } from './statement';

/** How an intent is judged, and where it stands. */
export interface IntentOptions {
  /** Whether a violation stops a synth or a pipeline, or only warns. @default - 'error' */
  readonly severity?: 'error' | 'warning';
  /** Accepts, for a reason, that it does not hold. @default - a violation counts */
  readonly acknowledge?: Acknowledgement;
  /** The namespace of ends that name none. @default - the enclosing one, else the chart's */
  readonly namespace?: string;
}

/**
 * A statement about flows that must hold over the union of all policies, for pods that are known
 * and all that may come to exist. Its id is its name. Emits nothing: `PolicyApp` proves it at synth,
 * and for a plain `App` `verify(app)` does.
 *
 * @example
 * new Intent(shop, 'only the api reaches the database',
 *   only(tiers.api).reaches(tiers.database, tcp(5432)));
 * new Intent(shop, 'nothing reaches metadata', no(anyPod()).reaches(cloudMetadata()));
 * new Intent(shop, 'pods resolve names', every(allPods()).resolvesNames(), { severity: 'warning' });
 * @throws {InvalidInputError} for what is no claim, a missing namespace, or a reason that says little
 */
export class Intent extends Construct {
  constructor(scope: Construct, id: string, claim: IntentClaim, options: IntentOptions = {}) {
    super(scope, checkedName(id));
    checkClaim(claim);
    checkIntentOptions(options);
    const { severity = 'error', acknowledge } = options;
    const where = {
      namespace: () => namespaceOf(scope, options.namespace === undefined ? {} : options),
      zones: Object.values(profileOf(scope)?.zones ?? {}).flat(),
    };
    const acknowledged = acknowledge === undefined ? {} : { acknowledged: acknowledge };
    state(this, writtenIntent(claimAt(claim, where), { name: id, severity, ...acknowledged }));
  }
}

function checkedName(id: unknown): string {
  if (typeof id === 'string' && id.trim() !== '' && !/[\r\n]/.test(id)) return id;
  return refuse({
    code: 'constructs/illegal-intent-name',
    message: `the id of an \`Intent\` is ${show(id)}, which is no name`,
  });
}

function checkClaim(claim: unknown): void {
  if (isClaim(claim)) return;
  refuse({ code: 'constructs/not-a-claim', message: `\`Intent\` got ${show(claim)}, not a claim` });
}

function checkIntentOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    const message = `\`Intent\` got ${show(options)} where its options belong`;
    refuse({ code: 'constructs/missing-option', message, help: 'leave the options out' });
  }
  checkOptions('Intent', options, ['severity', 'acknowledge', 'namespace']);
  if ('severity' in options) checkSeverity(options.severity);
  if ('acknowledge' in options) checkAcknowledgement(options.acknowledge);
}

const SEVERITIES: readonly unknown[] = ['error', 'warning'];

function checkSeverity(severity: unknown): void {
  if (SEVERITIES.includes(severity)) return;
  const near = typeof severity === 'string' ? orElse(severity, ['error', 'warning']) : '';
  const message = `\`severity\` of \`Intent\` is ${show(severity)}${near}`;
  refuse({ code: 'constructs/unknown-option', message, help: "write 'error' or 'warning'" });
}

function checkAcknowledgement(given: unknown): void {
  if (typeof given !== 'object' || given === null) {
    const message = `\`acknowledge\` of \`Intent\` is ${show(given)}`;
    refuse({ code: 'constructs/short-reason', message, help: "write { reason: '...' }" });
  }
  checkOptions('Intent.acknowledge', given, ['reason', 'until']);
  refuseAny([
    ...objectionsToReason('reason' in given ? given.reason : undefined),
    ...('until' in given && !isDay(given.until) ? [illegalUntil(given.until)] : []),
  ]);
}

function objectionsToReason(reason: unknown): Objection[] {
  if (typeof reason === 'string' && reason.trim().length >= SHORTEST_REASON) return [];
  const message = `\`reason\` of \`acknowledge\` is ${show(reason)}, shorter than ${SHORTEST_REASON} characters`;
  return [{ code: 'constructs/short-reason', message }];
}

function illegalUntil(until: unknown): Objection {
  return { code: 'constructs/illegal-until', message: `\`until\` is ${show(until)}, not a day` };
}
