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
  toDot,
  toMermaid,
} from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import type { Io } from '../io';
import { deliver } from '../output/deliver';
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

function answeringAs({ terminal, csv, markdown }: Layout): Action {
  return async (paths, flags, io) => {
    const { result, sides } = await answerReach(paths, flags, io);
    const text = (how: TerminalOptions) => terminal(result, { ...how, ...sides });
    deliver(
      {
        pretty: text,
        plain: text,
        json: () => renderJson(result),
        csv: () => csv(result, sides),
        markdown: () => markdown(result, sides),
        mermaid: () => toMermaid.reach(result),
        dot: () => toDot.reach(result),
      },
      flags,
      io,
    );
    return 0;
  };
}
