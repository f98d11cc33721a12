import { groupBy, isJsonObject, once, type Selector, selectsEverything } from '../../../kernel';
import type { Policy } from '../../../model';
import { platformOfNamespace } from '../../../platform';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';
import { type Carrier, carriersOf } from './carriers';
import { contradictionIn } from './contradiction';
import type { KnownPod } from './known-pods';
import { type NearLabel, neverTogether, slipIn } from './near-labels';
import { podsAnywhere, podsIn, selectedFrom } from './pod-index';
import { isBroughtByOthers } from './unseen';

/** Why a policy selects no known pod. Each has one check that tells it, so that it is told once. */
export type Silence =
  | { readonly kind: 'controller-label'; readonly carriers: readonly Carrier[] }
  | {
      readonly kind: 'wrong-namespace' | 'no-namespace';
      readonly pods: readonly KnownPod[];
      readonly there: string;
      /** Whether the namespace of the policy has known pods at all. */
      readonly here: 'other-pods' | 'no-pods';
    }
  | { readonly kind: 'never-together' }
  | { readonly kind: 'nothing'; readonly near: NearLabel | undefined };

/** A policy that selects no known pod, and why. */
export interface SilentPolicy {
  readonly policy: Policy;
  readonly silence: Silence;
}

/**
 * The policies that select no known pod although pods are known, apart from those whose selector
 * contradicts itself and those that wait for pods with labels that are added when pods are made.
 */
export const silentPolicies: (examined: Examined) => readonly SilentPolicy[] = once((examined) =>
  examined.cluster.policies.flatMap((policy) => {
    const silence = silenceOf(examined, policy);
    return silence === undefined ? [] : [{ policy, silence }];
  }),
);

function silenceOf(examined: Examined, policy: Policy): Silence | undefined {
  const { namespace, subject } = policy;
  if (selectsEverything(subject) || contradictionIn(subject, 'pods') !== undefined)
    return undefined;
  const here = podsIn(examined, namespace);
  if (selectedFrom(here, subject).length > 0) return undefined;
  const carriers = carriersOf(examined, subject, [namespace]);
  if (carriers.length > 0) return { kind: 'controller-label', carriers };
  if (isBroughtByOthers(examined, subject, [namespace])) return undefined;
  const elsewhere = inOneOtherNamespace(examined, policy);
  if (elsewhere !== undefined) return elsewhere;
  if (here.pods.length === 0 || platformOfNamespace(namespace) !== undefined) return undefined;
  const near = slipIn(here, subject);
  if (near === undefined && neverTogether(here, subject)) return { kind: 'never-together' };
  return { kind: 'nothing', near };
}

/** Pods that the policy would select in one other namespace that has no such policy of its own. */
function inOneOtherNamespace(examined: Examined, policy: Policy): Silence | undefined {
  if (!asksForValues(policy.subject)) return undefined;
  const pods = selectedFrom(podsAnywhere(examined), policy.subject);
  const [first, ...others] = groupBy(pods, ({ pod }) => pod.namespace).keys();
  if (first === undefined || others.length > 0) return undefined;
  if (hasTwin(examined, policy, first)) return undefined;
  const isLeftOut = isWithoutNamespace(examined, policy);
  const here = podsIn(examined, policy.namespace).pods.length > 0 ? 'other-pods' : 'no-pods';
  return { kind: isLeftOut ? 'no-namespace' : 'wrong-namespace', pods, there: first, here };
}

/** Whether a namespace has a policy of the same name: then it has its own. */
function hasTwin({ cluster }: Examined, { name }: Policy, there: string): boolean {
  return cluster.policies.some((other) => other.namespace === there && other.name === name);
}

/** Whether a selector names a value: `!legacy` alone tells nothing about whom it was written for. */
function asksForValues({ requirements }: Selector): boolean {
  return requirements.some(({ operator }) => operator === 'In');
}

/** Whether a policy is written, and without a namespace. */
export function isWithoutNamespace(
  examined: Examined,
  { origin }: Pick<Policy, 'origin'>,
): boolean {
  const metadata = at(writtenAs(examined, origin), ['metadata']);
  return isJsonObject(metadata) && !Object.hasOwn(metadata, 'namespace');
}

/** The known pods that policies were likely written for which select nobody. */
export const meantBySilent: (examined: Examined) => ReadonlySet<KnownPod['pod']> = once(
  (examined) => new Set(silentPolicies(examined).flatMap(({ silence }) => meant(silence))),
);

function meant(silence: Silence): readonly KnownPod['pod'][] {
  switch (silence.kind) {
    case 'controller-label':
      return silence.carriers.flatMap(({ pods }) => pods.map(({ pod }) => pod));
    case 'wrong-namespace':
    case 'no-namespace':
      return silence.pods.map(({ pod }) => pod);
    case 'never-together':
      return [];
    case 'nothing':
      return (silence.near?.pods ?? []).map(({ pod }) => pod);
  }
}
