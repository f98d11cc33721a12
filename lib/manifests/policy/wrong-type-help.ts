import type { Json } from '../../kernel';
import type { Shape } from './shape';

/** How to turn a value of the wrong type into what its field takes. */
export function wrongTypeHelp(value: Json, shape: Shape): string | undefined {
  const isScalar = typeof value !== 'object';
  switch (shape.kind) {
    case 'string':
      return isScalar ? 'put the value in quotes, so that it is read as text' : 'write a text here';
    case 'int32':
      return typeof value === 'string' && /^\d+$/.test(value)
        ? `write the number without quotes: ${Number(value)}`
        : 'write a whole number';
    case 'int-or-string':
      return 'write a port number, or the name of a container port';
    case 'string-map':
      return 'write `key: value` lines without dashes';
    case 'list':
      return 'write a list: begin each entry with `- `';
    case 'struct':
      return Array.isArray(value)
        ? 'remove the dash: one object belongs here, not a list'
        : `write an object with ${Object.keys(shape.struct.fields)
            .slice(0, 4)
            .map((name) => `\`${name}\``)
            .join(', ')}`;
    case 'any':
      return undefined;
  }
}
