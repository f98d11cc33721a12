import type { Source } from '../../kernel';
import type { IntentStanding } from '../shared/intent-standing';
import type { Span } from './line';
import type { GlyphSet, Glyphs, Tone } from './style';

/** What the words about intents depend on. */
export interface CheckView {
  readonly glyphs: Glyphs;
  readonly marks: Readonly<Record<IntentStanding, string>>;
  readonly width: number;
  /** `all` shows every violation in full, and intents that hold. */
  readonly details: 'needed' | 'all';
  /** Arguments that make `netpol explain` read what was read here. */
  readonly input: readonly string[];
}

/** The sign of each standing: read without colour, and each another one. */
export const MARKS: Readonly<Record<GlyphSet, Readonly<Record<IntentStanding, string>>>> = {
  unicode: { passed: '✓', failed: '✗', undecided: '?', warning: '!', acknowledged: '~' },
  ascii: { passed: 'ok', failed: 'FAIL', undecided: '??', warning: 'warn', acknowledged: 'ack' },
};

const TONES: Readonly<Record<IntentStanding, Tone>> = {
  passed: 'allowed',
  failed: 'denied',
  undecided: 'undecided',
  warning: 'undecided',
  acknowledged: 'faint',
};

/** The sign of one standing. */
export function markOf(standing: IntentStanding, { marks }: CheckView): Span {
  return { text: marks[standing], tone: TONES[standing] };
}

/** Where to look: the line of TypeScript, or else of the file. */
export function placeText({ typescript, file, line }: Source): string {
  if (typescript !== undefined) return `${typescript.file}:${typescript.line}`;
  return line === undefined ? file : `${file}:${line}`;
}

/** Both lines, the one of the author first. */
export function placesText(source: Source): string {
  const { typescript, ...yaml } = source;
  return typescript === undefined || typescript.file === yaml.file
    ? placeText(source)
    : `${placeText(source)} (${placeText(yaml)})`;
}
