import { ALL_PORTS, type Direction } from '../../kernel';
import type { RulePart } from './policy-rules';
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

/** What each part lets through: most parts the same to everybody, those with names by destination. */
export class PartValues {
  private readonly input: PartValuesInput;
  /** The value of each part that says the same everywhere; negative for the others. */
  private readonly plain: Int32Array;
  private readonly named = new Map<number, number>();
  private readonly width: number;

  constructor(input: PartValuesInput) {
    this.input = input;
    this.plain = this.plainValues();
    let most = 0;
    for (const ports of input.portsOf) if (ports > most) most = ports;
    this.width = most + 2;
  }

  /** What a part lets through to a destination. */
  of(part: number, destination: number): number {
    const always = this.plain[part] ?? NONE;
    return always >= 0 ? always : this.ofNamed(part, destination);
  }

  private plainValues(): Int32Array {
    const { parts, specs } = this.input;
    const same = new Map<number, number>();
    const plain = new Int32Array(parts.length).fill(-1);
    for (const [number, part] of parts.entries()) {
      if (!specs.isPlain(part.spec)) continue;
      const key = part.spec * MOST_SLOTS + part.slots;
      const found = same.get(key) ?? this.among(part, NAMELESS);
      same.set(key, found);
      plain[number] = found;
    }
    return plain;
  }

  private ofNamed(number: number, destination: number): number {
    const { parts, portsOf } = this.input;
    const ports = portsOf[destination] ?? NAMELESS;
    const key = number * this.width + ports + 1;
    const found = this.named.get(key);
    if (found !== undefined) return found;
    const part = parts[number];
    const answer = part === undefined ? NONE : this.among(part, ports);
    this.named.set(key, answer);
    return answer;
  }

  private among(part: RulePart, ports: number): number {
    const { specs, values, direction, bound } = this.input;
    const ofPorts = specs.value(part.spec, { direction, bound }, ports);
    const passing = values.intersect(ofPorts, values.of(ALL_PORTS, part.slots));
    return bound === 'possible' ? values.eitherWay(passing) : passing;
  }
}
