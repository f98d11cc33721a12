import { formatPath, nearest, type ObjectPath } from '../../kernel';
import type { Shape, Struct } from './shape';

interface Level {
  readonly struct: Struct;
  readonly path: ObjectPath;
}

/** What people write for the same thing: other API kinds, or the other direction. */
const OTHER_WORDS: { readonly [name: string]: readonly string[] } = {
  from: ['to'],
  to: ['from'],
  peers: ['from', 'to'],
  selector: ['podSelector'],
  ipBlocks: ['ipBlock'],
  namespaceSelectors: ['namespaceSelector'],
  podSelectors: ['podSelector'],
  labels: ['matchLabels'],
  portRange: ['endPort'],
  types: ['policyTypes'],
};

const fieldNames = (struct: Struct): string[] => Object.keys(struct.fields);

function sameField(name: string, struct: Struct): string | undefined {
  const lower = name.toLowerCase();
  const names = fieldNames(struct);
  const otherWords = Object.hasOwn(OTHER_WORDS, name) ? (OTHER_WORDS[name] ?? []) : [];
  return (
    names.find((each) => each.toLowerCase() === lower) ??
    otherWords.find((each) => names.includes(each))
  );
}

function inner(shape: Shape): Struct | undefined {
  if (shape.kind === 'struct') return shape.struct;
  return shape.kind === 'list' ? inner(shape.of) : undefined;
}

/** The field of `struct` that has a field `name` inside: where it should have been put. */
function parentWithin(name: string, struct: Struct): string | undefined {
  return fieldNames(struct).find((field) => {
    const shape = struct.fields[field];
    const child = shape === undefined ? undefined : inner(shape);
    return child !== undefined && Object.hasOwn(child.fields, name);
  });
}

/** The field of `ancestor` that we are inside of: beside it is where the unknown field belongs. */
function branch(ancestor: Level, here: Level): string | undefined {
  const step = here.path[ancestor.path.length];
  return typeof step === 'string' ? step : undefined;
}

function moveOut(name: string, levels: readonly Level[], here: Level): string | undefined {
  const owner = levels.findLast(({ struct }) => Object.hasOwn(struct.fields, name));
  const beside = owner === undefined ? undefined : branch(owner, here);
  if (owner === undefined || beside === undefined) return undefined;
  const place = formatPath(owner.path);
  return `move \`${name}\` out, beside \`${beside}\`${place === '' ? '' : ` in ${place}`}`;
}

function moveIn(name: string, { struct }: Level): string | undefined {
  const parent = parentWithin(name, struct);
  if (parent === undefined) return undefined;
  const isList = struct.fields[parent]?.kind === 'list';
  return `put \`${name}\` inside ${isList ? 'an entry of ' : ''}\`${parent}\``;
}

/**
 * What to do about a field that does not exist here: the name that was meant, or the place where
 * that name does exist. `levels` are the structs around it, outermost first.
 */
export function unknownFieldHelp(name: string, levels: readonly Level[]): string | undefined {
  const here = levels.at(-1);
  if (here === undefined) return undefined;
  const same = sameField(name, here.struct);
  if (same !== undefined) return `write \`${same}\``;
  const move = moveIn(name, here) ?? moveOut(name, levels.slice(0, -1), here);
  if (move !== undefined) return move;
  const near = nearest(name, fieldNames(here.struct));
  if (near !== undefined) return `write \`${near}\``;
  const known = fieldNames(here.struct);
  if (known.length >= 10) return 'remove the field';
  return `remove it; the fields here are ${known.map((each) => `\`${each}\``).join(', ')}`;
}
