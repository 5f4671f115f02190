import { parseArgs, type ParseArgsConfig } from "node:util";
import { didYouMean, EstateError } from "../modules/core/errors";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true; allowPositionals: false }>>["values"];

/**
 * Reads the options of a verb. `--help` prints `help` and ends the process.
 *
 * @throws EstateError UnknownOption, with the nearest option that exists.
 */
export const readOptions = <const T extends Options>(verb: string, help: string, args: readonly string[], options: T): Parsed<T> => {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    process.exit(0);
  }
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new EstateError([optionProblem(verb, error, options)]);
  }
};

const optionProblem = (verb: string, error: unknown, options: Options): EstateError["problems"][number] => {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /Unknown option '-*([^']*)'/.exec(message)?.[1];
  const names = Object.keys(options).map((name) => `--${name}`);
  return unknown === undefined
    ? {
        code: "UnknownOption",
        place: verb,
        rule: "options must have the form that --help shows",
        value: message.split(/[.\n]/)[0],
        fix: `use: ${names.join(", ")}`,
      }
    : { code: "UnknownOption", place: verb, rule: "the option must exist", value: `--${unknown}`, fix: didYouMean(`--${unknown}`, names) };
};

/** Checks that an option's value is one of a closed list. */
export const oneOfOption = <T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined => {
  const found = allowed.find((one) => one === value);
  if (value === undefined || found !== undefined) return found;
  throw new EstateError([
    {
      code: "UnknownOption",
      place: `--${option}`,
      rule: `the value must be one of ${allowed.join(", ")}`,
      value,
      fix: didYouMean(value, allowed),
    },
  ]);
};

/** Splits repeated and comma-separated values of an option. */
export const listOption = (values: readonly string[] | undefined): readonly string[] =>
  (values ?? [])
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value.length > 0);

/**
 * Runs a verb. Problems are printed to stderr, one a line, and the exit code is 1; a stack trace is never shown unless
 * `ESTATE_DEBUG` is set, for mistakes of the program itself.
 */
export const runCommand = async (work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof EstateError) {
      const count = error.problems.length;
      console.error(error.message);
      console.error(`${String(count)} problem${count === 1 ? "" : "s"}; nothing was written.`);
    } else if (process.env["ESTATE_DEBUG"] !== undefined) throw error;
    else console.error(`unexpected: ${error instanceof Error ? error.message : String(error)} (set ESTATE_DEBUG=1 for the trace)`);
  }
};
