import type { CommonFlags } from '../flags';
import type { Io, Output, Progress } from '../io';
import { isSet } from './environment';

/** Work that takes no longer says nothing. */
const PATIENCE = 1_000;

/** No line is drawn again sooner: people read it, and a terminal takes its time. */
const PAUSE = 100;

/** Estimates from less than this are no use to anybody. */
const LEAST_SHARE = 0.05;

/** Takes the line away, and goes back to its beginning. */
const CLEAR = '\r\u001b[2K';

/**
 * One line on stderr that is drawn again. No timer fires while JavaScript computes, so whoever
 * works says how far he is, and the clock says whether that is worth a line.
 */
function lineOn(stderr: Output, now: () => number): Progress {
  const start = now();
  let phase = { name: '', since: start };
  let drawn: number | undefined;
  const draw = (text: string, at: number) => {
    stderr.write(`${CLEAR}${text}`);
    drawn = at;
  };
  return {
    phase: (name) => {
      phase = { name, since: now() };
      if (phase.since - start >= PATIENCE) draw(name, phase.since);
    },
    share: (done, total) => {
      const at = now();
      if (at - start < PATIENCE || (drawn !== undefined && at - drawn < PAUSE)) return;
      draw(`${phase.name} ${shareWords(done / total, at - phase.since)}`, at);
    },
    end: () => {
      if (drawn !== undefined) stderr.write(CLEAR);
      drawn = undefined;
    },
  };
}

/** `42 %, about 3 s left` */
function shareWords(share: number, elapsed: number): string {
  if (!(share <= 1)) return '';
  const words = `${Math.floor(share * 100)} %`;
  if (share < LEAST_SHARE) return words;
  const left = Math.ceil((elapsed * (1 - share)) / share / 1_000);
  return left < 1 ? words : `${words}, about ${timeWords(left)} left`;
}

function timeWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

const NOTHING = () => undefined;
const SILENT: Progress = { phase: NOTHING, share: NOTHING, end: NOTHING };

/** The same, with a line of progress that goes out of the way of everything else that is written. */
export function withProgress(io: Io): Io {
  const { now, stderr, stdout, env } = io;
  const isSeen = io.stderrIsTty === true && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  if (!isSeen || now === undefined) return io;
  const progress = lineOn(stderr, now);
  const after = (output: Output): Output => ({
    write: (text) => {
      progress.end();
      return output.write(text);
    },
    get errored() {
      return output.errored;
    },
  });
  return { ...io, stdout: after(stdout), stderr: after(stderr), progress };
}

/** Whom to tell how far the work is. */
export function progressFor({ quiet = false }: Pick<CommonFlags, 'quiet'>, io: Io): Progress {
  return quiet ? SILENT : (io.progress ?? SILENT);
}
