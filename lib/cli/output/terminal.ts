import { styleText } from 'node:util';
import type { GlyphSet, Style, TerminalOptions } from '../../renderers';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { isSet } from './environment';

const COLOURS: Style = {
  allowed: (text) => styleText('green', text, { validateStream: false }),
  denied: (text) => styleText('red', text, { validateStream: false }),
  undecided: (text) => styleText('yellow', text, { validateStream: false }),
  heading: (text) => styleText('bold', text, { validateStream: false }),
  faint: (text) => styleText('dim', text, { validateStream: false }),
};

/** How this terminal, or whatever stdout is, wants its text. */
export function terminalOptions(flags: CommonFlags, io: Io): TerminalOptions {
  return {
    width: io.columns ?? widthIn(io.env['COLUMNS']),
    glyphs: glyphsFor(flags, io),
    style: wantsColour(flags, io) ? COLOURS : {},
  };
}

const DEFAULT_WIDTH = 80;

function widthIn(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : DEFAULT_WIDTH;
}

/** Unicode where a terminal shows it, or where `-o pretty` asks for it in so many words. */
function glyphsFor({ output }: CommonFlags, { isTty, env }: Io): GlyphSet {
  if (output === 'plain' || env['TERM'] === 'dumb') return 'ascii';
  return isTty || output === 'pretty' ? 'unicode' : 'ascii';
}

/** The flag first, then NO_COLOR (no-color.org), then FORCE_COLOR, then what stdout is. */
function wantsColour({ color, output }: CommonFlags, { isTty, env }: Io): boolean {
  if (output === 'plain') return false;
  if (color !== undefined) return color;
  if (isSet(env['NO_COLOR'])) return false;
  const force = env['FORCE_COLOR'];
  if (isSet(force)) return force !== '0' && force !== 'false';
  return isTty && env['TERM'] !== 'dumb';
}
