import { awsArn } from "../../modules/aws/policy-document/policy-document";

import { partitionOf, type ArnPlace } from "./names";

/**
 * The permission set of the people who bootstrap an account and mend what CI cannot. Single sign-on makes a role of it
 * in each account, with a suffix of its own:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html, read 2026-11-23.
 */
const platformAdministrators = "PlatformAdministrator";

/** The permission set of the people who administer keys. */
const keyAdministrators = "KeyAdministrator";

/** The permission set of the people who look at what runs. */
const platformViewers = "PlatformViewer";

const signOnRole = (place: ArnPlace, permissionSet: string): string =>
  awsArn({
    partition: partitionOf(place),
    service: "iam",
    account: place.account,
    resource: `role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${permissionSet}_*`,
  });

/** Who may make the first bucket of an account: people signed on, and the role that a new account of an organization has. */
export const bootstrapRoles = (place: ArnPlace): readonly string[] => [
  signOnRole(place, platformAdministrators),
  awsArn({ partition: partitionOf(place), service: "iam", account: place.account, resource: "role/OrganizationAccountAccessRole" }),
];

/** Pattern of the signed-on role of those who administer keys. */
export const keyAdministratorPattern = (place: ArnPlace): string => signOnRole(place, keyAdministrators);

/** Pattern of the signed-on role of those who mend what CI cannot. */
export const platformAdministratorPattern = (place: ArnPlace): string => signOnRole(place, platformAdministrators);

/** Pattern of the signed-on role of those who look at what runs. */
export const platformViewerPattern = (place: ArnPlace): string => signOnRole(place, platformViewers);
