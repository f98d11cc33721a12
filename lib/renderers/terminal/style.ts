/** What a piece of text means; a style may give each meaning a colour, and none is needed to read it. */
export type Tone = 'allowed' | 'denied' | 'undecided' | 'heading' | 'faint';

/** How to colour text. A tone left out is not coloured. */
export type Style = { readonly [tone in Tone]?: (text: string) => string };

/** How a terminal wants its text. */
export interface TerminalOptions {
  /** Columns of the terminal. @default - 80 */
  readonly width?: number;
  /** @default - ascii */
  readonly glyphs?: GlyphSet;
  /** @default - no colour */
  readonly style?: Style;
}

/** Which characters the terminal can show. */
export type GlyphSet = 'unicode' | 'ascii';

/** The signs that differ between character sets. */
export interface Glyphs {
  readonly denied: string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  readonly to: string;
  readonly causedBy: string;
  readonly times: string;
  readonly more: string;
}

/** The signs of each character set. */
export const GLYPHS: Readonly<Record<GlyphSet, Glyphs>> = {
  unicode: {
    denied: '·',
    yes: '✓',
    no: '✗',
    unknown: '?',
    to: '→',
    causedBy: '←',
    times: '×',
    more: '…',
  },
  ascii: {
    denied: '.',
    yes: 'ok',
    no: 'FAIL',
    unknown: '??',
    to: '->',
    causedBy: '<-',
    times: 'x',
    more: '...',
  },
};

/** The width where none is given. */
export const DEFAULT_WIDTH = 80;
