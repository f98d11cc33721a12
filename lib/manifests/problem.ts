import type { Diagnostic, Severity, Source } from '../kernel';

/** A code of this room, without the room. */
export type ProblemCode =
  | 'alias-bomb'
  | 'bare-letter'
  | 'binary'
  | 'duplicate-key'
  | 'invalid-policy'
  | 'list-without-items'
  | 'loose-cidr'
  | 'no-files'
  | 'no-kind'
  | 'not-a-network-policy'
  | 'not-found'
  | 'not-json'
  | 'not-json-value'
  | 'not-an-object'
  | 'not-yaml'
  | 'null-entry'
  | 'null-label'
  | 'too-deep'
  | 'unknown-field'
  | 'unreadable'
  | 'unreadable-scalar'
  | 'wrong-type';

/** What all occurrences of a problem share: how bad it is, and why it is a problem at all. */
export interface ProblemKind {
  readonly severity: Severity;
  readonly why?: string;
}

const error: ProblemKind = { severity: 'error' };

/** Every problem this room can find. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'alias-bomb': {
    severity: 'error',
    why: 'a few aliases of aliases can stand for more values than fit into memory',
  },
  'bare-letter': {
    severity: 'warning',
    why: 'go-yaml, which kubectl uses, takes an unquoted y, Y, n or N for true or false',
  },
  binary: { severity: 'error', why: 'manifests are UTF-8 text without NUL bytes' },
  'duplicate-key': {
    severity: 'error',
    why: 'only one of the values can count, and readers disagree on which',
  },
  'invalid-policy': {
    severity: 'error',
    why: 'the API server refuses the whole policy, so it would protect nothing',
  },
  'list-without-items': { severity: 'error', why: 'a list holds its objects in `items`' },
  'loose-cidr': {
    severity: 'warning',
    why: 'Kubernetes refuses this spelling from 1.36 on (StrictIPCIDRValidation)',
  },
  'no-files': {
    severity: 'error',
    why: 'an empty set of manifests would pass every check, and prove nothing',
  },
  'no-kind': {
    severity: 'error',
    why: 'every Kubernetes object says what it is with `apiVersion` and `kind`',
  },
  'not-a-network-policy': {
    severity: 'error',
    why: 'Kubernetes serves this kind only as networking.k8s.io/v1',
  },
  'not-found': error,
  'not-json': error,
  'not-json-value': {
    severity: 'error',
    why: 'what JSON cannot hold is dropped on the way to the cluster, and that can widen a policy',
  },
  'not-an-object': { severity: 'error', why: 'a manifest is a mapping of fields' },
  'not-yaml': error,
  'null-entry': {
    severity: 'error',
    why: 'Kubernetes reads an empty entry as one without conditions, which can allow everything',
  },
  'null-label': {
    severity: 'warning',
    why: 'Kubernetes reads a label without a value as the empty text',
  },
  'too-deep': error,
  'unknown-field': {
    severity: 'error',
    why: 'a field in the wrong place is refused by kubectl and silently dropped by other clients',
  },
  unreadable: error,
  'unreadable-scalar': error,
  'wrong-type': {
    severity: 'error',
    why: 'a field of the wrong type is never coerced: the object is refused',
  },
};

/** What is particular to one occurrence of a problem. */
export interface ProblemDetails {
  readonly message: string;
  readonly source?: Source;
  readonly help?: string | undefined;
}

/** One problem as a diagnostic. Messages are one line, whatever the text they quote. */
export function problem(code: ProblemCode, details: ProblemDetails): Diagnostic {
  const { severity, why } = PROBLEMS[code];
  const { message, source, help } = details;
  return {
    code: `manifests/${code}`,
    severity,
    message: message.replace(/\s*[\r\n]\s*/g, ' '),
    ...(source === undefined ? {} : { source }),
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
  };
}
