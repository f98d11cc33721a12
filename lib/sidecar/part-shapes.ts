import {
  type CodeLine,
  isDay,
  type PortSpec,
  PROTOCOLS,
  parseCidr,
  portNumberProblems,
  type Requirement,
  SELECTOR_OPERATORS,
  type Selector,
  type Source,
} from '../kernel';
import { type Check, list, positive, shape, text, value, word } from './check';

/** A line of TypeScript. */
export const codeLine: Check<CodeLine> = shape<CodeLine>(
  { file: text, line: positive, column: positive },
  {},
);

/** Where a file says something. */
export const source: Check<Source> = shape<Source>(
  { file: text },
  { line: positive, column: positive, path: text, construct: text, typescript: codeLine },
);

/** A port number. */
export const portNumber: Check<number> = value(
  'a port number',
  (found): found is number => typeof found === 'number' && portNumberProblems(found).length === 0,
);

const portNumberOrName = value(
  'a port number or name',
  (found): found is number | string =>
    typeof found === 'string' ||
    (typeof found === 'number' && portNumberProblems(found).length === 0),
);

/** A port of a flow. */
export const port: Check<PortSpec> = shape<PortSpec>(
  {},
  { protocol: word(PROTOCOLS), port: portNumberOrName, endPort: portNumber },
);

/** A block of addresses. */
export const cidr: Check<string> = value(
  'a block of addresses',
  (found): found is string => typeof found === 'string' && parseCidr(found) !== undefined,
);

/** The last day on which something counts. */
export const day: Check<string> = value('a day as YYYY-MM-DD', isDay);

const requirement = shape<Requirement>(
  { key: text, operator: word(SELECTOR_OPERATORS), values: list(text) },
  {},
);

/** Conditions on labels. */
export const selector: Check<Selector> = shape<Selector>({ requirements: list(requirement) }, {});
