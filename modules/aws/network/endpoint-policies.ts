import { awsArn, policyDocument, type Statement } from "../policy-document/policy-document";
import type { GatewayService } from "./security-group-rows";

/** Whose network it is. */
export interface EndpointOwner {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Principals of the account only. An endpoint's policy names all principals and narrows them by condition. */
const ownPrincipals = ({ accountId }: EndpointOwner): Statement => ({
  sid: "OwnPrincipals",
  principals: "*",
  actions: ["*"],
  resources: ["*"],
  conditions: { StringEquals: { "aws:PrincipalAccount": accountId } },
});

/** Principals of the account, and resources of the account: nothing can be carried out to somebody else's account. */
const ownPrincipalsAndResources = ({ accountId }: EndpointOwner): Statement => ({
  sid: "OwnPrincipalsAndResources",
  principals: "*",
  actions: ["*"],
  resources: ["*"],
  conditions: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
});

/**
 * ECR keeps the layers of images in a bucket of its own and hands out presigned URLs to it, which ECR's account has
 * signed: no condition on the principal would let them pass (Amazon ECR User Guide, Amazon ECR interface VPC endpoints,
 * minimum Amazon S3 bucket permissions; read 2026-11).
 */
const imageLayers = ({ partition, region }: EndpointOwner): Statement => ({
  sid: "ImageLayersOfEcr",
  principals: "*",
  actions: ["s3:GetObject"],
  resources: [awsArn({ partition, service: "s3", resource: `prod-${region}-starport-layer-bucket/*` })],
});

/** Someone who presents a web identity is no principal of the account yet; only roles of the account may be taken. */
const webIdentities = ({ accountId }: EndpointOwner): Statement => ({
  sid: "OwnRolesByWebIdentity",
  principals: "*",
  actions: ["sts:AssumeRoleWithWebIdentity"],
  resources: ["*"],
  conditions: { StringEquals: { "aws:ResourceAccount": accountId } },
});

/**
 * Interface endpoints of services that hold data or keys: through them only resources of the account are reached. Other
 * services are left out because they serve what belongs to AWS as well (ECR: images of EKS; SSM: public parameters)
 * or do not say whose resource it is in every request (IAM User Guide, AWS global condition context keys; read 2026-11).
 */
const ownResourcesOnly: readonly string[] = ["kms", "logs", "secretsmanager", "sns", "sqs"];

/** The policy of a gateway endpoint. */
export const gatewayEndpointPolicy = (service: GatewayService, owner: EndpointOwner): string =>
  policyDocument([ownPrincipalsAndResources(owner), ...(service === "s3" ? [imageLayers(owner)] : [])]);

/** The policy of the interface endpoint of `service`. */
export const interfaceEndpointPolicy = (service: string, owner: EndpointOwner): string =>
  policyDocument([
    ownResourcesOnly.includes(service) ? ownPrincipalsAndResources(owner) : ownPrincipals(owner),
    ...(service === "sts" ? [webIdentities(owner)] : []),
  ]);
