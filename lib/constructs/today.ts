import type { IConstruct } from 'constructs';
import { dayOf, isDay } from '../kernel/day';
import { refuse, show } from './dsl/refuse';

/**
 * The context key that sets the day, `YYYY-MM-DD`, on which an app is synthesized: justifications
 * expire by it.
 *
 * @example
 * app.node.setContext(TODAY_CONTEXT, '2027-02-01');
 */
export const TODAY_CONTEXT = 'cdk8s-netpol:today';

/**
 * The day on which a construct is synthesized: the one set by context, else the day in UTC.
 *
 * @throws {InvalidInputError} for a context that is no day
 */
export function todayIn(construct: IConstruct): string {
  const set: unknown = construct.node.tryGetContext(TODAY_CONTEXT);
  if (set === undefined) return dayOf(new Date());
  if (isDay(set)) return set;
  const message = `context \`${TODAY_CONTEXT}\` is ${show(set)}, not a day`;
  return refuse({ code: 'constructs/illegal-until', message });
}
