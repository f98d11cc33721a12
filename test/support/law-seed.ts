import fc from 'fast-check';

/**
 * Laws draw from one fixed seed, so that a red build is the change that made it red and not the
 * draw of the day. `LAW_SEED=random` looks elsewhere, `LAW_SEED=<number>` repeats what it found.
 */
const said = process.env.LAW_SEED ?? '20261121';

if (said !== 'random') fc.configureGlobal({ seed: Number(said) });
