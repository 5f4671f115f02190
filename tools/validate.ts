import { validateStacks } from "./terraform/rehearsal";
import { runVerb, sharedHelp } from "./terraform/verb";

const help = `npm run validate [-- options]: lets real Terraform and real providers check every stack
${sharedHelp}`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> => runVerb("validate", help, args, validateStacks);
