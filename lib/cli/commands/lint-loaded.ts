import { type CheckLevel, lint, settleFindings, writtenAcceptances } from '../../analyses';
import { commentsIn } from '../../manifests';
import type { FindingObject, LintResult } from '../../results';
import type { Baseline } from '../input/baseline';
import type { Loaded } from '../input/load-cluster';
import type { Progress } from '../io';

/** Which checks run, and which findings do not count. */
export interface LintLoadedOptions {
  /** By id. */
  readonly levels: ReadonlyMap<string, CheckLevel>;
  readonly baseline: Baseline;
  /** Whom to tell how far the work is. @default - nobody */
  readonly progress?: Progress['share'];
}

/**
 * What the checks report about manifests that were read, and how each finding stands. Whatever `lint`
 * and `check` have in common about findings happens here.
 */
export function lintLoaded(
  loaded: Loaded,
  { levels, baseline, progress }: LintLoadedOptions,
): LintResult {
  const { cluster, profile, objects, texts, accepted, project, today, notes } = loaded;
  const { defaultNamespace } = loaded;
  const comments = commentsIn(texts);
  const { ignore: ignored } = project.configuration;
  const said = writtenAcceptances({ objects, comments, accepted, ignored, defaultNamespace });
  notes.diagnostics(said.diagnostics);
  const settling = {
    acceptances: said.acceptances,
    today,
    ...(!loaded.isWhole && { among: namesIn(loaded) }),
  };
  const result = lint({ cluster, profile, objects }, { levels, ...(progress && { progress }) });
  const open = settleFindings(result, settling);
  return settleFindings(result, { ...settling, baseline: baseline.entriesFor(open) });
}

/** What was read, as findings call it. */
function namesIn({ objects, defaultNamespace = 'default' }: Loaded): readonly FindingObject[] {
  return objects.map(({ kind, name, namespace }) => {
    // Whatever names no namespace is taken to live in the default one, but for Namespaces themselves.
    const home = kind === 'Namespace' ? undefined : (namespace ?? defaultNamespace);
    return { kind, name, ...(home !== undefined && { namespace: home }) };
  });
}
