import { Fn, Token, DataTerraformRemoteStateGcs, DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, TerraformOutput } from "cdktf";
import type { TerraformRemoteState } from "cdktf";
import type { Problem } from "./errors";
import type { TerraformJson } from "./output-guards";
import type { EstateStack, StackBackend } from "./stack";
import type { DataClass } from "./words";

/** One value that a layer offers: a text, or a list of texts. */
export interface ContractField<T extends string | readonly string[] = string | readonly string[]> {
  readonly description: string;
  readonly dataClass: DataClass;
  /** A plausible value, for validation and plans before the layer exists. */
  readonly sample: T;
}

/** A contract's fields by name, in camelCase; the Terraform outputs have the same names in snake_case. */
export type ContractFields = Readonly<Record<string, ContractField>>;

/** The typed outputs that a layer offers to the layers after it, inside one site. */
export interface Contract<F extends ContractFields = ContractFields> {
  /** The layer that offers it. */
  readonly layer: string;
  readonly fields: F;
}

/** The values of a contract: literals, or tokens of resources and remote states. */
export type ContractValues<F extends ContractFields> = {
  readonly [K in keyof F]: F[K]["sample"] extends string ? string : string[];
};

/** Declares a contract. */
export const contract = <const F extends ContractFields>(layer: string, fields: F): Contract<F> => ({ layer, fields });

/** A field that is one text. */
export const textField = (description: string, sample: string, dataClass: DataClass = "internal"): ContractField<string> => ({
  description,
  dataClass,
  sample,
});

/** A field that is a list of texts. */
export const listField = (
  description: string,
  sample: readonly string[],
  dataClass: DataClass = "internal",
): ContractField<readonly string[]> => ({ description, dataClass, sample });

/** The name of the Terraform output that carries a field. */
export const outputName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Offers a contract: one output a field, with a fixed name. */
export const offer = <F extends ContractFields>(stack: EstateStack, { fields }: Contract<F>, values: ContractValues<F>): void => {
  for (const [name, field] of Object.entries(fields)) {
    new TerraformOutput(stack, outputName(name), { value: values[name], description: field.description });
  }
};

/** A text that carries texts by name: for a field whose members follow from the description. */
export const recordText = (record: Readonly<Record<string, string>>): string => Fn.jsonencode(record);

/** The member of such a text. One that isn't there is an error when Terraform plans. */
export const memberOf = (text: string, name: string): string => Token.asString(Fn.lookupNested(Fn.jsondecode(text), [name]));

/** Where another stack of the same site offers its contract. */
export interface ContractSource {
  readonly stack: string;
  readonly backend: StackBackend;
}

/** Reads a contract of an earlier layer through its state. */
export const readContract = <F extends ContractFields>(
  stack: EstateStack,
  { layer, fields }: Contract<F>,
  source: ContractSource,
): ContractValues<F> => {
  const state = remoteState(stack, layer, source.backend);
  const entries = Object.entries(fields).map(([name, field]) => {
    const output = outputName(name);
    return [name, typeof field.sample === "string" ? state.getString(output) : state.getList(output)];
  });
  return Object.fromEntries(entries) as ContractValues<F>;
};

const remoteState = (stack: EstateStack, layer: string, backend: StackBackend): TerraformRemoteState => {
  switch (backend.kind) {
    case "s3":
      return new DataTerraformRemoteStateS3(stack, layer, { bucket: backend.bucket, key: backend.key, region: backend.region });
    case "gcs":
      return new DataTerraformRemoteStateGcs(stack, layer, { bucket: backend.bucket, prefix: backend.prefix });
    case "local":
      return new DataTerraformRemoteStateLocal(stack, layer, { path: backend.path });
  }
};

/** What is wrong between a stack's contract and the outputs that it has. */
export const contractProblems = (stack: string, offered: Contract | undefined, json: TerraformJson): Problem[] => {
  const promised = Object.keys(offered?.fields ?? {}).map(outputName);
  const given = Object.keys(json.output ?? {});
  const broken = (name: string, rule: string, fix: string): Problem => ({
    code: "ContractBroken",
    place: `${stack} output.${name}`,
    rule,
    value: name,
    fix,
  });
  return [
    ...promised
      .filter((name) => !given.includes(name))
      .map((name) => broken(name, "each field of the contract must be an output", "offer it")),
    ...given
      .filter((name) => !promised.includes(name))
      .map((name) => broken(name, "each output must be a field of the contract", "declare it, with its data class and a sample")),
  ];
};
