import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** What a secret variable is for, and what a value of it must be like. */
export interface SecretVariableProps {
  /** One line that says what somebody has to give, and when. */
  readonly description: string;
  /** Least length of a value, in characters. */
  readonly minimumLength: number;
  /** Form of a value, as a regular expression of Terraform. */
  readonly pattern: string;
  /** The same in words, for the message. */
  readonly form: string;
}

/**
 * A variable for a secret that goes straight to a provider: ephemeral, so that neither a plan nor a state holds it, and
 * fit for write-only arguments only. It is empty unless somebody gives a value, for it is needed once: everyday plans
 * have none, and no placeholder can be taken for the secret.
 */
export class SecretVariable extends TerraformVariable {
  constructor(scope: Construct, id: string, { description, minimumLength, pattern, form }: SecretVariableProps) {
    super(scope, id, { type: "string", description, default: "", sensitive: true, nullable: false });
    // The binding does not have it: https://developer.hashicorp.com/terraform/language/block/variable, read 2026-11.
    this.addOverride("ephemeral", true);
    this.addValidation({
      condition: `\${var.${id} == "" || (length(var.${id}) >= ${String(minimumLength)} && can(regex("${pattern}", var.${id})))}`,
      errorMessage: `The value must be empty, or ${form} of at least ${String(minimumLength)} characters.`,
    });
  }
}
