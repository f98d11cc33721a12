import { App, type AppProps } from 'cdk8s';
import { declareProfile } from '../constructs';
import { checkProfile, type Profile } from '../platform';
import { type Sidecar, sidecarFileOf } from '../sidecar';
import { recordCreation } from './creation-lines';
import { type Declared, type InventoryLike, workloadsOf } from './declared';
import { emissionOf } from './emitted';
import { judge } from './judge';
import { checkReasons, type Reasons } from './missing-reasons';
import { sidecarOf } from './sidecar-file';
import { Synthesis } from './synthesis';

/** What an app declares about the one cluster that it is synthesized for. */
export interface ProvenAppProps extends AppProps {
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
  /**
   * Whether every rule by which a construct opens something has to say why: `.because(...)` of the
   * rule, or `because(construct, ...)` around it. Rules of raw objects say nothing, and are not asked.
   *
   * @default - optional
   */
  readonly reasons?: Reasons;
}

/** Set to `false` by `netpol`, which proves an app itself and says more about what does not hold. */
const VERIFY = 'CDK8S_NETPOL_VERIFY';

function isVerified(): boolean {
  return process.env[VERIFY] !== 'false';
}

/** By app, so that whoever uses an app does not see the steps of its synthesis. */
const SYNTHESES = new WeakMap<ProvenApp, Synthesis>();

/** The steps of the synthesis of an app. */
export function synthesisOf(app: ProvenApp): Synthesis | undefined {
  return SYNTHESES.get(app);
}

/** A cdk8s App for one cluster, that proves its intents before it writes a file: a `PolicyApp`, or one of its targets. */
export class ProvenApp extends App {
  /** The declared profile; undefined where the app declares none. */
  readonly profile: Profile | undefined;
  readonly #declared: Declared;
  readonly #synthesis: Synthesis;

  constructor(props: ProvenAppProps = {}) {
    const { profile, inventory = [], reasons = 'optional', verify = isVerified(), ...rest } = props;
    super(rest);
    this.profile = profile;
    if (profile !== undefined) {
      checkProfile(profile, ['name', 'assume']);
      declareProfile(this, profile);
    }
    this.#declared = { profile, workloads: workloadsOf(inventory) };
    this.#synthesis = new Synthesis(
      this,
      { ...this.#declared, verify, reasons: checkReasons(reasons) },
      { write: () => super.synth(), sidecarFile: () => this.sidecarFile },
    );
    SYNTHESES.set(this, this.#synthesis);
    recordCreation(this);
  }

  /** Writes the manifests, and the sidecar beside them. @throws {InvalidInputError} with every problem */
  override synth(): void {
    const inspection = this.#synthesis.inspect();
    judge(inspection.found);
    this.#synthesis.write(inspection);
  }

  /** The manifests as one text. @throws {InvalidInputError} with every problem */
  override synthYaml(): string {
    const { found, emission } = this.#synthesis.inspect();
    judge(found);
    return this.#synthesis.render(emission, () => super.synthYaml());
  }

  /** What the app knows about its manifests and they do not say, as of now. */
  sidecar(): Sidecar {
    return sidecarOf(this, emissionOf(this), this.#declared);
  }

  /** Where `synth` writes the sidecar: beside the output directory, so that it is never applied. */
  get sidecarFile(): string {
    return sidecarFileOf(this.outdir);
  }
}
