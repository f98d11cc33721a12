import type { IConstruct } from 'constructs';

/**
 * The context key that sets the day, `YYYY-MM-DD`, on which an app is synthesized: justifications
 * expire by it.
 *
 * @example
 * app.node.setContext(TODAY_CONTEXT, '2027-02-01');
 */
export const TODAY_CONTEXT = 'cdk8s-netpol:today';

/** The day on which a construct is synthesized: the one set by context, else the day in UTC. */
export function todayIn(construct: IConstruct): string {
  const set: unknown = construct.node.tryGetContext(TODAY_CONTEXT);
  return typeof set === 'string' ? set : new Date().toISOString().slice(0, 10);
}
