import { decode, encode } from "./codec";
import type { Value, ValueType } from "./values";
import type { WireFunction, WireValue } from "./wire";

/** One parameter of a provider's function. None may be null or unknown. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: ValueType;
}

/** A function that a provider offers to Terraform's language. */
export interface ProviderFunction {
  readonly summary: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: ValueType;
  /** The result, or the message of the real one's error. */
  readonly call: (...args: readonly string[]) => { readonly result: Value } | { readonly error: string };
}

/** The functions of a provider by name. */
export type ProviderFunctions = Readonly<Record<string, ProviderFunction>>;

const typeBytes = (type: ValueType): Uint8Array => Buffer.from(JSON.stringify(type));

/** Signatures of functions, as version 6 of the protocol has them. */
export const functionsToWire = (functions: ProviderFunctions): Readonly<Record<string, WireFunction>> =>
  Object.fromEntries(
    Object.entries(functions).map(([name, { summary, parameters, returns }]) => [
      name,
      {
        summary,
        parameters: parameters.map((one) => ({ name: one.name, type: typeBytes(one.type) })),
        return: { type: typeBytes(returns) },
      },
    ]),
  );

/** What a call of a function gives. */
export type Called = { readonly result: WireValue } | { readonly error: { readonly text: string } };

/** Calls a function with arguments as they came over the wire. */
export const callFunction = (functions: ProviderFunctions, name: string, given: readonly WireValue[]): Called => {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined) return { error: { text: `The provider has no function '${name}'.` } };
  const args = found.parameters.map(({ type }, index) => decode(type, given[index]?.msgpack ?? new Uint8Array()));
  const answer = found.call(...args.map(String));
  return "error" in answer ? { error: { text: answer.error } } : { result: { msgpack: encode(found.returns, answer.result) } };
};
