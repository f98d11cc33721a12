import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Puts the commands of installed packages where `npx` finds them, as `npm install` does. */
export function linkCommands(project: string, packages: readonly string[]): void {
  const commands = join(project, 'node_modules/.bin');
  mkdirSync(commands);
  for (const name of packages) {
    const home = join(project, 'node_modules', name);
    for (const [command, file] of commandsIn(home, name)) {
      chmodSync(join(home, file), 0o755);
      symlinkSync(join(home, file), join(commands, command));
    }
  }
}

function commandsIn(home: string, name: string): readonly (readonly [string, string])[] {
  const { bin = {} } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    readonly bin?: string | Readonly<Record<string, string>>;
  };
  return typeof bin === 'string' ? [[name, bin]] : Object.entries(bin);
}
