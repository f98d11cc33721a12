import type { AcceptedFinding, CheckWords, WrittenComment } from '../../../kernel';
import type { WrittenObject } from '../check';
import { CHECKS } from '../checks';
import { acceptancesOfAnnotations } from './from-annotations';
import { acceptancesOfApp } from './from-app';
import { acceptancesOfComments } from './from-comments';
import { acceptancesOfConfiguration, type IgnoredFinding } from './from-configuration';
import { type Said, together } from './said';

/** Everywhere that somebody may accept a finding. */
export interface WhereAccepted {
  readonly objects: readonly WrittenObject[];
  /** @default - none */
  readonly comments?: readonly WrittenComment[];
  /** What the constructs of an app accept. @default - nothing */
  readonly accepted?: readonly AcceptedFinding[];
  /** What a configuration accepts. @default - nothing */
  readonly ignored?: readonly IgnoredFinding[];
  /** Namespace of objects that name none. @default - default */
  readonly defaultNamespace?: string | undefined;
}

/** Everything that is accepted, and a warning for what cannot be read. */
export function writtenAcceptances(
  {
    objects,
    comments = [],
    accepted = [],
    ignored = [],
    defaultNamespace = 'default',
  }: WhereAccepted,
  checks: readonly CheckWords[] = CHECKS,
): Said {
  return together([
    acceptancesOfComments(comments, checks),
    acceptancesOfAnnotations(objects, checks, defaultNamespace),
    { acceptances: acceptancesOfApp(accepted), diagnostics: [] },
    { acceptances: acceptancesOfConfiguration(ignored), diagnostics: [] },
  ]);
}
