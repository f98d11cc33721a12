import {
  matrixToCsv,
  matrixToMarkdown,
  matrixToTerminal,
  reachToCsv,
  reachToMarkdown,
  reachToTerminal,
  renderJson,
  type Sides,
  type TerminalOptions,
} from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import type { Io } from '../io';
import { terminalOptions } from '../output/terminal';
import { answerReach } from './reach-result';

/** One way of laying out reachability. */
interface Layout {
  readonly terminal: (result: ReachResult, options: TerminalOptions & Sides) => string;
  readonly csv: (result: ReachResult, sides: Sides) => string;
  readonly markdown: (result: ReachResult, sides: Sides) => string;
}

const LIST: Layout = { terminal: reachToTerminal, csv: reachToCsv, markdown: reachToMarkdown };

const TABLE: Layout = {
  terminal: matrixToTerminal,
  csv: matrixToCsv,
  markdown: matrixToMarkdown,
};

type Action = (paths: readonly string[], flags: ReachFlags, io: Io) => Promise<number>;

/** `netpol reach`: who reaches whom, as a list. */
export const reachAction: Action = answeringAs(LIST);

/** `netpol matrix`: the same, as a truth table. */
export const matrixAction: Action = answeringAs(TABLE);

function answeringAs(layout: Layout): Action {
  return async (paths, flags, io) => {
    const { result, sides } = await answerReach(paths, flags, io);
    io.stdout.write(render(layout, result, sides, terminalOptions(flags, io), flags));
    return 0;
  };
}

function render(
  layout: Layout,
  result: ReachResult,
  sides: Sides,
  options: TerminalOptions,
  { output = 'pretty' }: ReachFlags,
): string {
  switch (output) {
    case 'pretty':
    case 'plain':
      return layout.terminal(result, { ...options, ...sides });
    case 'json':
      return renderJson(result);
    case 'csv':
      return layout.csv(result, sides);
    case 'markdown':
      return layout.markdown(result, sides);
  }
}
