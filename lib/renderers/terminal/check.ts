import { count } from '../../kernel';
import type { CheckResult, IntentOutcome, IntentsResult } from '../../results';
import { countStandings, standingOf } from '../shared/intent-standing';
import { noteText } from '../shared/note-text';
import { brokenLines } from './check-broken';
import { lintLines } from './check-lint';
import { listLines } from './check-list';
import { undecidedLines } from './check-undecided';
import { type CheckView, MARKS } from './check-view';
import { enforcementBanner } from './explain-facts';
import { type Line, plain, printLines } from './line';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, GLYPHS, type TerminalOptions } from './style';

/** How much is told about intents. */
export interface CheckOptions extends TerminalOptions {
  /** `all` lists intents also where every one holds, and shows every violation in full. @default - needed */
  readonly details?: CheckView['details'];
  /** Arguments behind the ends that make `netpol explain` read the same input. @default - none */
  readonly input?: readonly string[];
}

/**
 * Whether the intents hold: a list of them, then what breaks each of those that do not, with the
 * rule that decides, the line to change, and the command that tells more; then what the checks
 * report, in short. Two lines where all hold and nothing is reported.
 */
export function intentsToTerminal(result: CheckResult, options: CheckOptions = {}): string {
  const { glyphs = 'ascii', width = DEFAULT_WIDTH, details = 'needed', input = [] } = options;
  const view: CheckView = { glyphs: GLYPHS[glyphs], marks: MARKS[glyphs], width, details, input };
  const standing = (wanted: IntentOutcome['verdict']) =>
    result.intents.filter((each) => {
      const is = standingOf(each);
      return is !== 'passed' && is !== 'acknowledged' && each.verdict === wanted;
    });
  const isGreen = result.intents.every((each) => standingOf(each) === 'passed');
  const isShort = result.intents.length === 0 || (isGreen && details === 'needed');
  const heading: Line = [{ text: 'Intents', tone: 'heading' }];
  const listed = isShort ? [] : [heading, ...listLines(result.intents, view), []];
  return printLines(
    [
      ...bannerLines(result),
      ...listed,
      ...standing('broken').flatMap((outcome) => brokenLines(outcome, view)),
      ...undecidedLines(standing('undecided'), view),
      ...restingLines(result.intents, view),
      ...(result.lint === undefined ? [] : lintLines(result.lint, view)),
      ...universeLines(result, view),
      [plain(summary(result))],
    ],
    options.style,
  );
}

/** Said first of all where nothing is enforced, whatever the flows are. */
function bannerLines({ intents, profile }: IntentsResult): Line[] {
  const isOff = intents
    .flatMap(({ violations }) => violations)
    .some(({ egress, ingress }) =>
      [egress, ingress].some(({ exemption }) => exemption === 'not-enforced'),
    );
  return isOff ? enforcementBanner(profile) : [];
}

/** What intents that hold rest on: a proof by a pod that nobody runs is worth knowing. */
function restingLines(intents: readonly IntentOutcome[], { width, details }: CheckView): Line[] {
  const notes = intents
    .filter((each) => ['passed', 'acknowledged'].includes(standingOf(each)))
    .flatMap(({ name, notes: own }) => own.map((note) => ({ name, note })));
  const stoodIn = notes.filter(({ note }) => note.kind === 'stand-in');
  const isShort = details === 'needed' && stoodIn.length > FEW_NOTES;
  const told = isShort ? notes.filter(({ note }) => note.kind !== 'stand-in') : notes;
  const texts = told.map(({ name, note }) => `${name}: ${noteText(note)}`);
  const resting = new Set(stoodIn.map(({ name }) => name)).size;
  const counted = isShort
    ? [`for ${count(resting, 'intent')} pods stood in that are not in the input (-v names them)`]
    : [];
  return [...texts, ...counted].flatMap((text) => paragraph(`note: ${text}`, { indent: 0, width }));
}

/** More pods that stood in than this are counted. */
const FEW_NOTES = 2;

/** More namespaces than this are counted. */
const FEW = 4;

/** For which pods the answer holds. */
function universeLines({ universe, profile }: IntentsResult, { width }: CheckView): Line[] {
  const among = (which: 'possible' | 'kept-out') =>
    universe.flatMap(({ namespace, hostNetworkPods }) =>
      hostNetworkPods === which ? [namespace] : [],
    );
  const [open, shut] = [among('possible'), among('kept-out')];
  const texts = [
    `profile ${profile}`,
    ...(open.length === 0 ? [] : [`not counted: host-network pods yet to come in ${some(open)}`]),
    ...(shut.length === 0 ? [] : [`Pod Security keeps them out of ${some(shut)}`]),
  ];
  return paragraph(texts.join('; '), { indent: 0, width, tone: 'faint' });
}

function some(namespaces: readonly string[]): string {
  return namespaces.length > FEW ? count(namespaces.length, 'namespace') : namespaces.join(', ');
}

function summary(result: IntentsResult): string {
  const { passed, failed, undecided, warning, acknowledged } = countStandings(result);
  const others = [
    ...(warning === 0 ? [] : [count(warning, 'warning')]),
    ...(acknowledged === 0 ? [] : [`${acknowledged} acknowledged`]),
  ];
  const all = [`${passed} passed`, `${failed} failed`, `${undecided} undecided`, ...others];
  return `Intents: ${all.join(', ')}.`;
}
