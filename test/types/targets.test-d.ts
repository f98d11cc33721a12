/**
 * What an author of targets cannot write. Nothing here runs: `npx tsc --noEmit` is the test.
 */
import type { Construct } from 'constructs';
import { PolicyApp, type Target, type TargetOf } from '../../lib/cdk8s';
import { eks, gke, kind } from '../../lib/platform';

const app = new PolicyApp({
  targets: {
    dev: { profile: kind() },
    staging: { profile: eks() },
    prodEks: { profile: eks() },
    prodGke: { profile: gke() },
  },
  groups: { lower: ['dev', 'staging'], prod: ['prodEks', 'prodGke'] },
});

declare const target: TargetOf<typeof app>;

// What must compile.
export const picked: readonly string[] = [
  target.pick({ dev: 'a', staging: 'b', prodEks: 'c', prodGke: 'd' }),
  target.pick({ lower: 'a', prod: 'b' }),
  target.pick({ lower: 'a', prod: 'b', prodGke: 'c' }),
];
export const word: 'nothing' | 'internet' = target.pick({ lower: 'nothing', prod: 'internet' });
export const isLower: boolean = target.is('dev', 'lower');
export const plain: PolicyApp = new PolicyApp();
export const name: 'dev' | 'staging' | 'prodEks' | 'prodGke' = target.name;
app.define((each: TargetOf<typeof app>) => each.is('prod'));
const fitsEveryApp = (_scope: Construct): void => {};
app.define(fitsEveryApp);
new PolicyApp().define(fitsEveryApp);
new PolicyApp({ targets: { dev: {}, prod: {} } }).define((each) => {
  each.pick({ dev: 1, prod: 2 });
});
export const some: Target<'dev'> = new PolicyApp({ targets: { dev: {} } }).target('dev');

// A target that is left out, by itself and beside a group.
// @ts-expect-error: prodGke is missing
target.pick({ dev: 1, staging: 2, prodEks: 3 });
// @ts-expect-error: dev is missing
target.pick({ staging: 1, prod: 2 });
// @ts-expect-error: everything is missing
target.pick({});

// A word that is no target.
// @ts-expect-error: there is no target `prodAks`
target.pick({ lower: 1, prod: 2, prodAks: 3 });
// @ts-expect-error: there is no target `prd`
target.is('prd');
// @ts-expect-error: there is no target `prd`
app.target('prd');
// @ts-expect-error: a group is not a target
app.target('prod');

// Groups of targets that do not exist, and options that targets do not have.
// @ts-expect-error: there is no target `prd`
new PolicyApp({ targets: { dev: {}, prod: {} }, groups: { all: ['dev', 'prd'] } });
// @ts-expect-error: the option is `profile`
new PolicyApp({ targets: { dev: { profil: eks() } } });
// @ts-expect-error: every target is synthesized into a folder of its own
new PolicyApp({ targets: { dev: { outdir: 'elsewhere' } } });
