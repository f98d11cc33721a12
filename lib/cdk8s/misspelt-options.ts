import { callerLine } from '../constructs';
import { InvalidInputError, nearest } from '../kernel';
import { refusal } from './app-codes';

/** The options of this package; those of cdk8s are its own, and may grow. */
const OWN: readonly string[] = ['profile', 'inventory', 'verify', 'reasons', 'targets', 'groups'];
/** What cdk8s takes: `AppProps`. */
const OF_CDK8S: readonly string[] = [
  'outdir',
  'outputFileExtension',
  'yamlOutputType',
  'recordConstructMetadata',
  'resolvers',
];

/**
 * Refuses an option that is most likely one of ours, misspelt: it would have no effect, and nobody
 * would notice.
 *
 * @throws {InvalidInputError} at the line that creates the app
 */
export function checkSpelling(props: object): void {
  const found = Object.keys(props)
    .filter((name) => ![...OWN, ...OF_CDK8S].includes(name))
    .flatMap((name) => {
      const near = nearest(name, OWN);
      return near === undefined ? [] : [{ name, near }];
    });
  if (found.length === 0) return;
  const source = callerLine() ?? { file: '(in memory)' };
  throw new InvalidInputError(
    found.map(({ name, near }) =>
      refusal(
        'cdk8s/unknown-option',
        `\`PolicyApp\` has no option \`${name}\`, did you mean \`${near}\`?`,
        source,
        `use ${OWN.join(', ')}, or an option of cdk8s`,
      ),
    ),
  );
}
