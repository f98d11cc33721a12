import type { Construct } from 'constructs';
import type { PodsInNamespace, Subject } from './dsl';
import { objectionsToHome, objectionsToSubject } from './dsl/check-policy';
import { frozen } from './dsl/frozen';
import { podsSelectedBy } from './dsl/pods';
import { refuseAny } from './dsl/refuse';
import { isPeerShape } from './dsl/shape';
import { type NamespaceChoice, namespaceOf } from './namespace-scope';
import type { Place } from './places';
import { policyName } from './policy-names';

/** Pods that a construct opens: a subject, or pods that say their namespace, such as a tier. */
export type OwnPods = Subject | PodsInNamespace;

/** What every construct says of the pods that it opens, beside which ones they are. */
export interface OwnEndProps {
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: this is then all they have. @default - refused there */
  readonly isolates?: true;
}

/** How an author wrote the pods that a construct opens. */
interface Call {
  readonly construct: string;
  readonly prop: string;
  readonly id: string;
}

/**
 * The place of the pods that a construct opens.
 *
 * @throws {InvalidInputError} for what is no subject, a missing namespace, pods of another one, or an
 * id that is no name for a policy
 */
export function ownEnd(
  scope: Construct,
  call: Call,
  pods: OwnPods,
  choice: NamespaceChoice,
): Place {
  const which = `\`${call.prop}\` of \`${call.construct}\``;
  // Now, and not when a policy is written: promises are called by it, too.
  policyName(call.id, {});
  const select = subjectOf(pods);
  refuseAny(objectionsToSubject(select, which));
  const namespace = namespaceOf(scope, choice);
  refuseAny(objectionsToHome(which, select, namespace));
  return { namespace, select, slug: call.id };
}

/** A tier as the pods it stands for. What is no end at all stays, and is refused as a subject. */
function subjectOf(pods: OwnPods): Subject {
  if (!isPlaced(pods)) return pods;
  return frozen({ ...podsSelectedBy(pods.selector), namespaceName: pods.place.name });
}

function isPlaced(pods: OwnPods): pods is PodsInNamespace {
  return isPeerShape(pods) && pods.kind === 'pods-in' && pods.place.kind === 'namespace';
}
