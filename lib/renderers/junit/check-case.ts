import { count } from '../../kernel';
import type { CheckInfo } from '../../results';
import { itemLines, placeLine } from '../shared/report/item-lines';
import { reportPlaces } from '../shared/report/places';
import type { ReportItem } from '../shared/report/reported';
import { fails, type JunitOptions } from './options';
import type { Element } from './xml';

/** What test cases of checks belong to. */
export const CLASS = 'netpol.lint';

/** One check as a test case, with everything it found that nobody accepts. */
export function checkCase(
  { id, name }: Pick<CheckInfo, 'id' | 'name'>,
  found: readonly ReportItem[],
  options: JunitOptions,
): Element {
  const failing = found.filter(({ severity }) => fails(severity, options));
  const others = found.filter((item) => !failing.includes(item));
  const [first] = [...failing, ...others];
  const place = first === undefined ? undefined : reportPlaces(first.source, options)[0];
  return {
    name: 'testcase',
    attributes: {
      classname: CLASS,
      name: id === name ? id : `${id} ${name}`,
      file: place?.file,
      line: place?.line,
    },
    inside: [
      ...(failing.length === 0 ? [] : [failureOf(failing, options)]),
      ...(others.length === 0
        ? []
        : [{ name: 'system-out', attributes: {}, lines: linesOf(others, options) }]),
    ],
  };
}

function failureOf(failing: readonly ReportItem[], options: JunitOptions): Element {
  const [first] = failing;
  const message = failing.length === 1 ? (first?.message ?? '') : count(failing.length, 'finding');
  return {
    name: 'failure',
    attributes: { message, type: first?.severity },
    lines: linesOf(failing, options),
  };
}

function linesOf(items: readonly ReportItem[], options: JunitOptions): readonly string[] {
  return items.flatMap((item) => {
    const [place] = reportPlaces(item.source, options);
    const title = `${placeLine(place)}: ${item.severity} ${item.message}`;
    return [title, ...itemLines(item, options).map((line) => `  ${line}`)];
  });
}
