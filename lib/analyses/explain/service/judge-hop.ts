import { isReason, questionOf } from '../../../platform';
import type { ExplainCase, GateExplanation } from '../../../results';
import { all, type Truth, unknown, whichever, YES } from '../../../semantics';
import { beforeTranslation, type ServiceQuestion, type Untranslated } from './before-translation';

const WORDS = { yes: 'allowed', no: 'denied', unknown: 'undecided' } as const;

/**
 * One case of an explanation, judged as a flow through the Service: by what the plugin sees on the
 * way out, and by whether it polices a pod that is its own backend.
 */
export function judgedThroughService(
  question: ServiceQuestion,
  each: ExplainCase,
  hop: 'hairpin' | 'to-another',
): ExplainCase {
  const { service, profile } = question;
  // A pod that finds its own address is not translated either: it simply reaches itself.
  if (service.translates === 'no') return each;
  const untranslated = untranslatedOf(question, each);
  const egress = seenEgress(question, truthOf(each.egress), untranslated);
  const policed = all([egress, truthOf(each.ingress)]);
  const assume = profile.assume['hairpin-is-policed'];
  const open =
    hop === 'to-another' || assume === true
      ? policed
      : assume === false
        ? YES
        : whichever('hairpin-is-policed', policed, YES);
  const reasons = open.answer === 'unknown' ? open.reasons : [];
  return {
    ...each,
    itself: false,
    verdict: WORDS[open.answer],
    reasons: reasons.map((id) => ({ id, question: questionOf(id) })),
    ...(untranslated === undefined
      ? {}
      : {
          beforeTranslation: {
            verdict: WORDS[untranslated.open.answer],
            reasons: untranslated.open.answer === 'unknown' ? untranslated.open.reasons : [],
            by: untranslated.by,
          },
        }),
  };
}

/** Asked only where a policy governs what the client sends, and may see it untranslated. */
function untranslatedOf(
  question: ServiceQuestion,
  { egress }: ExplainCase,
): Untranslated | undefined {
  const { from, profile } = question;
  if (from.kind !== 'pod' || profile.assume['policy-sees-service-ip'] === false) return undefined;
  return egress.isolatedBy.length === 0 ? undefined : beforeTranslation(question);
}

function seenEgress(
  { profile }: ServiceQuestion,
  translated: Truth,
  untranslated: Untranslated | undefined,
): Truth {
  if (untranslated === undefined) return translated;
  return profile.assume['policy-sees-service-ip'] === true
    ? untranslated.open
    : whichever('policy-sees-service-ip', untranslated.open, translated);
}

function truthOf({ verdict, reasons }: GateExplanation): Truth {
  switch (verdict) {
    case 'allowed':
      return YES;
    case 'denied':
      return { answer: 'no' };
    case 'undecided':
      return unknown(...reasons.filter(isReason));
  }
}
