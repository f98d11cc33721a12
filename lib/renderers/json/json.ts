import type {
  BlastResult,
  CheckResult,
  ChecksResult,
  DiffResult,
  EvidenceResult,
  ExplainResult,
  ExposureResult,
  LintResult,
  ReachOverview,
  ReachResult,
  SuggestResult,
  WorkloadExplainResult,
} from '../../results';
import { jsonPieces, jsonText } from '../shared/json-text';

/** Everything that is answered as JSON. */
type Answer =
  | ReachResult
  | ReachOverview
  | ExplainResult
  | WorkloadExplainResult
  | CheckResult
  | DiffResult
  | LintResult
  | ChecksResult
  | EvidenceResult
  | ExposureResult
  | BlastResult
  | SuggestResult;

/** A result as JSON: two spaces, one final newline, every control character escaped. */
export function renderJson(result: Answer): string {
  return jsonText(result);
}

/** The same text in pieces, because a list of flows may be longer than a text can be. */
export function reachToJsonPieces(result: ReachResult): Iterable<string> {
  return jsonPieces(result);
}
