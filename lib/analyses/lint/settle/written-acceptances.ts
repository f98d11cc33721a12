import type { AcceptedFinding, CheckWords, WrittenComment } from '../../../kernel';
import type { WrittenObject } from '../check';
import { CHECKS } from '../checks';
import { acceptancesOfAnnotations } from './from-annotations';
import { acceptancesOfApp } from './from-app';
import { acceptancesOfComments } from './from-comments';
import { type Said, together } from './said';

/** Everywhere that somebody may accept a finding, beside a configuration. */
export interface WhereAccepted {
  readonly objects: readonly WrittenObject[];
  readonly comments: readonly WrittenComment[];
  /** What the constructs of an app accept. */
  readonly accepted: readonly AcceptedFinding[];
  /** Namespace of objects that name none. @default - default */
  readonly defaultNamespace?: string | undefined;
}

/** Everything that is accepted where objects are written, and a warning for what cannot be read. */
export function writtenAcceptances(
  { objects, comments, accepted, defaultNamespace = 'default' }: WhereAccepted,
  checks: readonly CheckWords[] = CHECKS,
): Said {
  return together([
    acceptancesOfComments(comments, checks),
    acceptancesOfAnnotations(objects, checks, defaultNamespace),
    { acceptances: acceptancesOfApp(accepted), diagnostics: [] },
  ]);
}
