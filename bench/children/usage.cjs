// Loaded before a program that is measured: says on descriptor 3 what the process has used at its end.
const { readFileSync, writeSync } = require('node:fs');

/** The highest size of this very process; `maxRSS` would count that of the process that began it. */
function peak() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ cpu: (user + system) / 1000, peak: peak() }));
});
