import { groupBy } from '../../kernel';
import { UNUSED } from '../shared/finding-words';
import { openItems } from '../shared/report/items';
import type { Reported } from '../shared/report/reported';
import { checkCase } from './check-case';
import { intentCase } from './intent-case';
import type { JunitOptions } from './options';
import { type Element, xmlDocument } from './xml';

/**
 * Intents and checks as test cases in the words of JUnit: one case an intent, one a check. A case
 * fails where the command would; an undecided intent fails as `undecided`.
 */
export function reportToJunit({ lint, intents }: Reported, options: JunitOptions): string {
  const found = groupBy(lint === undefined ? [] : openItems({ lint }), ({ rule }) => rule);
  const suites = [
    ...(intents === undefined
      ? []
      : [
          suite(
            'netpol intents',
            intents.intents.map((each) => intentCase(each, options)),
          ),
        ]),
    ...(lint === undefined
      ? []
      : [
          suite(
            'netpol lint',
            [...lint.checks, ...(lint.unused.length === 0 ? [] : [UNUSED_CASE])].map((check) =>
              checkCase(check, found.get(check.id) ?? [], options),
            ),
          ),
        ]),
  ];
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'netpol', ...countsOf(suites.flatMap(({ inside = [] }) => inside)) },
    inside: suites,
  });
}

/** What acknowledgements that nothing needs belong to. */
const UNUSED_CASE = { id: UNUSED, name: UNUSED };

function suite(name: string, cases: readonly Element[]): Element {
  const { tests, failures, skipped } = countsOf(cases);
  return {
    name: 'testsuite',
    attributes: { name, tests, failures, errors: 0, skipped },
    inside: cases,
  };
}

function countsOf(cases: readonly Element[]) {
  const having = (name: string) =>
    cases.filter(({ inside = [] }) => inside.some((child) => child.name === name)).length;
  return { tests: cases.length, failures: having('failure'), skipped: having('skipped') };
}
