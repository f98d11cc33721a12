import {
  matrixToCsv,
  matrixToMarkdown,
  matrixToTerminal,
  renderJson,
  type Sides,
} from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import type { Io } from '../io';
import { terminalOptions } from '../output/terminal';
import { answerReach } from './reach-result';

/** `netpol matrix`: who reaches whom, as a truth table. */
export async function matrixAction(
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
      return matrixToTerminal(result, { ...terminalOptions(flags, io), ...sides });
    case 'json':
      return renderJson(result);
    case 'csv':
      return matrixToCsv(result, sides);
    case 'markdown':
      return matrixToMarkdown(result, sides);
  }
}
