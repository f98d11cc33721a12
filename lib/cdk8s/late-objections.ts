import type { App } from 'cdk8s';
import { lateObjections } from '../constructs';
import type { Diagnostic } from '../kernel';

const EXPIRED = 'constructs/expired-reason';
const UNDONE = 'constructs/undone-by-plain-rule';

/** Constructs whose justification has passed; those whose rules say it themselves are left out. */
export function expiredConstructs(app: App, rules: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set(rules.map(({ message }) => message));
  return lateObjections(app).filter(({ code, message }) => code === EXPIRED && !said.has(message));
}

/** What else our constructs object to once everything is there, beside what was proven. */
export function otherObjections(app: App, proven: readonly Diagnostic[]): readonly Diagnostic[] {
  const isBroken = proven.some(({ code }) => code === 'intents/broken');
  return lateObjections(app).filter(
    // The broken intent says the same, and shows the flow.
    ({ code }) => code !== EXPIRED && !(code === UNDONE && isBroken),
  );
}
