import { hasPassed, isDay } from '../../kernel/day';
import { frozen } from './frozen';
import { checkOptions } from './lists';
import { type Objection, refuse, refuseAny, show } from './refuse';

/** Who stands behind a rule, and until when. */
export interface ReasonOptions {
  /** @default - no owner is named */
  readonly owner?: string;
  /** The last day, `YYYY-MM-DD`, on which the rule is justified. @default - no end */
  readonly until?: string;
}

/** Why a rule exists. */
export interface Reason extends ReasonOptions {
  readonly reason: string;
  /**
   * Path of a construct further up, such as the namespace, that says it of everything inside.
   *
   * @default - it is said of the very rule, or of what wrote it
   */
  readonly inheritedFrom?: string;
}

/** A reason from what `.because(...)` was given. @throws {InvalidInputError} for an empty or unreadable one */
export function reasonFrom(reason: unknown, options: ReasonOptions): Reason {
  if (typeof reason !== 'string' || reason.trim() === '') {
    const message = `\`.because()\` got ${show(reason)} where a reason belongs`;
    refuse({ code: 'constructs/missing-reason', message });
  }
  if (typeof options !== 'object' || options === null) {
    const message = `\`.because()\` got ${show(options)} where its options belong`;
    refuse({ code: 'constructs/missing-option', message, help: 'leave the options out' });
  }
  checkOptions('.because()', options, ['owner', 'until']);
  refuseAny([...objectionsToOwner(options.owner), ...objectionsToUntil(options.until)]);
  return frozen({ reason, ...options });
}

function objectionsToOwner(owner: unknown): Objection[] {
  if (owner === undefined || (typeof owner === 'string' && owner.trim() !== '')) return [];
  const message = `\`owner\` is ${show(owner)}`;
  return [{ code: 'constructs/missing-option', message, help: 'name the owner, or leave it out' }];
}

function objectionsToUntil(until: unknown): Objection[] {
  if (until === undefined || isDay(until)) return [];
  return [{ code: 'constructs/illegal-until', message: `\`until\` is ${show(until)}, not a day` }];
}

/** Whether a reason no longer holds on the day `today` (`YYYY-MM-DD`). Its last day still counts. */
export function isExpired({ until }: Reason, today: string): boolean {
  return hasPassed(until, today);
}

/** What is wrong with a reason on the day `today`: that it has expired; undefined while it holds. */
export function expiryOf(reason: Reason | undefined, today: string): string | undefined {
  if (reason === undefined || !isExpired(reason, today)) return undefined;
  const owner = reason.owner === undefined ? '' : ` (owner \`${reason.owner}\`)`;
  return `the rule for \`${reason.reason}\`${owner} was justified until ${reason.until}, and it is ${today}`;
}
