import type { DataClass } from "../../modules/core/words";
import type { ServiceDescription } from "../description";

/** The role with which CI plans. */
export const planRole = "terraform-plan";
/** The role with which CI applies. */
export const applyRole = "terraform-apply";
/** The role of the people who administer keys, and may not use them. */
export const keyAdministratorRole = "key-administrator";
/** The role with which VPC flow logs are written. */
export const flowLogRole = "flow-logs";
/** The role with which backups are made and copied; it may encrypt with the backup key, and re-encrypt, but not read. */
export const backupOperatorRole = "backup-operator";

/**
 * The service whose own role starts the cluster's nodes, and the role's path and name, which AWS has fixed:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html, read 2026-11-23.
 */
export const nodeStarter = {
  principal: "autoscaling.amazonaws.com",
  role: "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
} as const;

/** The role of one of MeetBarter's services. */
export const serviceRole = ({ identity }: Pick<ServiceDescription, "identity">): string => `service-${identity}`;

/** The services that run as pods and so have an identity; what is served from the edge alone has none. */
export const servicesWithIdentity = (services: Readonly<Record<string, ServiceDescription>>): readonly ServiceDescription[] =>
  Object.entries(services)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, service]) => service)
    .filter((service) => service.zone !== "public");

/** A key's word: what it is for and how sensitive what it encrypts is. */
export const keyWord = (purpose: string, dataClass: DataClass): string => `${purpose}-${dataClass}`;
