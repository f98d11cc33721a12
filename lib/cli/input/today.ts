import { dayOf, isDay, UsageError } from '../../kernel';

/**
 * The day on which acknowledgements are judged: `--today`, else this day in UTC.
 *
 * @throws {UsageError} for what is no day
 */
export function dayFrom(text: string | undefined): string {
  if (text === undefined) return dayOf(new Date());
  if (isDay(text)) return text;
  throw new UsageError(`\`${text}\` is no day`, 'write 2027-01-31');
}
