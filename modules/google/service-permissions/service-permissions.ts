import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { Construct } from "constructs";
import { recordOf, text } from "../../core/checks";
import { member, projectId } from "../../core/google";
import { checkProps, holdsToken, value, type Breach, type PropRules, type Value } from "../../core/props";

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

const permission = ({ role: given, resourceName: name }: ResourcePermission): Breach | undefined => {
  const breach = role(given) ?? resourceName(name);
  return breach === undefined ? undefined : { ...breach, must: `have members whose role and resource each ${breach.must}` };
};

/** What each prop has to be. */
export const rules: PropRules<GoogleServicePermissionsProps> = {
  projectId: value(projectId),
  member: value(member),
  permissions: value(recordOf(permission)),
};

/**
 * What one service may do with resources that have no policy of their own, such as databases: roles on the project, each
 * narrowed to one resource by a condition (https://cloud.google.com/iam/docs/conditions-resource-attributes, read 2026-11).
 */
export class GoogleServicePermissions extends Construct {
  constructor(scope: Construct, id: string, props: GoogleServicePermissionsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    for (const [word, { role: granted, resourceName: name }] of Object.entries(props.permissions).sort(([a], [b]) => (a < b ? -1 : 1))) {
      new ProjectIamMember(this, word, {
        project: props.projectId,
        role: granted,
        member: props.member,
        condition: {
          title: word,
          description: `${holdsToken(name) ? "one resource" : (name.split("/").at(-1) ?? name)} alone`,
          expression: `resource.name == "${name}"`,
        },
      });
    }
  }
}
