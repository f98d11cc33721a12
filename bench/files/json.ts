import type { Scenario } from '../scenarios';

const HEAD = '{"apiVersion":"v1","kind":"List","items":[\n';
const TAIL = '\n]}\n';
const INDENT = 4;

/** The objects of a scenario as one `List`, in pieces: a file of them may outgrow any string. */
export function* jsonOf({ layout, objects }: Scenario): Generator<string> {
  const print = layout === 'lines' ? JSON.stringify : indented;
  let before = HEAD;
  for (const object of objects()) {
    yield before + print(object);
    before = ',\n';
  }
  yield TAIL;
}

/** As kubectl prints an item of a list. */
function indented(object: object): string {
  const margin = ' '.repeat(2 * INDENT);
  return margin + JSON.stringify(object, null, INDENT).replaceAll('\n', `\n${margin}`);
}
