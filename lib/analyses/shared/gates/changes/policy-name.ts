import type { Direction } from '../../../../kernel';
import type { FlowEnd } from '../../../../model';
import type { ClosedGate } from './candidate';

const LONGEST = 60;

/** A name for a policy that opens this gate, which no policy of the namespace has. */
export function policyName({ cluster, gate, other }: ClosedGate): string {
  const { subject, direction } = gate;
  const namespace = subject.kind === 'pod' ? subject.pod.namespace : '';
  const taken = new Set(
    cluster.policies.filter((each) => each.namespace === namespace).map(({ name }) => name),
  );
  const wanted = slug(`allow-${wordsFor(direction, subject, other)}`);
  return [wanted, ...numbered(wanted, taken.size)].find((name) => !taken.has(name)) ?? wanted;
}

function wordsFor(direction: Direction, subject: FlowEnd, other: FlowEnd): string {
  const ends = direction === 'egress' ? [subject, other] : [other, subject];
  const [from, to] = ends.map((end) => (end.kind === 'pod' ? end.pod.name : 'addresses'));
  return `${from}-to-${to}`;
}

/** Names of pods are not checked, and those of policies are: lower-case words and dashes. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}

function numbered(name: string, taken: number): readonly string[] {
  return Array.from({ length: taken }, (_, i) => `${name}-${i + 2}`);
}
