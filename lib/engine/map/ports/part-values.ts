import { ALL_PORTS, type Direction } from '../../../kernel';
import { PairTable } from '../lists/pair-table';
import type { RulePart } from '../rules/policy-rules';
import { type Bound, NAMELESS, type PortSpecs } from './port-specs';
import { NONE, type PortValues } from './port-values';
import { MOST_SLOTS } from './slots';

export interface PartValuesInput {
  readonly direction: Direction;
  readonly bound: Bound;
  readonly parts: readonly RulePart[];
  readonly specs: PortSpecs;
  readonly values: PortValues;
  /** What each place shows of its ports as a destination. */
  readonly portsOf: Int32Array;
}

/**
 * What each part lets through: most parts the same to everybody, those with names by what a
 * destination shows of its ports. Parts that ask for the same ports in the same slots share a form,
 * and each form is worked out once for each different list of ports that it meets.
 */
export class PartValues {
  private readonly input: PartValuesInput;
  /** The value of each part that says the same everywhere; else its form below zero, counted from -1. */
  private readonly plain: Int32Array;
  /** A part of each form. */
  private readonly forms: RulePart[] = [];
  private readonly named = new PairTable((form, ports) => this.ofForm(form, ports - 1));

  constructor(input: PartValuesInput) {
    this.input = input;
    this.plain = this.plainValues();
  }

  /** What a part lets through to a destination. */
  of(part: number, destination: number): number {
    const always = this.plain[part] ?? NONE;
    return always >= 0 ? always : this.named.of(-1 - always, this.portsOf(destination) + 1);
  }

  private portsOf(destination: number): number {
    return this.input.portsOf[destination] ?? NAMELESS;
  }

  private plainValues(): Int32Array {
    const { parts, specs } = this.input;
    const same = new Map<number, number>();
    const plain = new Int32Array(parts.length);
    for (const [number, part] of parts.entries()) {
      const key = part.spec * MOST_SLOTS + part.slots;
      const found =
        same.get(key) ??
        (specs.isPlain(part.spec) ? this.among(part, NAMELESS) : -this.forms.push(part));
      same.set(key, found);
      plain[number] = found;
    }
    return plain;
  }

  private ofForm(form: number, ports: number): number {
    const part = this.forms[form];
    return part === undefined ? NONE : this.among(part, ports);
  }

  private among(part: RulePart, ports: number): number {
    const { specs, values, direction, bound } = this.input;
    const ofPorts = specs.value(part.spec, { direction, bound }, ports);
    const passing = values.intersect(ofPorts, values.of(ALL_PORTS, part.slots));
    return bound === 'possible' ? values.eitherWay(passing) : passing;
  }
}
