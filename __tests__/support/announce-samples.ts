import { samples } from "./samples";

/** Runs once before all tests, and says how much they look at. */
const announceSamples = (): void => {
  const { spawns, broken, cases, shuffles } = samples;
  process.stdout.write(
    `samples: ${String(spawns)} broken descriptions through the command and ${String(broken)} in process, ${String(cases)} random estates, ` +
      `${String(shuffles)} shuffles, 100 runs of a property unless its title says otherwise, each file-system call of a write killed\n`,
  );
};

module.exports = announceSamples;
