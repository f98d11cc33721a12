import type { PlainObject } from './objects';
import type { Size } from './size';

/** How JSON of a scenario is laid out: an object a line, or indented as kubectl prints it. */
export type Layout = 'lines' | 'indented';

/** A kind of cluster, in any size. */
export interface Shape {
  readonly name: string;
  /** What it is, in a few words. */
  readonly says: string;
  readonly layout: Layout;
  /** The size that is measured. */
  readonly full: Size;
  /** The size at which the specification can be asked about every pair. */
  readonly small: Size;
  of(size: Size): Iterable<PlainObject>;
}

/** A shape in one size: the same objects in the same order, always. */
export interface Scenario extends Pick<Shape, 'name' | 'says' | 'layout'> {
  readonly size: Size;
  objects(): Iterable<PlainObject>;
}

export function scenarioOf(shape: Shape, which: 'full' | 'small'): Scenario {
  const { name, says, layout } = shape;
  const size = shape[which];
  return { name, says, layout, size, objects: () => shape.of(size) };
}
