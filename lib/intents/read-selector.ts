import {
  compareText,
  isJsonObject,
  labelKeyProblems,
  labelValueProblems,
  orElse,
  type Requirement,
  SELECTOR_OPERATORS,
  type Selector,
  short,
} from '../kernel';
import { type Node, readAll } from './node';

/**
 * Conditions on labels: `{ app: web, tier: [api, db] }`, and the `matchLabels` and
 * `matchExpressions` of Kubernetes beside or instead of it. Undefined for what cannot be read, and
 * for no condition at all, which would be everything.
 */
export function readSelector(node: Node): Selector | undefined {
  if (!node.isMap() || node.keys().length === 0) {
    const message = `${node.shown()} stands where labels belong`;
    return node.refuse('intents/not-a-selector', node.isMap() ? 'no label is named' : message);
  }
  const conditions = readAll(node.entries(), ([key, value]) => readConditions(key, value));
  if (conditions === undefined) return undefined;
  const requirements = conditions.flat();
  return { requirements: requirements.sort((a, b) => compareText(a.key, b.key)) };
}

function readConditions(key: string, field: Node): readonly Requirement[] | undefined {
  // A label can have these names too; its value is then a text or a list of texts.
  if (key === 'matchLabels' && field.isMap()) {
    return readAll(field.entries(), ([label, value]) => readLabel(label, value));
  }
  const first = Array.isArray(field.value) ? field.value[0] : undefined;
  if (key === 'matchExpressions' && isJsonObject(first)) {
    return readAll(field.items(), readExpression);
  }
  const label = readLabel(key, field);
  return label === undefined ? undefined : [label];
}

function readLabel(key: string, node: Node): Requirement | undefined {
  const values = Array.isArray(node.value)
    ? readValues(node, `label \`${short(key)}\``)
    : readAll([node], (each) => readValue(each, `label \`${short(key)}\``, false));
  return isKey(node, key) && values !== undefined ? { key, operator: 'In', values } : undefined;
}

function isKey(node: Node, key: string): boolean {
  const problems = labelKeyProblems(key);
  for (const each of problems) {
    node.refuse('intents/not-a-selector', `label key \`${short(key)}\`: ${each}`);
  }
  return problems.length === 0;
}

function readValues(node: Node, what: string): readonly string[] | undefined {
  if (node.items().length > 0) return readAll(node.items(), (each) => readValue(each, what, true));
  return node.refuse('intents/not-a-selector', `${what} lists no value`);
}

function readValue(node: Node, what: string, mayBeEmpty: boolean): string | undefined {
  const { value } = node;
  if (typeof value !== 'string') {
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    const help = isScalar ? `put it in quotes: "${value}"` : undefined;
    return node.refuse('intents/not-a-selector', `${what} is ${node.shown()}, not a text`, help);
  }
  if (value === '' && !mayBeEmpty) {
    const help = `write [""] if the label really has an empty value`;
    return node.refuse('intents/not-a-selector', `${what} is empty`, help);
  }
  const [problem] = labelValueProblems(value);
  if (problem === undefined) return value;
  return node.refuse('intents/not-a-selector', `${what} is ${node.shown()}: ${problem}`);
}

function readExpression(node: Node): Requirement | undefined {
  if (!node.isMap()) {
    const message = `${node.shown()} stands where { key, operator, values } belongs`;
    return node.refuse('intents/not-a-selector', message);
  }
  const isKnown = node.knowsOnly(['key', 'operator', 'values'], 'a label expression');
  const key = readText(node, 'key');
  const operator = readOperator(node);
  if (!isKnown || key === undefined || operator === undefined || !isKey(node, key))
    return undefined;
  const values = readOperands(node, operator);
  return values === undefined ? undefined : { key, operator, values };
}

function readText(node: Node, name: string): string | undefined {
  const field = node.field(name);
  if (typeof field?.value === 'string') return field.value;
  const message =
    field === undefined ? `\`${name}\` is missing` : `\`${name}\` is ${field.shown()}, not a text`;
  return (field ?? node).refuse('intents/not-a-selector', message);
}

function readOperator(node: Node): Requirement['operator'] | undefined {
  const text = readText(node, 'operator');
  const operator = SELECTOR_OPERATORS.find((each) => each === text);
  if (text === undefined || operator !== undefined) return operator;
  const message = `\`${short(text)}\` is no operator${orElse(text, SELECTOR_OPERATORS)}`;
  const help = `use ${SELECTOR_OPERATORS.join(', ')}`;
  return node.field('operator')?.refuse('intents/not-a-selector', message, help);
}

function readOperands(
  node: Node,
  operator: Requirement['operator'],
): readonly string[] | undefined {
  const field = node.field('values');
  if (operator === 'In' || operator === 'NotIn') {
    if (Array.isArray(field?.value)) return readValues(field, `\`values\` of ${operator}`);
    return (field ?? node).refuse(
      'intents/not-a-selector',
      `${operator} needs a list of \`values\``,
    );
  }
  if (field === undefined || field.items().length === 0) return [];
  return field.refuse('intents/not-a-selector', `${operator} takes no \`values\``);
}
