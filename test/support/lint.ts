import { CHECKS, type Check, lint } from '../../lib/analyses';
import { hasErrors } from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { type Profile, portable, profileByWord } from '../../lib/platform';
import type { Finding, LintResult } from '../../lib/results';

/** What the checks report about some YAML. */
export function linted(
  yaml: string,
  { profile = portable, checks = CHECKS }: { profile?: Profile; checks?: readonly Check[] } = {},
): LintResult {
  const { manifests, diagnostics } = parseManifests(yaml, 'test.yaml');
  const built = buildCluster(manifests);
  const all = [...diagnostics, ...built.diagnostics];
  if (hasErrors(all)) throw new Error(all.map(({ message }) => message).join('\n'));
  return lint({ cluster: built.cluster, profile, objects: manifests }, { checks });
}

/** `NP002 empty-peer-list error test.yaml:7 spec.ingress[0].from: message`, one line for each finding. */
export function findingLines({ findings }: LintResult): readonly string[] {
  return findings.map(lineOf);
}

function lineOf({ check, name, severity, source, message }: Finding): string {
  const path = source.path === undefined ? '' : ` ${source.path}`;
  return `${check} ${name} ${severity} ${source.file}:${source.line}${path}: ${message}`;
}

/** What one check reports about some YAML. */
export function foundBy(id: string, yaml: string, profile?: Profile): readonly string[] {
  const only = CHECKS.filter((check) => check.id === id);
  if (only.length === 0) throw new Error(`there is no check ${id}`);
  return findingLines(linted(yaml, { checks: only, ...(profile && { profile }) }));
}

/** The profile of an example. */
export function profileOf({ examples }: Pick<Check, 'examples'>): Profile {
  return examples.profile === undefined ? portable : profileCalled(examples.profile);
}

/** The profile that a word means: a misspelt one would leave a test without its point. */
export function profileCalled(word: string): Profile {
  const found = profileByWord(word);
  if (found === undefined) throw new Error(`there is no profile ${word}`);
  return found;
}
