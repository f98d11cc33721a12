// Fails when generated files differ from what is committed: someone changed the code and not its output.
const { execFileSync } = require('node:child_process');

const paths = process.argv.slice(2);
const changed = execFileSync('git', ['status', '--porcelain', '--', ...paths], {
  encoding: 'utf8',
});
if (changed !== '') {
  console.error(
    `${paths.join(', ')} differ from what is committed:\n${changed}Commit what the command above wrote.`,
  );
  process.exit(1);
}
