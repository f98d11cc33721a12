import { type Diagnostic, type Labels, labelKeyProblems, labelValueProblems } from '../kernel';
import type { Fields } from '../manifests';
import { problem } from './problem';

/** The `labels` of some metadata, each one legal. */
export function readLabels(metadata: Fields | undefined, diagnostics: Diagnostic[]): Labels {
  const labels = metadata?.stringMap('labels') ?? new Map<string, string>();
  for (const [key, value] of labels) {
    if (isLegalLabel(key, value)) continue;
    for (const text of [...labelKeyProblems(key), ...labelValueProblems(value)]) {
      const message = `the label ${JSON.stringify(key)}: ${JSON.stringify(value)} is not legal: ${text}`;
      diagnostics.push(problem('not-a-label', message, metadata?.source('labels', key)));
    }
  }
  return labels;
}

/** Whether the API server takes a label. */
export function isLegalLabel(key: string, value: string): boolean {
  return isLegalKey(key) && labelValueProblems(value).length === 0;
}

/** Keys that are known to be legal: those of a cluster are few, and every pod has some of them. */
const LEGAL = new Set<string>();
const MOST_KEYS = 10_000;

function isLegalKey(key: string): boolean {
  if (LEGAL.has(key)) return true;
  if (labelKeyProblems(key).length > 0) return false;
  // Only hostile input has that many.
  if (LEGAL.size >= MOST_KEYS) LEGAL.clear();
  LEGAL.add(key);
  return true;
}
