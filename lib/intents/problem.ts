import type { Diagnostic, Source } from '../kernel';

/** Why a problem with an intents file is one, and what to do about it where nothing better is known. */
interface ProblemText {
  readonly why: string;
  readonly help: string;
}

const ABOUT_NOBODY = 'an intent that is not understood would prove nothing';

/** Everything that can be wrong with an intents file, beside its YAML. */
export const INTENTS_PROBLEMS = {
  'intents/no-intents': {
    why: 'a file without intents would pass every check, and prove nothing',
    help: 'list the intents under `intents:`',
  },
  'intents/unknown-key': {
    why: 'a key that is misspelt has no effect',
    help: 'use one of the known keys',
  },
  'intents/no-claim': {
    why: ABOUT_NOBODY,
    help: 'say `every`, `none`, `only`, `closed`, `nothing-reaches`, `nothing-else-reaches` or `nothing-else-leaves`',
  },
  'intents/misplaced-key': {
    why: 'an intent says one thing, so that its answer is about one thing',
    help: 'write two intents',
  },
  'intents/missing-key': { why: ABOUT_NOBODY, help: 'add it' },
  'intents/not-an-end': {
    why: ABOUT_NOBODY,
    help: 'write shop/api, svc/shop/db, { namespace: shop }, any-pod, internet, any-ip, cloud-metadata, anywhere or a block of addresses',
  },
  'intents/not-a-selector': {
    why: 'a condition that is missing or misread would select other pods than meant',
    help: 'write labels, as in { app: web }, with a list where any of several values will do',
  },
  'intents/not-a-port': {
    why: 'ports that are misread would prove something else than meant',
    help: 'write 5432, 53/UDP, metrics/TCP, 8000-8100/TCP, or `all` for every port',
  },
  'intents/not-a-cidr': {
    why: 'a block that can be read in two ways would prove something else than meant',
    help: 'write a block of addresses, such as 10.0.0.0/8, or one address',
  },
  'intents/wrong-type': {
    why: 'a value of the wrong type is never coerced',
    help: 'write what belongs here',
  },
  'intents/duplicate-name': {
    why: 'an intent is called by its name wherever it is reported',
    help: 'give one of them another name',
  },
  'intents/acknowledgement': {
    why: 'a failure that is acknowledged without a reason, or for ever by mistake, cannot be reviewed',
    help: 'write { reason: ..., until: 2027-01-31 }; `until` may be left out',
  },
} as const satisfies { readonly [code: `intents/${string}`]: ProblemText };

/** A code of this room. */
export type IntentsProblem = keyof typeof INTENTS_PROBLEMS;

/** One problem as a diagnostic. */
export function problem(
  code: IntentsProblem,
  message: string,
  source: Source,
  help?: string,
): Diagnostic {
  const text = INTENTS_PROBLEMS[code];
  return { code, severity: 'error', message, source, why: text.why, help: help ?? text.help };
}
