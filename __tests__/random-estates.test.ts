import { synthesizeEstate } from "../main";
import { samples } from "./support/samples";
import { randomOf } from "./support/random";
import { randomEstate } from "./support/random-estate";

const { cases } = samples;

describe("random estates", () => {
  test(`${String(cases)} random valid estates all synthesize, each with a network for every live site and unique stacks`, () => {
    for (let seed = 1; seed <= cases; seed += 1) {
      const description = randomEstate(randomOf(seed));
      const { stacks, verdict } = synthesizeEstate({ description });
      const networks = stacks.filter(({ layer }) => layer === "network");
      const expected = description.environments.flatMap((environment) =>
        Object.values(environment.jurisdictions).flatMap(({ sites }) =>
          Object.values(sites).filter(
            ({ role, since }) =>
              role === "primary" ||
              (role === "hot-standby" && since === "growth" && environment.phase !== "foundation") ||
              (role === "secondary" && environment.phase === "enterprise"),
          ),
        ),
      );
      expect({ seed, networks: networks.length, problems: verdict.problems }).toEqual({ seed, networks: expected.length, problems: [] });
      expect(new Set(stacks.map(({ name }) => name)).size).toBe(stacks.length);
    }
  }, 1_800_000);
});
