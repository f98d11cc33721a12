import type { Violation } from '../../results';
import { explainCommand } from './check-command';
import { halfLines } from './check-gate';
import { type CheckView, placesText } from './check-view';
import { culpritText, namesOf, possiblePodText, violationPorts } from './check-words';
import { VERDICT_SPANS } from './explain-words';
import { indented, type Line, plain, type Span, widthOf } from './line';
import { labelled } from './paragraph';

const INDENT = 4;
const TEXT_AT = 9;

/** One flow that is not as an intent says: who, what decides, what to change, how to learn more. */
export function violationLines(violation: Violation, view: CheckView): Line[] {
  const names = namesOf(violation);
  const { egress, ingress, culprits } = violation;
  const ports = violationPorts(violation);
  return [
    ...flowLines(violation, view),
    ...possibleLines(violation, view),
    ...pathLines(violation, view),
    ...culprits.flatMap((culprit, i) => [
      ...field(i === 0 ? 'culprit' : 'and', culpritText(culprit, violation), view),
      ...(culprit.source === undefined ? [] : placeLine(placesText(culprit.source))),
    ]),
    ...halfLines(egress, { ...view, subject: names.from, other: names.to, ports, culprits }),
    ...halfLines(ingress, { ...view, subject: names.to, other: names.from, ports, culprits }),
    ...(violation.help === '' ? [] : field('fix', violation.help, view)),
    ...commandLines(violation, view),
  ];
}

/** One flow: `shop/worker -> 169.254.169.254  80/TCP   ALLOWED`, on two lines where that is too wide. */
export function flowLines(violation: Violation, { glyphs, width }: CheckView): Line[] {
  const { from, to } = namesOf(violation);
  const ends = plain(`${from} ${glyphs.to} ${to}`);
  const ports = plain(`${violationPorts(violation)}   `);
  const verdict = VERDICT_SPANS[violation.verdict];
  const used = [ends, ports, verdict].reduce((sum, { text }) => sum + widthOf(text), 4);
  return used <= width
    ? [indented(2, ends, plain('  '), ports, verdict)]
    : [indented(2, ends), indented(INDENT, ports, verdict)];
}

/** What the pods of a flow are like that do not exist yet. */
export function possibleLines({ from, to }: Violation, view: CheckView): Line[] {
  return [
    ...(from.kind === 'possible-pod' && from.words === undefined
      ? field('from', possiblePodText(from), view)
      : []),
    ...(to.kind === 'possible-pod' && to.words === undefined
      ? field('to', possiblePodText(to), view)
      : []),
  ];
}

/** Every step of the path to which the flow belongs, with what opens it. */
function pathLines({ path = [] }: Violation, view: CheckView): Line[] {
  return path.flatMap((step, i) => {
    const { from, to } = namesOf(step);
    const mark = step.verdict === 'undecided' ? '? ' : '';
    const ends = `${from} ${view.glyphs.to} ${to}  ${mark}${violationPorts(step)}`;
    const by = step.culprits.flatMap(({ policy, path: at }) =>
      policy === undefined ? [] : [at === undefined ? policy : `${policy} ${at}`],
    );
    const opened = by.length === 0 ? '' : `  by ${by.join(', ')}`;
    return field(i === 0 ? 'path' : '', `${ends}${opened}`, view);
  });
}

/** The command that tells why, on one line: it is there to be copied. */
export function commandLines(violation: Violation, { input }: CheckView): Line[] {
  const command = explainCommand(violation, input);
  if (command === undefined) return [];
  const gap = ' '.repeat(TEXT_AT - widthOf('why'));
  return [indented(INDENT, heading('why'), plain(`${gap}${command}`))];
}

function placeLine(place: string): Line[] {
  return [indented(INDENT + TEXT_AT, { text: place, tone: 'faint' })];
}

function field(label: string, text: string, { width }: CheckView): Line[] {
  return labelled(heading(label), text, { indent: INDENT, at: TEXT_AT, width });
}

function heading(text: string): Span {
  return { text, tone: 'heading' };
}
