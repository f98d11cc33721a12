import { ASSUMPTIONS, type AssumptionId } from './assumptions';

/** A fact that the input does not tell. */
export type MissingFact =
  | 'pod-addresses'
  | 'node-addresses'
  | 'service-addresses'
  | 'service-port'
  | 'controller-pods';

/** What an undecided verdict can wait for: an assumption, or a fact that the input does not tell. */
export type ReasonId = AssumptionId | MissingFact;

const MISSING_FACTS: Readonly<Record<MissingFact, string>> = {
  'pod-addresses': 'Which address does the pod have? (status.podIPs, or podCidrs in the profile)',
  'node-addresses':
    'Which address does the node have? (status.podIPs, or nodeCidrs in the profile)',
  'service-addresses':
    'Which address does the Service have? (spec.clusterIP, or serviceCidrs in the profile)',
  'service-port':
    'Does the rule have to name the port of the Service, or its target port? (allow both)',
  'controller-pods':
    'Which pods forward what comes in? (add their manifests, or give --ingress-controller)',
};

/** The question whose answer would settle an undecided verdict, in one sentence. */
export function questionOf(reason: ReasonId): string {
  return isMissing(reason) ? MISSING_FACTS[reason] : ASSUMPTIONS[reason].question;
}

/** Whether a text is the name of a reason. */
export function isReason(text: string): text is ReasonId {
  return Object.hasOwn(MISSING_FACTS, text) || Object.hasOwn(ASSUMPTIONS, text);
}

function isMissing(reason: ReasonId): reason is MissingFact {
  return Object.hasOwn(MISSING_FACTS, reason);
}
