import { count } from '../../kernel';
import { countStandings } from '../../renderers';
import type { CheckResult } from '../../results';

/** From what on `netpol check` says no. */
export type FailOn = 'error' | 'warning' | 'info' | 'never';

/** What the answer rests on, beside its intents. */
export interface Input {
  /** How many policies there are, modelled or not. */
  readonly policies: number;
  /** How many errors there are that leave an answer. */
  readonly errors: number;
  /** How many warnings there were on the way to the answer. */
  readonly warnings: number;
}

/** Why the answer is no, in one line; undefined where it is yes. */
export function reasonToFail(
  result: CheckResult,
  { policies, errors, warnings }: Input,
  failOn: FailOn = 'error',
): string | undefined {
  if (failOn === 'never') return undefined;
  const { failed, undecided, warning } = countStandings(result);
  const found = foundBy(result);
  const always = [
    ...some(failed, `${count(failed, 'intent')} failed`),
    ...some(undecided, `${count(undecided, 'intent')} undecided`),
    ...some(errors, count(errors, 'error')),
    ...some(found.errors, `lint found ${count(found.errors, 'error')}`),
    ...(policies === 0 ? ['no policies, so everything is allowed'] : []),
  ];
  const others = [
    ...some(warning, `${count(warning, 'intent')} of severity warning`),
    ...some(warnings, count(warnings, 'warning')),
    ...some(found.warnings, `lint found ${count(found.warnings, 'warning')}`),
    ...some(found.unused, count(found.unused, 'unused acknowledgement')),
  ];
  const least = some(found.infos, `lint found ${count(found.infos, 'finding')} of severity info`);
  const reasons = [
    ...always,
    ...(failOn === 'error' ? [] : others),
    ...(failOn === 'info' ? least : []),
  ];
  return reasons.length === 0 ? undefined : reasons.join(', ');
}

function foundBy({ lint }: CheckResult) {
  const { errors = 0, warnings = 0, infos = 0 } = lint?.summary ?? {};
  return { errors, infos, warnings, unused: lint?.unused.length ?? 0 };
}

function some(amount: number, text: string): readonly string[] {
  return amount === 0 ? [] : [text];
}
