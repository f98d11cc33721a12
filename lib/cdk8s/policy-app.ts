import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { declareProfile, statementsOf } from '../constructs';
import { type Diagnostic, formatDiagnostic, InvalidInputError } from '../kernel';
import { checkProfile, type Profile } from '../platform';
import { buildSidecar, formatSidecar, type Sidecar } from '../sidecar';
import { expiredIn, problemsOf } from './app-problems';
import { type Emission, emissionOf } from './emitted';
import { sidecarObject } from './sidecar-object';

export interface PolicyAppProps extends AppProps {
  /** The cluster that the app is written for: DNS, addresses, and how its plugin behaves. @default - not declared */
  readonly profile?: Profile;
}

/**
 * A cdk8s App that refuses, before it writes a file, what can be seen in its objects: duplicates,
 * policies without a namespace or that the API server would refuse, a default deny without DNS,
 * files that would overwrite each other, and rules whose justification has expired. All problems
 * are reported at once.
 *
 * It does not compare what policies allow with what constructs promise: it records the promises,
 * with the lines that made each object and rule, in `.netpol/<outdir>.json` beside the output
 * directory, for `netpol` to check.
 *
 * @example
 * const app = new PolicyApp({ profile: eks() });
 * const chart = new Chart(app, 'shop');
 * new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
 * app.synth();
 * // dist/shop.k8s.yaml, .netpol/dist.json
 * @throws {InvalidInputError} from `synth`, `synthYaml` and `sidecar`, with every problem
 */
export class PolicyApp extends App {
  /** The declared profile; undefined where the app declares none. */
  readonly profile: Profile | undefined;
  /** The problems found, while one synthesis asks for them again for every chart. */
  #found: readonly Diagnostic[] | undefined;

  constructor(props: PolicyAppProps = {}) {
    const { profile, ...rest } = props;
    super(rest);
    this.profile = profile;
    if (profile !== undefined) {
      checkProfile(profile, ['name', 'assume']);
      declareProfile(this, profile);
    }
    // For Testing.synth and chart.toJson, which do not come through this class.
    this.node.addValidation({ validate: () => this.#problems().map(formatDiagnostic) });
  }

  /** Writes the manifests, and the sidecar beside them. @throws {InvalidInputError} with every problem */
  override synth(): void {
    const emission = this.#checked((checked) => {
      super.synth();
      return checked;
    });
    const file = this.sidecarFile;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, formatSidecar(this.#sidecarOf(emission)));
  }

  /** The manifests as one text. @throws {InvalidInputError} with every problem */
  override synthYaml(): string {
    return this.#checked(() => super.synthYaml());
  }

  /** What the app knows about its manifests and they do not say, as of now. */
  sidecar(): Sidecar {
    return this.#sidecarOf(emissionOf(this));
  }

  /** Where `synth` writes the sidecar: beside the output directory, so that it is never applied. */
  get sidecarFile(): string {
    const outdir = path.resolve(this.outdir);
    return path.join(path.dirname(outdir), '.netpol', `${path.basename(outdir)}.json`);
  }

  #sidecarOf({ objects }: Emission): Sidecar {
    return buildSidecar({
      profile: this.profile,
      statements: statementsOf(this),
      objects: objects.map(sidecarObject),
    });
  }

  #problems(): readonly Diagnostic[] {
    return this.#found ?? problemsOf(this, emissionOf(this));
  }

  /** Reads what the app emits once, refuses what is wrong with it, and else goes on with it. */
  #checked<T>(synthesize: (emission: Emission) => T): T {
    const emission = emissionOf(this);
    const problems = problemsOf(this, emission);
    // The policies object to expired rules themselves wherever this class is not asked.
    const refused = [...problems, ...expiredIn(this, emission)];
    if (refused.length > 0) throw new InvalidInputError(refused);
    this.#found = problems;
    try {
      return synthesize(emission);
    } finally {
      this.#found = undefined;
    }
  }
}
