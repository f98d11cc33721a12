import { resolve } from 'node:path';

/** The checkout under test. */
export const REPOSITORY: string = resolve(__dirname, '../..');
