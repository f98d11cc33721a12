import {
  reachToCsv,
  reachToMarkdown,
  reachToTerminal,
  renderJson,
  type Sides,
} from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import type { Io } from '../io';
import { terminalOptions } from '../output/terminal';
import { answerReach } from './reach-result';

/** `netpol reach`: who reaches whom, as a table. */
export async function reachAction(
  paths: readonly string[],
  flags: ReachFlags,
  io: Io,
): Promise<number> {
  const { result, sides } = await answerReach(paths, flags, io);
  io.stdout.write(render(result, sides, flags, io));
  return 0;
}

function render(result: ReachResult, sides: Sides, flags: ReachFlags, io: Io): string {
  switch (flags.output ?? 'pretty') {
    case 'pretty':
    case 'plain':
      return reachToTerminal(result, { ...terminalOptions(flags, io), ...sides });
    case 'json':
      return renderJson(result);
    case 'csv':
      return reachToCsv(result);
    case 'markdown':
      return reachToMarkdown(result);
  }
}
