// Loaded by `npm run bench` into every node process that it measures, through NODE_OPTIONS: what the process used is
// left in a file of its own when it ends.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.ESTATE_BENCH_USAGE;

/** The kernel's own peak of this program. The resource usage counts what the process was before it became node too. */
const peakMb = () => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
};

if (folder !== undefined) {
  process.once("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: peakMb() }));
  });
}
