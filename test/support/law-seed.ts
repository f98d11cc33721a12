import fc from 'fast-check';

/**
 * Laws draw from one fixed seed, so that a red build is the change that made it red and not the
 * draw of the day. `LAW_SEED=random` looks elsewhere, `LAW_SEED=<number>` repeats what it found.
 */
const { LAW_SEED: said = '20261121' } = process.env;

if (said !== 'random') fc.configureGlobal({ seed: Number(said) });
