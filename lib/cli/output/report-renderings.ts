import type { Severity } from '../../kernel';
import {
  outcomeToTerminal,
  type Reported,
  reportToCsv,
  reportToGithub,
  reportToGitlab,
  reportToJunit,
  reportToMarkdown,
  reportToSarif,
  toDot,
  toMermaid,
} from '../../renderers';
import type { IntentOutcome } from '../../results';
import type { Io } from '../io';
import { version } from '../version';
import type { Renderings } from './deliver';
import { repositoryPaths } from './repository-paths';

/** What reports need beside what they tell. */
export interface ReportSetting {
  readonly io: Pick<Io, 'cwd'>;
  /** From what on the command says no. @default - error */
  readonly failOn: Severity | 'never' | undefined;
  /** Arguments that make `netpol explain` read the same input. */
  readonly input: readonly string[];
}

const WIDTH = 100;

/** Findings, and intents that do not hold, in the formats that pipelines read. */
export function reportRenderings(
  reported: Reported,
  { io, failOn, input }: ReportSetting,
): Renderings {
  const explain = (outcome: IntentOutcome) => outcomeToTerminal(outcome, { width: WIDTH, input });
  const options = { version: version(), pathOf: repositoryPaths(io), explain };
  const { intents } = reported;
  return {
    csv: () => reportToCsv(reported),
    markdown: () =>
      reportToMarkdown(reported, {
        ...options,
        ...(intents !== undefined && { picture: toMermaid.intents(intents) }),
      }),
    sarif: () => reportToSarif(reported, options),
    // A run that never fails is no reason to call broken what is broken something else.
    junit: () =>
      reportToJunit(reported, {
        ...options,
        ...(failOn !== undefined && failOn !== 'never' && { failOn }),
      }),
    github: () => reportToGithub(reported, options),
    gitlab: () => reportToGitlab(reported, options),
    ...(intents !== undefined && {
      mermaid: () => toMermaid.intents(intents),
      dot: () => toDot.intents(intents),
    }),
  };
}
