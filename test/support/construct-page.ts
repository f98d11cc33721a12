import { basename } from 'node:path';
import ts from 'typescript';
import * as platform from '../../lib/platform';
import { type Fence, fencesOf } from './markdown';
import { REPOSITORY } from './repository';

/** One example of a page: a program, and what the page says that it becomes. */
export interface PageExample {
  readonly title: string;
  readonly code: string;
  /** The profile of its app, by name. @default - none is declared */
  readonly profile?: string;
  /** The fence that follows: `yaml`, or `text` where the program is refused. @default - none follows */
  readonly becomes?: Fence;
}

/** The examples of a page: each `ts` fence, with the fence that follows it. */
export function examplesOf(page: string): readonly PageExample[] {
  const fences = fencesOf(page);
  return fences.flatMap((fence, index) => {
    if (fence.language !== 'ts') return [];
    const profile = /^\/\/ profile: (\S+)$/m.exec(fence.text.split('\n')[0] ?? '')?.[1];
    const becomes = fences[index + 1];
    return [
      {
        title: `${page}:${fence.line}`,
        code: fence.text,
        ...(profile !== undefined && { profile }),
        ...(becomes !== undefined && becomes.language !== 'ts' && { becomes }),
      },
    ];
  });
}

const PARAMETERS = 'app: PolicyApp, chart: Chart, shop: DefaultDenyNamespace';

/** The examples of a page as one module: a function for each, in their order. */
export function moduleOf(examples: readonly PageExample[], names: readonly string[]): string {
  return [
    "import { ApiObject, Chart, Include, type App } from 'cdk8s';",
    "import * as kplus from 'cdk8s-plus-28';",
    `import { ${names.join(', ')} } from 'cdk8s-netpol';`,
    "import { asKplusPeer } from 'cdk8s-netpol/kplus';",
    'export const examples = [',
    // A block of its own, in which a page may use any name again; its `app` is what is asked about.
    ...examples.map(({ code }) => `async (${PARAMETERS}) => { {\n${code}return app; } },`),
    '];',
  ].join('\n');
}

/** What a profile is called on a page: a cluster as a cloud sets it up, or a plugin. */
export function profileCalled(name: string): platform.Profile {
  const { aks, eks, gke, kind, openshift } = platform;
  const clusters = new Map(Object.entries({ aks, eks, gke, kind, openshift }));
  return clusters.get(name)?.() ?? platform.profileNamed(name);
}

/** The name of the module of a page. */
export function moduleName(page: string): string {
  return basename(page).replace(/\.md$/, '.ts');
}

/** What the compiler says of modules that import this package by its name; nothing for good ones. */
export function compilerProblems(files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(`${REPOSITORY}/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, REPOSITORY);
  const program = ts.createProgram([...files], options);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(
      (each) => `${basename(file)}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`,
    );
  });
}
