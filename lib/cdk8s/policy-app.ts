import { callerLine, type NoGroups, type TargetGroups } from '../constructs';
import { count, InvalidInputError } from '../kernel';
import type { Sidecar } from '../sidecar';
import { refusal } from './app-codes';
import { checkSpelling } from './misspelt-options';
import { ProvenApp, type ProvenAppProps } from './proven-app';
import { checkTargets } from './targets/check-targets';
import type { Target } from './targets/target';
import type { TargetDifferences } from './targets/target-differences';
import { type TargetProps, TargetSet } from './targets/target-set';

export interface PolicyAppProps<
  Name extends string = never,
  Groups extends TargetGroups<Name> = NoGroups,
> extends ProvenAppProps {
  /**
   * Environments and platforms that one definition is synthesized for, each into a folder of its
   * name. What the app declares itself holds for those that do not say otherwise.
   *
   * @default - none: the app itself is what is synthesized
   */
  readonly targets?: Readonly<Record<Name, TargetProps>>;
  /** Names for several targets, to choose by. @default - none */
  readonly groups?: Groups;
}

/** A target of an app: `type ShopTarget = TargetOf<typeof app>`. */
export type TargetOf<SomeApp> = SomeApp extends {
  define(definition: (target: infer Each) => void): unknown;
}
  ? Each
  : never;

/**
 * A cdk8s App that proves its intents before it writes a file. Everything that its constructs
 * promise must hold over the union of all policies that it emits, for pods that are known and all
 * that may come to exist; policies of kinds that are not modelled must be acknowledged. It also
 * refuses what can be seen in its objects: duplicates, policies without a namespace or that the API
 * server would refuse, a default deny without DNS, files that would overwrite each other, and rules
 * whose justification has expired. All problems of one of these two are reported at once, the second
 * before the first; warnings are printed on stderr.
 *
 * What it knows and its manifests do not say is written to `.netpol/<outdir>.json`, beside the output
 * directory.
 *
 * With `targets` it synthesizes one definition for each of them, proves each by itself, and writes
 * all or none: `<outdir>/<target>/`, and `.netpol/<outdir>/<target>.json` beside the output directory.
 *
 * @example
 * const app = new PolicyApp({ profile: eks() });
 * const chart = new Chart(app, 'shop');
 * new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
 * app.synth();
 * // dist/shop.k8s.yaml, .netpol/dist.json
 * @example
 * const app = new PolicyApp({ targets: { dev: { profile: kind() }, prod: { profile: eks() } } });
 * app.define((target) => {
 *   const chart = new Chart(target, 'shop');
 *   const shop = new DefaultDenyNamespace(chart, 'shop');
 *   new AllowDns(shop, 'dns');
 * });
 * app.synth();
 * // dist/dev/shop.k8s.yaml, dist/prod/shop.k8s.yaml, .netpol/dist/dev.json, .netpol/dist/prod.json
 * @throws {InvalidInputError} from `synth` and `synthYaml`, with every problem
 */
export class PolicyApp<
  const Name extends string = never,
  const Groups extends TargetGroups<Name> = NoGroups,
> extends ProvenApp {
  readonly #targets: TargetSet<Name, Groups> | undefined;

  constructor(props: PolicyAppProps<Name, Groups> = {}) {
    const { targets, groups, ...common } = props;
    super(common);
    checkSpelling(props);
    if (targets !== undefined || groups !== undefined) checkTargets(targets, groups);
    this.#targets =
      targets === undefined ? undefined : new TargetSet(this, { targets, groups, common });
  }

  /** The names of the targets, in their order; empty where the app has none. */
  get targetNames(): readonly Name[] {
    return this.#targets?.names ?? [];
  }

  /**
   * Runs a definition at once for every target, which is the scope of what it creates. Several
   * definitions add up.
   *
   * @throws {InvalidInputError} with what is refused for any target, and without targets
   */
  define(definition: (target: Target<Name, Groups>) => void): this {
    this.#needTargets('define').define(definition);
    return this;
  }

  /** One target, as for a test of it. @throws {InvalidInputError} for a name that none has */
  target(name: Name): Target<Name, Groups> {
    return this.#needTargets('target').target(name);
  }

  /**
   * Which policies, rules and peers are not the same in every target, as data; as a text, a table.
   *
   * @example
   * console.error(`${app.differences()}`);
   * @throws {InvalidInputError} without targets
   */
  differences(): TargetDifferences {
    return this.#needTargets('differences').differences();
  }

  /** Writes the manifests and sidecars, those of all targets or of none. @throws {InvalidInputError} with every problem */
  override synth(): void {
    if (this.#targets === undefined) super.synth();
    else this.#targets.synth();
  }

  /** The manifests as one text. @throws {InvalidInputError} with every problem, and for an app with targets */
  override synthYaml(): string {
    this.#refuseTargets('synthYaml');
    return super.synthYaml();
  }

  /** What the app knows about its manifests and they do not say, as of now. @throws {InvalidInputError} for an app with targets */
  override sidecar(): Sidecar {
    this.#refuseTargets('sidecar');
    return super.sidecar();
  }

  #needTargets(call: string): TargetSet<Name, Groups> {
    if (this.#targets !== undefined) return this.#targets;
    throw refused('cdk8s/no-targets', `\`${call}\` needs an app with targets`);
  }

  /** A text or a sidecar is about one cluster. */
  #refuseTargets(call: string): void {
    if (this.#targets === undefined) return;
    const { names } = this.#targets;
    const message = `\`${call}\` is about one cluster, and the app has ${count(names.length, 'target')}`;
    throw refused('cdk8s/no-targets', message, `use app.target('${names[0]}')`);
  }
}

function refused(code: 'cdk8s/no-targets', message: string, help?: string): InvalidInputError {
  const source = callerLine() ?? { file: '(in memory)' };
  return new InvalidInputError([refusal(code, message, source, help)]);
}
