/**
 * kernel: the words everyone speaks.
 *
 * In: nothing. Out: small immutable values (sources, diagnostics, addresses, ports, selectors,
 * field rules of the API server, intents as data) and the functions on them.
 * Never: another room, the disk, the process, Kubernetes objects as a whole.
 */
export * from './accepted-finding';
export * from './address-set';
export * from './check-words';
export * from './cidr';
export * from './compare';
export * from './day';
export * from './diagnostic';
export * from './direction';
export * from './errors';
export * from './field-error';
export * from './field-rules';
export * from './flow-yaml';
export * from './glob';
export * from './group-by';
export * from './intent';
export * from './intent-words';
export * from './intervals';
export * from './json';
export * from './known-workload';
export * from './lazy';
export * from './named-object';
export * from './network-policy';
export * from './object-path';
export * from './once';
export * from './port-set';
export * from './protocol';
export * from './reason';
export * from './selector';
export * from './selector-operator';
export * from './source';
export * from './suggest';
export * from './text';
export * from './validation';
export * from './verdict-word';
export * from './written-comment';
