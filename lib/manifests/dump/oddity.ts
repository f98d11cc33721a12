import type { Diagnostic } from '../../kernel';
import { duplicateFields, reasonNotJson } from '../json-text';
import { TOO_DEEP } from '../limits';
import { problem } from '../problem';
import type { Oddity } from './split-dump';
import { behind, type Dump } from './written-item';

/** What is wrong with a dump that is too large to be read in any other way. */
export function whyOdd({ odd, start, end }: Oddity, dump: Dump): readonly Diagnostic[] {
  const { file } = dump;
  const text = dump.textOf(start, end) ?? '';
  const from = dump.placeIn(start, end, []);
  const at = (offset: number) => ({ file, ...(from && behind(from, text, offset)) });
  switch (odd) {
    case 'too-deep':
      return [problem('too-deep', { message: TOO_DEEP, source: at(0) })];
    case 'too-large':
      return [
        problem('unreadable', { message: `cannot read ${file}: too large`, source: { file } }),
      ];
    case 'duplicate':
      return duplicateFields(text).map(({ offset, path }) =>
        problem('duplicate-key', {
          message: `strict decoding error: duplicate field "${path}"`,
          source: { ...at(offset), path },
          help: 'keep one of them',
        }),
      );
    case 'no-json': {
      const { offset, reason } = reasonNotJson(text);
      return [problem('not-json', { message: `not JSON${reason}`, source: at(offset) })];
    }
  }
}
