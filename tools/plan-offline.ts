import { planStacks } from "./terraform/rehearsal";
import { runVerb, sharedHelp } from "./terraform/verb";

const help = `npm run plan:offline [-- options]: a real plan of every stack of AWS, without credentials and without a network

The contracts' samples stand in for the states of earlier layers. Stacks that need other providers are listed, not planned.
${sharedHelp}`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> => runVerb("plan-offline", help, args, planStacks);
