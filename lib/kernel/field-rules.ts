/**
 * The rules of the API server for single values, in its own words. Each function lists what is
 * wrong; an empty list means the value is accepted. Source: apimachinery `pkg/util/validation`.
 */

const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;
const PORT_NAME_MAX = 15;

const tooLong = (max: number) => `must be no more than ${max} characters`;

const example = (text: string, fmt: string, ...examples: readonly string[]) =>
  `${text} (e.g. ${examples.map((each) => `'${each}'`).join(', or ')}, regex used for validation is '${fmt}')`;

const DNS_LABEL_FMT = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN_FMT = `${DNS_LABEL_FMT}(\\.${DNS_LABEL_FMT})*`;
const QUALIFIED_FMT = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE_FMT = `(${QUALIFIED_FMT})?`;

const whole = (fmt: string) => new RegExp(`^(?:${fmt})$`);
const DNS_LABEL = whole(DNS_LABEL_FMT);
const SUBDOMAIN = whole(SUBDOMAIN_FMT);
const QUALIFIED = whole(QUALIFIED_FMT);
const VALUE = whole(VALUE_FMT);

/** An RFC 1123 label, such as a namespace name. */
export function dnsLabelProblems(text: string): string[] {
  const problems = text.length > LABEL_MAX ? [tooLong(LABEL_MAX)] : [];
  if (!DNS_LABEL.test(text)) {
    problems.push(
      example(
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
        DNS_LABEL_FMT,
        'my-name',
        '123-abc',
      ),
    );
  }
  return problems;
}

/** An RFC 1123 subdomain, such as the name of a NetworkPolicy. */
export function subdomainProblems(text: string): string[] {
  const problems = text.length > SUBDOMAIN_MAX ? [tooLong(SUBDOMAIN_MAX)] : [];
  if (!SUBDOMAIN.test(text)) {
    problems.push(
      example(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        SUBDOMAIN_FMT,
        'example.com',
      ),
    );
  }
  return problems;
}

function namePartProblems(name: string): string[] {
  if (name === '') return ['name part must be non-empty', namePartRule()];
  const problems = name.length > LABEL_MAX ? [`name part ${tooLong(LABEL_MAX)}`] : [];
  if (!QUALIFIED.test(name)) problems.push(namePartRule());
  return problems;
}

function namePartRule(): string {
  return example(
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    QUALIFIED_FMT,
    'MyName',
    'my.name',
    '123-abc',
  );
}

/** A label or annotation key: an optional DNS prefix, a slash, and a name. */
export function labelKeyProblems(key: string): string[] {
  const [first = '', second, ...more] = key.split('/');
  if (more.length > 0) {
    return [
      `a qualified name ${example(
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        QUALIFIED_FMT,
        'MyName',
        'my.name',
        '123-abc',
      )} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  if (second === undefined) return namePartProblems(first);
  const prefix =
    first === ''
      ? ['prefix part must be non-empty']
      : subdomainProblems(first).map((problem) => `prefix part ${problem}`);
  return [...prefix, ...namePartProblems(second)];
}

/** A label value. The empty string is one. */
export function labelValueProblems(value: string): string[] {
  const problems = value.length > LABEL_MAX ? [tooLong(LABEL_MAX)] : [];
  if (!VALUE.test(value)) {
    problems.push(
      example(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        VALUE_FMT,
        'MyValue',
        'my_value',
        '12345',
      ),
    );
  }
  return problems;
}

/** The name of a container port (IANA service name). */
export function portNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (name.length > PORT_NAME_MAX) problems.push(tooLong(PORT_NAME_MAX));
  if (!/^[-a-z0-9]+$/.test(name)) {
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
  if (name.includes('--')) problems.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) {
    problems.push('must not begin or end with a hyphen');
  }
  return problems;
}

/** A port number. */
export function portNumberProblems(port: number): string[] {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
    ? []
    : ['must be between 1 and 65535, inclusive'];
}
