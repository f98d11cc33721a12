import type { Construct } from 'constructs';
import { formatDiagnostic } from '../../kernel/diagnostic';
import type { CodeLine } from '../../kernel/source';
import { COMPOSITE_CODES } from '../composite-refusals';
import { endpointsOf, type PodsInNamespace, type PodsInNamespaces } from '../dsl';
import { markedNamespaces } from '../namespace-scope';
import { metadataExceptionsIn } from '../outside/metadata-exceptions';
import { endsMeet } from '../unevaluated/touching';

/** Pods that a guard leaves to NetworkPolicies. */
export type SparedPods = PodsInNamespace | PodsInNamespaces;

/**
 * Objects at synth to identities of workloads that a guard takes away: what an `AllowWorkloadIdentity`
 * opens, a deny before it closes, and nothing that is evaluated would tell.
 */
export function objectToCutIdentities(
  guard: Construct,
  spared: readonly SparedPods[],
  line: CodeLine | undefined,
): void {
  guard.node.addValidation({
    validate: () =>
      identitiesIn(guard)
        .filter(({ namespace, select }) => {
          const pods = endpointsOf(select, namespace);
          const left = spared.flatMap((each) => endpointsOf(each, namespace));
          return !pods.every((pod) => left.some((end) => endsMeet(pod, end)));
        })
        .map(({ words }) =>
          formatDiagnostic({
            code: 'constructs/cuts-identity',
            severity: 'error',
            message: `\`${guard.node.path}\` denies what the app opens: ${words}`,
            ...(line !== undefined && { source: line }),
            ...COMPOSITE_CODES['constructs/cuts-identity'],
          }),
        ),
  });
}

function identitiesIn(guard: Construct) {
  const names = new Set(markedNamespaces(guard.node.root).map(({ name }) => name));
  return [...names].flatMap((name) => metadataExceptionsIn(guard, name));
}
