import { publish } from "../../core/published";
import { AwsAccountDefaults, rules, type AwsAccountDefaultsProps } from "./account-defaults";

/** The defaults of an account as a Terraform module. */
export const awsAccountDefaultsModule = publish<AwsAccountDefaultsProps>({
  name: "aws-account-defaults",
  construct: AwsAccountDefaults,
  rules,
  shapes: {
    "": {
      summary: "Defaults of an account: nothing public, everything encrypted, a policy for passwords, and a name to sign in by.",
      takes: ["accountAlias"],
      basic: { accountId: "111122223333", accountAlias: "orders-test" },
      complete: { minimumPasswordLength: 24, maximumPasswordAgeDays: 60, rememberedPasswords: 12 },
    },
  },
});
