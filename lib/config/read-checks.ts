import { type CheckWords, checksCalled, noSuchCheck, type Severity } from '../kernel';
import type { CheckLevels } from './configuration';
import type { Setting } from './setting';

type Level = Severity | 'off';

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];

/**
 * What checks report as: `NP104: off`, `wide-open-egress: error`, `NP1: { severity: warning }`. What
 * is said of one check wins over what is said of its block, wherever it stands.
 */
export function readChecks(setting: Setting, checks: readonly CheckWords[]): CheckLevels {
  if (setting.entries().length === 0) setting.hasOnly(['NP104'], '`checks`');
  const said = setting.entries().flatMap(([word, level]) => {
    const meant = checksCalled(word, checks);
    if (meant.length === 0) {
      level.refuse(
        'config/unknown-word',
        noSuchCheck(word, checks),
        'run netpol checks for the list',
      );
    }
    const read = readLevel(level, word);
    return read === undefined
      ? []
      : [{ ids: meant.map(({ id }) => id), isBlock: isBlock(word), read }];
  });
  const blocksFirst = [
    ...said.filter((each) => each.isBlock),
    ...said.filter((each) => !each.isBlock),
  ];
  return new Map(blocksFirst.flatMap(({ ids, read }) => ids.map((id) => [id, read] as const)));
}

function isBlock(word: string): boolean {
  return /^NP\d{1,2}$/.test(word);
}

function readLevel(setting: Setting, word: string): Level | undefined {
  // What YAML takes an unquoted `off` for.
  if (setting.value === false) return 'off';
  const isMap = setting.entries().length > 0;
  if (!isMap) return setting.word(`\`${word}\``, LEVELS);
  if (!setting.hasOnly(['severity'], `\`${word}\``)) return undefined;
  const severity = setting.field('severity');
  return severity?.value === false ? 'off' : severity?.word('`severity`', LEVELS);
}
