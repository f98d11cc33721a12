import { flowYaml, formatPath } from '../../kernel';
import type {
  Change,
  ExplainCase,
  GateExplanation,
  LabelChange,
  OpenedFlow,
  PatchStep,
  PolicyChange,
} from '../../results';
import { portsText } from '../shared/port-text';
import type { RuleDetail } from './explain-gate';
import { sourceText } from './explain-rule';
import { indented, type Line, plain, type Span } from './line';
import type { Glyphs } from './style';

/** What the words about changes depend on. */
export interface ChangeView {
  readonly glyphs: Glyphs;
  /** `all` shows every change that was tried, else the first of them. */
  readonly rules: RuleDetail;
}

/** How to let a denied flow through: the smallest change at each closed gate. */
export function openingLines(each: ExplainCase, view: ChangeView): Line[] {
  const closed = [each.egress, each.ingress].filter(
    ({ changes = [], toAllow }) => changes.length > 0 || toAllow !== undefined,
  );
  const lines = closed.flatMap((gate, i) => gateLines(gate, i === 0 ? 'to allow' : 'and', view));
  const { typescript } = each;
  if (typescript === undefined || lines.length === 0) return separated(lines);
  const { near, code } = typescript;
  return separated([
    ...lines,
    [heading('or in TypeScript'), plain(` near ${near.file}:${near.line}`)],
    indented(INNER, plain(code)),
  ]);
}

const OUTER = 11;
const INNER = 13;

function separated(lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [...lines, []];
}

function gateLines(gate: GateExplanation, intro: string, view: ChangeView): Line[] {
  const [first, ...others] = gate.changes ?? [];
  if (first === undefined) return ruleLines(gate, intro);
  const alternatives = view.rules === 'all' ? others : [];
  return [
    ...changeLines(first, intro, view),
    ...alternatives.flatMap((change) => changeLines(change, 'or', view)),
  ];
}

/** Where no change was found that surely opens the gate, the rule alone may. */
function ruleLines({ toAllow }: GateExplanation, intro: string): Line[] {
  if (toAllow === undefined) return [];
  const { namespace, selects, rule } = toAllow;
  const pods = selects === '<none>' ? 'all pods' : `pods with ${selects}`;
  return [
    introLine(intro, plain(`in a policy of namespace ${namespace} that selects ${pods}, add`)),
    indented(INNER, plain(rule)),
  ];
}

function introLine(intro: string, ...spans: readonly Span[]): Line {
  return [heading(intro), plain(' '.repeat(Math.max(1, OUTER - intro.length - 1))), ...spans];
}

function heading(text: string): Span {
  return { text: ` ${text}`, tone: 'heading' };
}

function changeLines(change: Change, intro: string, { glyphs }: ChangeView): Line[] {
  const where = 'source' in change ? sourceText(change.source, glyphs) : '';
  const beside = besideText(change.alsoOpens, glyphs);
  return [
    introLine(intro, plain(`${titleOf(change)}  `), { text: where, tone: 'faint' }),
    ...bodyOf(change).map((text) => indented(INNER, plain(text))),
    ...(beside === undefined ? [] : [indented(OUTER, { text: beside, tone: 'faint' })]),
  ];
}

function titleOf(change: Change): string {
  switch (change.kind) {
    case 'label':
      return `label the pods of ${change.end}`;
    case 'policy': {
      const { name, namespace } = change.object.metadata;
      return `add the policy ${namespace}/${name}`;
    }
    default:
      return `${VERBS[change.kind]} ${change.policy} ${placeOf(change)}`.trimEnd();
  }
}

const VERBS: Readonly<Record<PolicyChange['kind'], string>> = {
  port: 'add a port to',
  'end-port': 'widen a range of',
  value: 'add a value to',
  namespace: 'add a namespace to',
  peer: 'add a peer to',
  rule: 'add a rule to',
};

function placeOf({ patch }: PolicyChange): string {
  const [first] = patch;
  return first === undefined ? '' : stepOf(first).place;
}

function bodyOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'label':
      return labelBody(change);
    case 'policy':
      return [flowYaml(change.object)];
    default:
      return change.patch.map((step) => {
        const { field, item } = stepOf(step);
        return `${field}: ${item}`;
      });
  }
}

function labelBody({ labels, rule }: LabelChange): readonly string[] {
  return [`labels: ${flowYaml(labels)}`, `as ${rule} asks`];
}

interface Step {
  /** `ingress[0].from[1]`, or nothing for the list of rules itself. */
  readonly place: string;
  readonly field: string;
  readonly item: string;
}

/** Where a patch adds, in the words of answers: `/spec/ingress/0/from/-` is `from` of `ingress[0]`. */
function stepOf({ path, value }: PatchStep): Step {
  const keys = path.split('/').slice(2);
  const isItem = keys.at(-1) === '-';
  const whole = isItem ? keys.slice(0, -1) : keys;
  const field = whole.at(-1) ?? '';
  const place = formatPath(whole.slice(0, -1).map((key) => (/^\d+$/.test(key) ? +key : key)));
  return { place, field, item: isItem ? `- ${flowYaml(value)}` : flowYaml(value) };
}

/** More flows than this are counted. */
const FEW = 3;

function besideText(flows: readonly OpenedFlow[] | undefined, { to }: Glyphs): string | undefined {
  if (flows === undefined) return undefined;
  if (flows.length === 0) return 'nothing else gets through by it';
  const shown = flows.slice(0, FEW).map(({ from, to: end, ports }) => {
    const on = portsText(ports);
    return `${from} ${to} ${end} ${on === 'all' ? 'all ports' : on}`;
  });
  const more = flows.length > FEW ? `, and ${flows.length - FEW} more` : '';
  return `it also lets through ${shown.join('; ')}${more}`;
}
