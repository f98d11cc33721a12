/**
 * results: the plain-JSON types of every answer, the waist between analyses and renderers.
 *
 * In: kernel words. Out: types only; every value survives JSON.stringify and back. Fields are only
 * ever added. Never: computing anything.
 */
export * from './blast';
export * from './change';
export * from './check';
export * from './diff';
export * from './entry-points';
export * from './evidence';
export * from './explain';
export * from './explain-facts';
export * from './explain-workload';
export * from './exposure';
export * from './intents';
export * from './lint';
export * from './opening';
export * from './policy-ref';
export * from './reach';
export * from './reach-overview';
export * from './suggest';
