import type { Diagnostic } from '../kernel';
import type { Cluster } from '../model';
import { howToEnforce, type Profile, withOverrides } from '../platform';
import type { Claims } from './prove-cluster';

/** Said once for all policies of an app that its cluster ignores. */
export function withoutEffect({ policies }: Cluster, profile: Profile): readonly Diagnostic[] {
  if (profile.assume.enforces !== false || policies.length === 0) return [];
  return [
    {
      code: 'cdk8s/not-enforced',
      severity: 'warning',
      message: `profile ${profile.name}: this cluster enforces no NetworkPolicy, and nothing that this app promises holds there`,
      why: `what it promises is proven as if the cluster did; ${profile.sources?.enforces ?? 'the profile says so'}`,
      help: howToEnforce(profile),
    },
  ];
}

/** Policies are worth proving before something enforces them: otherwise every promise breaks for one reason. */
export function asIfEnforced(claims: Claims): Claims {
  const { profile } = claims;
  if (profile.assume.enforces !== false) return claims;
  return { ...claims, profile: withOverrides(profile, { assume: { enforces: true } }) };
}
