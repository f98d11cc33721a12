import { App, type AppProps } from 'cdk8s';
import { declareProfile } from '../constructs';
import { type Diagnostic, formatDiagnostic } from '../kernel';
import { checkProfile, type Profile } from '../platform';
import type { Sidecar } from '../sidecar';
import { recordCreation } from './creation-lines';
import { type Declared, type InventoryLike, workloadsOf } from './declared';
import { type Emission, emissionOf } from './emitted';
import { Examiner } from './examiner';
import { errorsOf, judge } from './judge';
import { sidecarFileOf, sidecarOf, writeSidecar } from './sidecar-file';

export interface PolicyAppProps extends AppProps {
  /** The cluster that the app is written for: DNS, addresses, and how its plugin behaves. @default - not declared */
  readonly profile?: Profile;
  /** Workloads of other repositories that count as known: what `inventory({ ... })` gave. @default - none */
  readonly inventory?: readonly InventoryLike[];
  /**
   * Whether the intents of the app are proven at synth. Its objects are checked in any case.
   *
   * @default - true, unless `netpol` runs the app to prove them itself
   */
  readonly verify?: boolean;
}

/** Set to `false` by `netpol`, which proves an app itself and says more about what does not hold. */
const VERIFY = 'CDK8S_NETPOL_VERIFY';

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
 * @example
 * const app = new PolicyApp({ profile: eks() });
 * const chart = new Chart(app, 'shop');
 * new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
 * app.synth();
 * // dist/shop.k8s.yaml, .netpol/dist.json
 * @throws {InvalidInputError} from `synth` and `synthYaml`, with every problem
 */
export class PolicyApp extends App {
  /** The declared profile; undefined where the app declares none. */
  readonly profile: Profile | undefined;
  readonly #declared: Declared;
  readonly #examiner: Examiner;
  /** Whether one synthesis, which was examined as a whole, is asking again for each chart. */
  #examined = false;

  constructor(props: PolicyAppProps = {}) {
    const { profile, inventory = [], verify = process.env[VERIFY] !== 'false', ...rest } = props;
    super(rest);
    this.profile = profile;
    if (profile !== undefined) {
      checkProfile(profile, ['name', 'assume']);
      declareProfile(this, profile);
    }
    this.#declared = { profile, workloads: workloadsOf(inventory) };
    this.#examiner = new Examiner(this, { ...this.#declared, verify });
    recordCreation(this);
    // For Testing.synth and chart.toJson, which do not come through this class.
    this.node.addValidation({ validate: () => this.#objections().map(formatDiagnostic) });
  }

  /** Writes the manifests, and the sidecar beside them. @throws {InvalidInputError} with every problem */
  override synth(): void {
    const emission = this.#checked((checked) => {
      super.synth();
      return checked;
    });
    writeSidecar(this, emission, this.#declared);
  }

  /** The manifests as one text. @throws {InvalidInputError} with every problem */
  override synthYaml(): string {
    return this.#checked(() => super.synthYaml());
  }

  /** What the app knows about its manifests and they do not say, as of now. */
  sidecar(): Sidecar {
    return sidecarOf(this, emissionOf(this), this.#declared);
  }

  /** Where `synth` writes the sidecar: beside the output directory, so that it is never applied. */
  get sidecarFile(): string {
    return sidecarFileOf(this.outdir);
  }

  /** What is wrong, as cdk8s asks for it. The policies object to expired rules themselves. */
  #objections(): readonly Diagnostic[] {
    if (this.#examined) return [];
    return errorsOf(this.#examiner.examine(emissionOf(this))).filter(
      ({ code }) => code !== 'constructs/expired-reason',
    );
  }

  /** Reads what the app emits once, refuses what is wrong with it, and else goes on with it. */
  #checked<T>(synthesize: (emission: Emission) => T): T {
    const emission = emissionOf(this);
    judge(this.#examiner.examine(emission));
    this.#examined = true;
    try {
      return synthesize(emission);
    } finally {
      this.#examined = false;
    }
  }
}
