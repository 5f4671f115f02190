import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { recordOf, text } from "../../core/checks";
import { member, projectId } from "../../core/google";
import { eachOf } from "../../core/each";
import { fieldsOf } from "../../core/member-checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** One role, on one resource and nothing else. */
export interface ResourcePermission {
  /** For example `roles/datastore.user`. */
  readonly role: string;
  /** Name of the resource as conditions have it, for example `projects/<project>/databases/<name>`. */
  readonly resourceName: string;
}

/** Props of {@link GoogleServicePermissions}. */
export interface GoogleServicePermissionsProps {
  /** Id of the project in which the resources stand. */
  readonly projectId: Value<string>;
  /** Who gets the permissions: an account that exists. */
  readonly member: Value<string>;
  /** The permissions, by the words of their addresses. A change of one replaces its grant. */
  readonly permissions: Value<Readonly<Record<string, ResourcePermission>>>;
}

const role = text(/^(roles|projects\/[^/]+\/roles)\/[\w.]+$/, "a role", 8, 200);
const resourceName = text(/^projects\/[^/"\\]+\/[^"\\]+$/, "a resource's name ('projects/…')", 12, 500);

/** What each prop has to be. */
export const rules: PropRules<GoogleServicePermissionsProps> = {
  projectId: value(projectId),
  member: value(member),
  permissions: value(recordOf(fieldsOf<ResourcePermission>({ role, resourceName }, {}))),
};

/**
 * What one service may do with resources that have no policy of their own, such as databases: roles on the project, each
 * narrowed to one resource by a condition (https://cloud.google.com/iam/docs/conditions-resource-attributes, read 2026-11).
 */
export class GoogleServicePermissions extends Construct {
  constructor(scope: Construct, id: string, props: GoogleServicePermissionsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const each = eachOf(this, "permissions", props.permissions, {});
    new ProjectIamMember(this, "permission", {
      forEach: each.forEach,
      project: props.projectId,
      role: each.text("role"),
      member: props.member,
      condition: {
        title: each.key,
        description: `${Fn.basename(each.text("resourceName"))} alone`,
        expression: `resource.name == "${each.text("resourceName")}"`,
      },
    });
  }
}
