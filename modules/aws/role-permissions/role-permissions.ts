import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { text } from "../../core/checks";
import { failOn } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { permissionsOr } from "../policy-document/permissions";
import { permissionStatements, policyDocument, policySizeProblems, type Permission } from "../policy-document/policy-document";

/** Props of {@link AwsRolePermissions}. */
export interface AwsRolePermissionsProps {
  /** Name of a role that exists, 1 to 64 characters. Another one replaces the policy. */
  readonly roleName: Value<string>;
  /** Name of the policy, 1 to 128 characters, unique in its role: two of one name overwrite each other. Renaming replaces it. */
  readonly policyName: Value<string>;
  /** What the role may do, by a word in kebab-case; the words are fixed, what stands in them may be tokens. */
  readonly permissions: Value<Readonly<Record<string, Permission>>>;
}

/** What each prop has to be. */
export const rules: PropRules<AwsRolePermissionsProps> = {
  roleName: value(text(nameRules.iamRole.pattern, "a role's name", 1, nameRules.iamRole.max)),
  policyName: value(text(nameRules.rolePolicy.pattern, "a policy's name", 1, nameRules.rolePolicy.max)),
  permissions: value(permissionsOr("leave the construct out")),
};

/**
 * What a role that was made before may do with things that are made now. The role stands already, for policies of keys
 * and buckets name it; its boundary holds whatever is attached here.
 */
export class AwsRolePermissions extends Construct {
  /** Name of the policy. */
  readonly policyName: string;

  constructor(scope: Construct, id: string, props: AwsRolePermissionsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const document = policyDocument(permissionStatements(props.permissions), { place: this.node.path });
    // All inline policies of the role count together; this one alone must not be too long already.
    failOn(policySizeProblems("role-policies", this.node.path, [document]));
    const policy = new IamRolePolicy(this, "Resource", { name: props.policyName, role: props.roleName, policy: document });
    this.policyName = policy.name;
  }
}
