/**
 * Makes the built `index.js` of each room load a file of it when one of its names is first used:
 * `netpol reach` has no use for seventy checks, and they are most of what it would load. TypeScript
 * has no such imports. The front doors of the package stay as they are, because Node looks for the
 * names of their exports in the text.
 */
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname, join, resolve } = require('node:path');

const build = resolve(process.argv[2] ?? 'build');
const FRONT_DOORS = new Set(['.', 'testing', 'kplus']);

// The names of all files are read before the first of them changes.
const rewritten = indexesIn().map((index) => [
  index,
  lazy(readFileSync(index, 'utf8'), dirname(index)),
]);
for (const [index, text] of rewritten) writeFileSync(index, text);

function indexesIn() {
  return readdirSync(build, { recursive: true })
    .filter((file) => basename(file) === 'index.js' && !FRONT_DOORS.has(dirname(file)))
    .map((file) => join(build, file));
}

function lazy(text, folder) {
  // `export { name } from './file'`: the compiler loads the file first, and reads the name later.
  const paths = new Map();
  const named = text
    .replace(/^var (\w+) = require\("(.+)"\);$/gm, (_, variable, path) => {
      paths.set(variable, path);
      return `var ${variable};`;
    })
    .replace(/return (\w+)\.(\w+); \} \}\);$/gm, (_, variable, name) => {
      return `return ${loaded(variable, paths.get(variable))}.${name}; } });`;
    });
  // `export * from './file'`: its names are known only to the file.
  let stars = 0;
  return named.replace(/^__exportStar\(require\("(.+)"\), exports\);$/gm, (_, path) => {
    const names = Object.keys(require(join(folder, path))).filter((each) => each !== '__esModule');
    stars += 1;
    const variable = `star_${stars}`;
    return [`var ${variable};`, ...names.map((name) => getter(name, variable, path))].join('\n');
  });
}

function getter(name, variable, path) {
  const read = `return ${loaded(variable, path)}.${name};`;
  // The assignment is for whoever looks for names in the text.
  return `exports.${name} = void 0;\nObject.defineProperty(exports, "${name}", { enumerable: true, get: function () { ${read} } });`;
}

function loaded(variable, path) {
  if (path === undefined) throw new Error(`${variable} comes from no file`);
  return `(${variable} || (${variable} = require("${path}")))`;
}
