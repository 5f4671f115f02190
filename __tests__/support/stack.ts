import { EstateError } from "../../modules/core/errors";
import { EstateStack, type StackIdentity } from "../../modules/core/stack";
import { stackRoot } from "../../modules/core/synthesize";

/** The identity of a stack for tests; the layer is also the last word of its name. */
export const identityOf = (layer: string): StackIdentity => ({
  name: `dev-eu-aws-eu-central-1-${layer}`,
  environment: "dev",
  origin: "eu",
  jurisdiction: "eu",
  cloud: "aws",
  region: "eu-central-1",
  account: "111122223333",
  purpose: "workload",
  layer,
});

/** An empty stack with a local backend, in a root of its own. */
export const stackOf = (layer: string): EstateStack =>
  new EstateStack(stackRoot(), { identity: identityOf(layer), backend: { kind: "local", path: `../../../local-state/${layer}.tfstate` } });

/** The codes that a piece of work fails with, each once; none where it succeeds. */
export const codesOf = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof EstateError) return [...new Set(error.problems.map(({ code }) => code))];
    throw error;
  }
  return [];
};
