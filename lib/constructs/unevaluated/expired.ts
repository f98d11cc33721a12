import type { Construct } from 'constructs';
import type { CodeLine } from '../../kernel/source';
import { callerLine } from '../dsl';
import { expiryOf, type Reason } from '../dsl/reason';
import { diagnosticOf } from '../dsl/refuse';
import { objectAtSynth } from '../objections';
import { todayIn } from '../today';

/** A rule as far as it says why it exists. */
interface Reasoned {
  readonly reason?: Reason;
  readonly typescript?: CodeLine;
}

/** Objects at synth to rules whose justification has passed. */
export function objectOnceExpired(policy: Construct, rules: readonly Reasoned[]): void {
  if (rules.every(({ reason }) => reason?.until === undefined)) return;
  const where = callerLine();
  objectAtSynth(policy, () =>
    rules.flatMap(({ reason, typescript }) => {
      const message = expiryOf(reason, todayIn(policy));
      if (message === undefined) return [];
      const expired = { code: 'constructs/expired-reason', message } as const;
      return [diagnosticOf(expired, typescript ?? where)];
    }),
  );
}
