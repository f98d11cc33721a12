/**
 * kernel/validation: what the API server would say of a NetworkPolicy, in its own words, and what
 * to do about it. Shared by those who read policies and those who write them.
 */
export * from './cidr-warnings';
export * from './kubernetes-version';
export * from './policy-error';
export * from './remedy';
export * from './unchecked';
export * from './validate-network-policy';
