import {
  matrixToCsvPieces,
  matrixToMarkdown,
  matrixToTerminal,
  reachOverviewToTerminal,
  reachToCsvPieces,
  reachToDotPieces,
  reachToJsonPieces,
  reachToMarkdown,
  reachToTerminal,
  renderJson,
  type Sides,
  type TerminalOptions,
  toMermaid,
} from '../../renderers';
import type { ReachOverview, ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import type { Io } from '../io';
import { deliver, type Renderings } from '../output/deliver';
import { type Answer, answerReach, type SummedFormat } from './reach-result';

/** One way of laying out reachability. */
interface Layout {
  readonly terminal: (result: ReachResult, options: TerminalOptions & Sides) => string;
  readonly csv: (result: ReachResult, sides: Sides) => Iterable<string>;
  readonly markdown: (result: ReachResult, sides: Sides) => string;
}

// Functions around renderers, because a renderer is loaded when it is first named.
const LIST: Layout = {
  terminal: (result, options) => reachToTerminal(result, options),
  csv: (result) => reachToCsvPieces(result),
  markdown: (result) => reachToMarkdown(result),
};

const TABLE: Layout = {
  terminal: (result, options) => matrixToTerminal(result, options),
  csv: (result, sides) => matrixToCsvPieces(result, sides),
  markdown: (result, sides) => matrixToMarkdown(result, sides),
};

type Listed = Extract<Answer, { readonly listed: true }>;

type Action = (paths: readonly string[], flags: ReachFlags, io: Io) => Promise<number>;

/** `netpol reach`: who reaches whom, as a list. */
export const reachAction: Action = answeringAs(LIST);

/** `netpol matrix`: the same, as a truth table. */
export const matrixAction: Action = answeringAs(TABLE);

function answeringAs(layout: Layout): Action {
  return async (paths, flags, io) => {
    const answer = await answerReach(paths, flags, io);
    deliver(answer.listed ? listed(answer, layout) : summed(answer.overview), flags, io);
    return 0;
  };
}

function listed({ result, sides }: Listed, { terminal, csv, markdown }: Layout): Renderings {
  const text = (how: TerminalOptions) => terminal(result, { ...how, ...sides });
  return {
    pretty: text,
    plain: text,
    json: () => () => reachToJsonPieces(result),
    csv: () => () => csv(result, sides),
    markdown: () => markdown(result, sides),
    mermaid: () => toMermaid.reach(result),
    dot: () => () => reachToDotPieces(result),
  };
}

/** What lists flows is not among these: part of a list would pass for the whole. */
function summed(overview: ReachOverview): Required<Pick<Renderings, SummedFormat>> {
  const text = (how: TerminalOptions) => reachOverviewToTerminal(overview, how);
  return { pretty: text, plain: text, json: () => renderJson(overview) };
}
