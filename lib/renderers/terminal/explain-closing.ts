import type { Endpoint, ExplainCase, Explanation } from '../../results';
import { endName } from '../shared/end-name';
import { type ChangeView, openingLines } from './explain-changes';
import { questionLines } from './explain-facts';
import { namesText } from './explain-names';
import { indented, type Line } from './line';

const STATEFUL = 'replies to an allowed connection are always allowed (policies are stateful)';

/** What follows from a verdict: how to open what is closed, what would settle it, what the client sees. */
export function closingLines(
  each: ExplainCase,
  { from, to, names }: Explanation,
  view: ChangeView,
): Line[] {
  const unnamed = namesText(names, endName(from));
  const lookUp = [
    ...(unnamed === undefined ? [] : [note(unnamed)]),
    ...notCounted(each, from, to).map(note),
  ];
  switch (each.verdict) {
    case 'allowed':
      return [...lookUp, note(STATEFUL)];
    case 'undecided':
      return [...questionLines(each), ...lookUp];
    case 'denied':
      return [...openingLines(each, view), ...lookUp, note(timeOut(names)), note(STATEFUL)];
  }
}

/** What the verdict leaves out, because it holds whatever policies say. */
function notCounted(each: ExplainCase, from: Endpoint, to: Endpoint): readonly string[] {
  if (from.kind !== 'workload' || to.kind !== 'workload' || each.itself) return [];
  const replicas =
    from.id === to.id ? ['from one replica to another: a pod always reaches itself'] : [];
  const isOnNodes = from.hostNetwork === true && to.hostNetwork !== true;
  if (!isOnNodes || each.ingress.verdict === 'allowed') return replicas;
  return [
    ...replicas,
    `${endName(from)} runs on nodes: to pods of its own node it always gets in, which is not counted here`,
  ];
}

function timeOut(names: Explanation['names']): string {
  const how = names?.verdict === 'denied' ? 'with an address at hand, ' : '';
  return `${how}the client sees a time-out: the connection is dropped, not refused`;
}

function note(text: string): Line {
  return indented(1, { text, tone: 'faint' });
}
