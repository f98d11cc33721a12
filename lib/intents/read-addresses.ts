import {
  type Cidr,
  cidrContains,
  formatCidr,
  type IntentEndpoint,
  parseAddress,
  parseCidr,
} from '../kernel';
import { type Node, readAll } from './node';

/** A block of addresses, or one address as a block of its own; undefined for any other text. */
export function blockIn(text: string): Cidr | undefined {
  const address = parseAddress(text);
  const block = address === undefined ? text : `${text}/${address.family === 4 ? 32 : 128}`;
  return parseCidr(block)?.cidr;
}

/** Reads a block of addresses as strictly as Kubernetes 1.36. */
export function readBlock(node: Node): Cidr | undefined {
  const text = typeof node.value === 'string' ? node.value : '';
  const block = blockIn(text);
  if (block === undefined) {
    return node.refuse('intents/not-a-cidr', `${node.shown()} is no block of addresses`);
  }
  if (parseAddress(text) !== undefined || parseCidr(text)?.problems.length === 0) return block;
  const message = `${node.shown()} can be read as more than one block of addresses`;
  return node.refuse('intents/not-a-cidr', message, `write ${formatCidr(block)}`);
}

/** `{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }`; each takes one or a list. */
export function readBlocks(node: Node): IntentEndpoint | undefined {
  const [cidrs, except] = ['cidr', 'except'].map((name) => {
    const field = node.field(name);
    if (field === undefined) return [];
    if (field.items().length > 0) return readAll(field.items(), readBlock);
    return field.refuse('intents/not-a-cidr', `\`${name}\` lists nothing`);
  });
  if (cidrs === undefined || except === undefined) return undefined;
  const outside = except.filter((each) => !cidrs.some((cidr) => isInside(each, cidr)));
  for (const each of outside) {
    const message = `\`except\` ${formatCidr(each)} is not a part of ${cidrs.map(formatCidr).join(', ')}`;
    node.field('except')?.refuse('intents/not-a-cidr', message, 'list parts of `cidr`');
  }
  if (outside.length > 0) return undefined;
  return { kind: 'addresses', cidrs: cidrs.map(formatCidr), except: except.map(formatCidr) };
}

function isInside(part: Cidr, block: Cidr): boolean {
  return cidrContains(block, part) && part.prefix > block.prefix;
}
