import type {
  CheckResult,
  ChecksResult,
  DiffResult,
  EvidenceResult,
  ExplainResult,
  LintResult,
  ReachResult,
  SuggestResult,
  WorkloadExplainResult,
} from '../../results';

/** Characters that JSON may hold as they are, and that change what a terminal shows. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Everything that is answered as JSON. */
type Answer =
  | ReachResult
  | ExplainResult
  | WorkloadExplainResult
  | CheckResult
  | DiffResult
  | LintResult
  | ChecksResult
  | EvidenceResult
  | SuggestResult;

/** A result as JSON: two spaces, one final newline, every control character escaped. */
export function renderJson(result: Answer): string {
  const text = JSON.stringify(result, undefined, 2).replace(
    UNSAFE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
