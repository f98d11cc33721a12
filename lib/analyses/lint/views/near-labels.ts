import { compareText, type Requirement, type Selector } from '../../../kernel';
import type { KnownPod } from './known-pods';
import { listNames } from './lists';
import { type PodIndex, selectedFrom } from './pod-index';
import { isPlainSlip, slipFor } from './slip';

/** A label that a selector asks for, the one that was likely meant, and who has that one. */
export interface NearLabel {
  readonly asked: string;
  readonly meant: string;
  /** `plain-slip`: hardly anything else; `other-key`: the very value stands under another key. */
  readonly by: 'plain-slip' | 'slip' | 'other-key';
  readonly pods: readonly KnownPod[];
}

/** What keeps a selector from matching any of these pods, if it looks like a slip of the pen. */
export function slipIn(of: PodIndex, { requirements }: Selector): NearLabel | undefined {
  for (const slip of requirements) {
    const rest = requirements.filter((each) => each !== slip);
    const corrected = corrections(of, slip).map(({ by, ...meant }) => ({
      asked: label(slip),
      meant: label(meant),
      by,
      pods: selectedFrom(of, { requirements: [...rest, meant] }),
    }));
    const found = corrected.find(({ pods }) => pods.length > 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Correction extends Requirement {
  readonly by: NearLabel['by'];
}

function corrections(of: PodIndex, requirement: Requirement): readonly Correction[] {
  const { key, operator, values } = requirement;
  const [value, ...others] = values;
  if (operator !== 'In' || value === undefined || others.length > 0) return [];
  const nearValue = slipFor(value, of.carrying.get(key)?.keys() ?? []);
  const nearKey = of.carrying.has(key) ? undefined : slipFor(key, of.carrying.keys());
  return [
    ...(nearValue === undefined
      ? []
      : [{ key, operator, values: [nearValue], by: slipOf(value, nearValue) }]),
    ...(nearKey === undefined
      ? []
      : [{ key: nearKey, operator, values, by: slipOf(key, nearKey) }]),
    ...otherKeys(of, value).map((other) => ({
      key: other,
      operator,
      values,
      by: 'other-key' as const,
    })),
  ];
}

function slipOf(word: string, text: string): NearLabel['by'] {
  return isPlainSlip(word, text) ? 'plain-slip' : 'slip';
}

/** Keys under which people write who a pod is: whoever mixes them up means the same pod. */
const NAMING = new Set([
  'app',
  'run',
  'k8s-app',
  'name',
  'app.kubernetes.io/name',
  'component',
  'role',
]);

function otherKeys({ carrying }: PodIndex, value: string): readonly string[] {
  return [...carrying.keys()].filter((key) => NAMING.has(key) && carrying.get(key)?.has(value));
}

function label({ key, values }: Requirement): string {
  return `${key}=${values.join(',')}`;
}

/** What pods have in place of what a selector asks for, one line a condition. */
export function instead(of: PodIndex, { requirements }: Selector): readonly string[] {
  return requirements
    .filter(({ operator }) => operator === 'In' || operator === 'Exists')
    .filter((each) => selectedFrom(of, { requirements: [each] }).length === 0)
    .map(({ key }) => {
      const values = [...(of.carrying.get(key)?.keys() ?? [])].sort(compareText);
      return values.length === 0
        ? `no known pod there has the label ${key}`
        : `known there: ${listNames(values.map((value) => `${key}=${value}`))}`;
    });
}

/** Labels that tell one release of an application from the next: who asks for one waits for it to come. */
const OF_RELEASES = new Set([
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'release',
  'track',
  'version',
]);

/** The conditions of a selector that some of these pods meet one by one, and none meets together. */
export function neverTogether(of: PodIndex, { requirements }: Selector): boolean {
  const wanted = requirements.filter(({ operator }) => operator === 'In' || operator === 'Exists');
  return (
    wanted.length > 1 &&
    !wanted.some(({ key }) => OF_RELEASES.has(key)) &&
    wanted.every((each) => selectedFrom(of, { requirements: [each] }).length > 0) &&
    selectedFrom(of, { requirements: wanted }).length === 0
  );
}
