import { type Direction, PEER_FIELD } from '../direction';
import type { ObjectPath } from '../object-path';
import { type CidrStrictness, cidrStrictness } from './kubernetes-version';
import { validateMetadata } from './metadata';
import { validatePeer } from './peer';
import { invalid, type PolicyError, unsupported } from './policy-error';
import { validatePort } from './port';
import { validateSelector } from './selector';
import type { UncheckedNetworkPolicy, UncheckedRule, UncheckedSpec } from './unchecked';

const POLICY_TYPES: readonly string[] = ['Ingress', 'Egress'];

/** Which API server judges. */
export interface ValidationOptions {
  /** @default - the newest release, which reads CIDRs strictly */
  readonly kubernetesVersion?: string;
}

function validateRules(
  direction: Direction,
  rules: readonly UncheckedRule[],
  strictness: CidrStrictness,
): PolicyError[] {
  const peerField = PEER_FIELD[direction];
  return rules.flatMap((rule, i) => {
    const path: ObjectPath = ['spec', direction, i];
    return [
      ...(rule.ports ?? []).flatMap((port, j) => validatePort([...path, 'ports', j], port)),
      ...(rule[peerField] ?? []).flatMap((peer, j) =>
        validatePeer([...path, peerField, j], peer, strictness),
      ),
    ];
  });
}

function validatePolicyTypes(policyTypes: readonly string[]): PolicyError[] {
  const path: ObjectPath = ['spec', 'policyTypes'];
  if (policyTypes.length > POLICY_TYPES.length) {
    return invalid(path, policyTypes, ['may not specify more than two policyTypes']);
  }
  return policyTypes.flatMap((type, i) =>
    POLICY_TYPES.includes(type) ? [] : [unsupported([...path, i], type, POLICY_TYPES)],
  );
}

function validateSpec(spec: UncheckedSpec, strictness: CidrStrictness): PolicyError[] {
  return [
    ...validateSelector(['spec', 'podSelector'], spec.podSelector),
    ...validateRules('ingress', spec.ingress ?? [], strictness),
    ...validateRules('egress', spec.egress ?? [], strictness),
    ...validatePolicyTypes(spec.policyTypes ?? []),
  ];
}

/**
 * Everything the API server objects to in a NetworkPolicy, in its own words and in its own order
 * (kubernetes `pkg/apis/networking/validation`). None means it would be stored. A policy without a
 * namespace is fine: kubectl fills that in before it sends.
 */
export function validateNetworkPolicy(
  policy: UncheckedNetworkPolicy,
  options: ValidationOptions = {},
): PolicyError[] {
  return [
    ...validateMetadata(['metadata'], policy.metadata ?? {}),
    ...validateSpec(policy.spec ?? {}, cidrStrictness(options.kubernetesVersion)),
  ];
}
