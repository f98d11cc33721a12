import type { Diagnostic, Severity, Source } from '../kernel';

/** Every code of this room, how bad it is, and why it matters. */
const PROBLEMS = {
  duplicate: {
    severity: 'warning',
    why: 'objects with one kind, namespace and name are one object in the cluster: the last one applied replaces the others',
  },
  'finished-pod': {
    severity: 'info',
    why: 'a finished pod has given up its address, so it is no end of a flow',
  },
  'forgotten-namespace': {
    severity: 'warning',
    why: 'other objects of the input name their namespace; kubectl would put these where its context points',
  },
  'many-replicas': {
    severity: 'warning',
    why: 'a policy selects single pods of a StatefulSet; the pods beyond the limit count as none of these',
  },
  'metadata-name': {
    severity: 'warning',
    why: 'the API server overwrites this label with the name of the namespace',
  },
  'no-name': {
    severity: 'error',
    why: 'the API server refuses the object',
  },
  'no-namespace': {
    severity: 'info',
    why: 'kubectl would use the namespace of its context, which the manifest does not tell',
  },
  'not-a-label': {
    severity: 'error',
    why: 'the API server refuses the object',
  },
  'not-a-port': {
    severity: 'error',
    why: 'the API server refuses the object',
  },
  'not-an-address': {
    severity: 'error',
    why: 'a pod is compared with ipBlocks by its address',
  },
  'not-an-endpoint': {
    severity: 'warning',
    why: 'an endpoint is compared with policies by its address; this one is left out',
  },
  'not-attached': {
    severity: 'warning',
    why: 'nothing comes in through a route that its Gateway does not take',
  },
  'pods-elsewhere': {
    severity: 'info',
    why: 'a custom resource without a pod template may still run pods; they are not part of the answer',
  },
  'unacknowledged-kind': {
    severity: 'error',
    why: 'it can open or close flows in ways that are not evaluated, so nothing is proven where it applies',
  },
  'undeclared-namespace': {
    severity: 'info',
    why: 'only its name is known: a selector that asks for another label of it stays undecided',
  },
  'unused-acknowledgement': {
    severity: 'warning',
    why: 'an acknowledgement that nothing needs would accept whatever comes next',
  },
  'unmodelled-kind': {
    severity: 'warning',
    why: 'it can open or close flows in ways that are not evaluated: flows of the pods it may touch are undecided',
  },
} as const satisfies { readonly [code: string]: { severity: Severity; why: string } };

/** A code of this room, without the room. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One problem as a diagnostic. */
export function problem(
  code: ProblemCode,
  message: string,
  source?: Source,
  help?: string,
): Diagnostic {
  return {
    code: `model/${code}`,
    ...PROBLEMS[code],
    message,
    ...(source === undefined ? {} : { source }),
    ...(help === undefined ? {} : { help }),
  };
}
