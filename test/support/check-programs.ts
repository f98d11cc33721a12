import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chart } from 'cdk8s';
import { CHECKS, type Check } from '../../lib/analyses';
import * as netpol from '../../lib/index';
import { compilerProblems, moduleOf, profileCalled } from './construct-page';
import { type PageFolder, pageFolder } from './page-shell';

/** One example of a check in TypeScript. */
export interface CheckProgram {
  readonly title: string;
  readonly check: Check;
  readonly which: 'avoid' | 'prefer';
  readonly code: string;
}

/** Every example of every check in TypeScript. */
export const CHECK_PROGRAMS: readonly CheckProgram[] = CHECKS.flatMap((check) =>
  (['avoid', 'prefer'] as const).flatMap((which): readonly CheckProgram[] => {
    const code = check.examples[which].typescript?.trim();
    const title = `${check.id} ${check.name}, ${which}`;
    return code === undefined ? [] : [{ title, check, which, code: `${code}\n` }];
  }),
);

const MODULE = 'checks.ts';

/** A folder with all programs in one module. */
export function programFolder(): PageFolder {
  return pageFolder({ [MODULE]: moduleOf(CHECK_PROGRAMS, Object.keys(netpol)) });
}

/** What the compiler says of the programs. */
export function problemsOf({ path }: PageFolder): readonly string[] {
  return compilerProblems([join(path, MODULE)]);
}

type Program = (
  app: netpol.PolicyApp,
  chart: Chart,
  shop: netpol.DefaultDenyNamespace,
) => Promise<netpol.PolicyApp>;

/** The objects that a program adds to an app of one closed namespace, as YAML. */
export async function addedBy(program: CheckProgram, { path }: PageFolder): Promise<string> {
  const loaded: { readonly examples: readonly Program[] } = await import(
    pathToFileURL(join(path, MODULE)).href
  );
  const { profile } = program.check.examples;
  const app = new netpol.PolicyApp(
    profile === undefined ? {} : { profile: profileCalled(profile) },
  );
  const chart = new Chart(app, 'page');
  const shop = new netpol.DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const before = objectsIn(app.synthYaml());
  await loaded.examples[CHECK_PROGRAMS.indexOf(program)]?.(app, chart, shop);
  const added = objectsIn(app.synthYaml()).filter((each) => !before.includes(each));
  return added.join('---\n');
}

function objectsIn(yaml: string): readonly string[] {
  return yaml.split(/^---\n/m);
}
