import { compareText } from './compare';

/** Whether something is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * Whether a last day has passed on the day `today`: it still counts itself, and no day never passes.
 * Days as `YYYY-MM-DD` are in the order of their texts.
 */
export function hasPassed(until: string | undefined, today: string): boolean {
  return until !== undefined && compareText(until, today) < 0;
}
