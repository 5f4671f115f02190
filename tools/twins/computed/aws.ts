import type { ResourceFacts } from "../../catalogue/facts";
import { awsCompute } from "./aws-compute";
import { awsData } from "./aws-data";
import { awsEdge } from "./aws-edge";
import { awsEvents } from "./aws-events";
import { awsIdentity } from "./aws-identity";
import { awsKeys } from "./aws-keys";
import { awsNetwork } from "./aws-network";
import { awsSecurity } from "./aws-security";
import { madeName, textOf, type Form, type Forms, type Maker } from "./made";
import { idOfRequired } from "./required-id";

/** The forms of AWS's types. */
export const awsForms: Forms = {
  ...awsCompute,
  ...awsData,
  ...awsEdge,
  ...awsEvents,
  ...awsIdentity,
  ...awsKeys,
  ...awsNetwork,
  ...awsSecurity,
};

/** What stands before a made-up name where no prefix is given, if it is not `terraform-`. */
const prefixes: Readonly<Record<string, string>> = {
  aws_kms_alias: "alias/",
  aws_lb: "tf-lb-",
  aws_lb_target_group: "tf-",
  aws_lb_trust_store: "tf-",
  aws_rds_cluster: "tf-",
  aws_rds_cluster_instance: "tf-",
  aws_signer_signing_profile: "terraform_",
};

const nameWithPrefix =
  (name: string): Maker =>
  (made) =>
    madeName(made, textOf(made.value(`${name}_prefix`)) || (prefixes[made.type] ?? "terraform-"), name);

/** A prefix is read off a name that was made up, as the provider does it: 18 digits and 8 of a counter are its own. */
const prefixOf =
  (name: string): Maker =>
  (made) => {
    const text = textOf(made.value(name));
    return text === "" ? (prefixes[made.type] ?? "terraform-") : (/^(.*)\d{18}[0-9a-f]{8}$/.exec(text)?.[1] ?? "");
  };

/** Names that can be made up, of a type: those beside which a prefix can be given. */
const names = ({ block }: ResourceFacts): Form => {
  const attributes = block.attributes ?? {};
  return Object.fromEntries(
    Object.keys(attributes)
      .filter((name) => attributes[name]?.optional === true && `${name}_prefix` in attributes)
      .flatMap((name) => [
        [name, nameWithPrefix(name)],
        [`${name}_prefix`, prefixOf(name)],
      ]),
  );
};

/** The form of a type. */
export const awsForm = (type: string, facts: ResourceFacts): Form => ({
  ...("id" in (facts.block.attributes ?? {}) ? { id: idOfRequired(facts, ",") } : {}),
  ...names(facts),
  ...awsForms[type],
});
