/**
 * semantics: the executable specification of NetworkPolicy.
 *
 * In: a cluster, the facts of its profile, one flow. Out: a verdict with everything that led to it.
 * Never: speed, cleverness, anything the API documentation does not say. `engine` gives the same
 * answers fast; a change of behaviour starts here.
 */
export * from './evaluate';
export * from './truth';
export * from './verdict';
