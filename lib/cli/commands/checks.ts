import { CHECKS } from '../../analyses';
import {
  checkPageToMarkdown,
  checkPageToTerminal,
  checksToLines,
  checksToMarkdown,
  checksToTerminal,
  renderJson,
} from '../../renderers';
import type { CheckInfo, ChecksResult } from '../../results';
import type { Io } from '../io';
import { deliver, type Renderings } from '../output/deliver';
import type { ChecksFlags } from './checks-flags';
import { checksNamed } from './select-checks';

/** `netpol checks`: what is looked for, or the page of one check. */
export function checksAction(word: string | undefined, flags: ChecksFlags, io: Io): number {
  const infos = (word === undefined ? CHECKS : checksNamed(word)).map(infoOf);
  const result: ChecksResult = { schemaVersion: '1', checks: infos };
  const [only, ...others] = infos;
  const isPage = word !== undefined && only !== undefined && others.length === 0;
  deliver({ ...(isPage ? page(only) : list(result)), json: () => renderJson(result) }, flags, io);
  return 0;
}

function list(result: ChecksResult): Renderings {
  return {
    pretty: (how) => checksToTerminal(result, how),
    plain: () => checksToLines(result),
    markdown: () => checksToMarkdown(result),
  };
}

function page(check: CheckInfo): Renderings {
  const text: Renderings['pretty'] = (how) => checkPageToTerminal(check, how);
  return { pretty: text, plain: text, markdown: () => checkPageToMarkdown(check) };
}

function infoOf({ find: _, ...info }: (typeof CHECKS)[number]): CheckInfo {
  return info;
}
