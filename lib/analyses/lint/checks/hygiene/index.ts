import type { Check } from '../../check';
import { ciliumEmptyList } from './cilium-empty-list';
import { ciliumPlainRuleBesideHttp } from './cilium-plain-rule-beside-http';
import { clusterPoliciesOfOnePriority } from './cluster-policies-of-one-priority';
import { clusterPolicyCutsPods } from './cluster-policy-cuts-pods';
import { clusterPolicyRefused } from './cluster-policy-refused';
import { duplicateObject } from './duplicate-object';

/** In the order of their ids. */
export const HYGIENE: readonly Check[] = [
  duplicateObject,
  ciliumEmptyList,
  ciliumPlainRuleBesideHttp,
  clusterPoliciesOfOnePriority,
  clusterPolicyRefused,
  clusterPolicyCutsPods,
];
