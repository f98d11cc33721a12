import {
  type EveryTarget,
  isAmong,
  type NoGroups,
  pickFor,
  type TargetGroups,
  type TargetWord,
} from '../../constructs';
import { targetSidecarOf } from '../../sidecar';
import { ProvenApp, type ProvenAppProps } from '../proven-app';

/** What one target is, and what the app around it declares for all of them. */
export interface TargetParts<Name extends string, Groups> {
  readonly name: Name;
  readonly names: readonly Name[];
  readonly groups: Groups | undefined;
  /** The output directory of all targets. */
  readonly outdir: string;
}

/**
 * One target of a `PolicyApp`: an environment, a platform, or both. It is the scope of the charts
 * that are written to its folder, knows its profile, and answers by its name what differs in it.
 *
 * @example
 * app.define((target) => {
 *   const chart = new Chart(target, 'shop');
 *   const shop = new DefaultDenyNamespace(chart, 'shop');
 *   if (!target.is('dev')) new AllowDns(shop, 'dns');
 * });
 */
export class Target<
  Name extends string = string,
  Groups extends TargetGroups<Name> = NoGroups,
> extends ProvenApp {
  /** The name of the target, which is that of its folder. */
  readonly name: Name;
  readonly #parts: TargetParts<Name, Groups>;

  /** @internal */
  constructor(parts: TargetParts<Name, Groups>, props: ProvenAppProps) {
    super(props);
    this.name = parts.name;
    this.#parts = parts;
  }

  /**
   * What is given for this target: under its name, else under a group that holds it. A target that
   * nothing is given for does not compile.
   *
   * @example
   * target.pick({ dev: [], staging: [sandbox], prodEks: [gateway], prodGke: [gateway] })
   * target.pick({ dev: [], staging: [sandbox], prod: [gateway] }) // prod: a group
   * @throws {InvalidInputError} for a target that is left out, and a word that names none
   */
  pick<const Choices extends Readonly<Record<string, unknown>>>(
    choices: Choices & EveryTarget<Name, Groups, Choices>,
  ): Choices[keyof Choices] {
    return pickFor<Choices>(this.#parts, choices);
  }

  /**
   * Whether this is one of these targets, or in one of these groups.
   *
   * @throws {InvalidInputError} for a word that names none
   */
  is(...words: readonly TargetWord<Name, Groups>[]): boolean {
    return isAmong(this.#parts, words);
  }

  /** Where `synth` writes the sidecar: beside the output directory of all targets. */
  override get sidecarFile(): string {
    return targetSidecarOf(this.#parts.outdir, this.name);
  }
}
