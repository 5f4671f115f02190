import { TerraformOutput, type TerraformStack } from "cdktf";

/** What a case puts into its stack. */
export type Build = (stack: TerraformStack) => void;

/** Cases by their names. */
export type Builds = Readonly<Record<string, Build>>;

/** A case whose value comes out of an output. */
export const given =
  (value: unknown): Build =>
  (stack) => {
    new TerraformOutput(stack, "value", { value });
  };

/** The same with what cdktf's own output refuses: a value that holds null. */
export const overridden =
  (value: unknown): Build =>
  (stack) => {
    new TerraformOutput(stack, "value", { value: "" }).addOverride("value", value);
  };
