import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { count, failureCode, formatCodeLine, formatSource, UsageError } from '../../kernel';
import type { Finding } from '../../results';
import type { Notes } from '../output/notes';
import {
  type Fixable,
  type Fixed,
  type FixTools,
  fixManifests,
  type RefusedFix,
} from './fix-manifests';

/** Manifests whose files may be changed. */
export interface FixableFiles extends Fixable {
  /** Where the texts lie on disk, by the file that sources name. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Makes every fix that is certain and proven in the texts, but not yet in the files. */
export function fixFiles<T extends FixableFiles>(
  input: T,
  tools: Omit<FixTools, 'whyNot'>,
): Fixed<T> {
  const { paths, texts } = input;
  return fixManifests(input, {
    ...tools,
    whyNot: ({ source: { file, typescript, construct } }) => {
      if (typescript !== undefined)
        return `an app writes ${file}: change ${formatCodeLine(typescript)}`;
      if (construct !== undefined) return `an app writes ${file}: change ${construct}`;
      const path = paths.get(file);
      if (path === undefined) return 'it came by standard input';
      if (!existsSync(path)) return `an app writes ${file}: change the app`;
      if (texts.get(file) === undefined) return `${file} is too large to be changed`;
      return withoutMark(readFileSync(path, 'utf8')) === texts.get(file)
        ? undefined
        : `${file} has changed since it was read`;
    },
  });
}

const MARK = '\uFEFF';

function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text;
}

/** The files that fixing changes, with their texts before and after, in the order of their names. */
function changedFiles(
  before: FixableFiles,
  after: FixableFiles,
): readonly { readonly file: string; readonly before: string; readonly after: string }[] {
  return [...before.texts]
    .map(([file, text]) => ({ file, before: text, after: after.texts.get(file) ?? text }))
    .filter((each) => each.before !== each.after);
}

/** Writes the files that fixing changes. @throws {UsageError} for one that cannot be written */
export function writeFixes(before: FixableFiles, after: FixableFiles): void {
  for (const { file, after: text } of changedFiles(before, after)) {
    const path = before.paths.get(file) ?? file;
    try {
      const mark = readFileSync(path, 'utf8').startsWith(MARK) ? MARK : '';
      writeFileSync(path, mark + text);
    } catch (failure) {
      throw new UsageError(
        `cannot write \`${file}\`: ${failureCode(failure) ?? 'unknown'}`,
        'correct its permissions',
      );
    }
  }
}

/** How fixes are told: of those that are written, and of those that are shown only. */
const WORDS = {
  written: { yes: 'fixed      ', no: 'not fixed  ', done: 'made' },
  shown: { yes: 'would fix      ', no: 'would not fix  ', done: 'possible' },
} as const;

/** Says what was changed, or would be, and what not and why. */
export function tellFixes(
  { made, refused }: Pick<Fixed<Fixable>, 'made' | 'refused'>,
  { note }: Pick<Notes, 'note'>,
  as: keyof typeof WORDS,
): void {
  const { yes, no, done } = WORDS[as];
  for (const finding of made) note(`${yes}${fixText(finding)}`);
  for (const { finding, why } of refused) note(`${no}${fixText(finding)}; ${why}`);
  note(`${count(made.length, 'fix', 'fixes')} ${done}${notMade(refused)}`);
}

function notMade(refused: readonly RefusedFix[]): string {
  return refused.length === 0 ? '' : `, ${refused.length} not`;
}

function fixText({ source, check, fix, object }: Finding): string {
  const { namespace, name } = object;
  const id = namespace === undefined ? name : `${namespace}/${name}`;
  return `${formatSource(source)}  ${check} ${id}: ${fix?.title ?? ''}`;
}
