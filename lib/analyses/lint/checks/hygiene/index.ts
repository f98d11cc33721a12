import type { Check } from '../../check';

/** In the order of their ids. */
export const HYGIENE: readonly Check[] = [
];
