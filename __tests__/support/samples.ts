const size = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** How large the samples of the tests are. `npm run proof` takes larger ones through the environment. */
export const samples = {
  /** Broken descriptions that go through the whole command, each in a process of its own. */
  spawns: size("ESTATE_SPAWNS", 25),
  /** Broken descriptions that are checked in the test's own process. */
  broken: size("ESTATE_BROKEN", 1_000),
  /** Random valid estates that are synthesized. */
  cases: size("ESTATE_CASES", 40),
  /** Descriptions with shuffled keys and lists that are synthesized and compared byte by byte. */
  shuffles: size("ESTATE_SHUFFLES", 5),
} as const;
