import { CHECKS, type CheckLevel, lint, settleFindings, writtenAcceptances } from '../../analyses';
import { checksCalled, didYouMean, noSuchCheck, type Severity, UsageError } from '../../kernel';
import { commentsIn } from '../../manifests';
import type { Net } from '../net';
import { findingsMessage, type OpenFindings } from '../words/findings-message';
import type { Answer, Wanted } from './question';

/** Which findings a test is about. */
export interface FindingsOptions {
  /** The least that counts: `error` leaves warnings alone. @default - warning */
  readonly level?: Severity;
  /** Checks that do not count: ids, names, or blocks such as `NP5`. @default - none */
  readonly ignore?: readonly string[];
  /** The only checks that count, in the same words. @default - all */
  readonly only?: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const OPTIONS: readonly string[] = ['level', 'ignore', 'only'] satisfies (keyof FindingsOptions)[];

/** Whether the checks find nothing that nobody accepts. @throws {UsageError} for unknown words */
export function hasNoFindings(net: Net, options: FindingsOptions, wanted: Wanted): Answer {
  const open = openFindings(net, checked(options));
  const isClean = open.result.findings.length === 0;
  return {
    holds: wanted === 'so' ? isClean : !isClean,
    message: () => findingsMessage(open, net.texts, wanted),
  };
}

function openFindings(net: Net, { level = 'warning', ...which }: FindingsOptions): OpenFindings {
  const { cluster, profile, objects, accepted, texts, today } = net;
  const { acceptances, diagnostics: warnings } = writtenAcceptances({
    objects,
    comments: commentsIn(texts),
    accepted,
  });
  const all = lint({ cluster, profile, objects }, { levels: levelsFor(which) });
  const settled = settleFindings(all, { acceptances, today });
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(level) + 1);
  const findings = settled.findings.filter(
    ({ standing, severity }) => standing === 'open' && counted.includes(severity),
  );
  return { result: { ...settled, findings }, warnings };
}

function levelsFor({ ignore = [], only }: FindingsOptions): ReadonlyMap<string, CheckLevel> {
  const ignored = idsOf('ignore', ignore);
  const wanted = only === undefined ? undefined : idsOf('only', only);
  const off = CHECKS.filter(({ id }) => ignored.has(id) || wanted?.has(id) === false);
  return new Map(off.map(({ id }) => [id, 'off']));
}

function idsOf(option: string, words: readonly string[]): ReadonlySet<string> {
  const given: unknown = words;
  if (!Array.isArray(given)) {
    throw new UsageError(`\`${option}\` is no list of checks`, `write ${option}: ['NP104']`);
  }
  return new Set(
    words.flatMap((word) => {
      const found = checksCalled(word, CHECKS);
      if (found.length > 0) return found.map(({ id }) => id);
      throw new UsageError(noSuchCheck(word, CHECKS), 'run netpol checks for the list');
    }),
  );
}

/** A misspelt option would let everything pass, or nothing. */
function checked(options: FindingsOptions): FindingsOptions {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    const meant = didYouMean(unknown, OPTIONS);
    throw new UsageError(`there is no option \`${unknown}\`.${meant}`, `use ${OPTIONS.join(', ')}`);
  }
  const { level } = options;
  if (level === undefined || SEVERITIES.includes(level)) return options;
  throw new UsageError(
    `there is no level \`${level}\`.${didYouMean(String(level), SEVERITIES)}`,
    `use one of ${SEVERITIES.join(', ')}`,
  );
}
