import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { keyed } from "../../core/keyed";
import { nameTag } from "../../core/child-name";
import { gatewayEndpointPolicy, interfaceEndpointPolicy, type EndpointOwner } from "./endpoint-policies";
import type { GatewayService } from "./security-group-rows";

/** A service word as part of an id: `ecr.api` becomes `ecr-api`. */
export const endpointId = (service: string): string => service.replaceAll(".", "-");

const serviceName = (service: string, { region }: EndpointOwner): string => `com.amazonaws.${region}.${service}`;

/** What the gateway endpoints are made with. */
export interface GatewayEndpointsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly owner: EndpointOwner;
  readonly services: readonly GatewayService[];
  /** Tables that get a route to each service. */
  readonly routeTableIds: readonly string[];
}

/** Gateway endpoints: routes to S3 and DynamoDB that stay inside AWS and cost nothing. */
export class GatewayEndpoints extends Construct {
  /** The prefix list with each service's addresses, by service. */
  readonly prefixListIds: Readonly<Partial<Record<GatewayService, string>>>;

  constructor(scope: Construct, id: string, { name, vpcId, owner, services, routeTableIds }: GatewayEndpointsInput) {
    super(scope, id);
    this.prefixListIds = keyed(
      [...services].sort(),
      (service) =>
        new VpcEndpoint(this, service, {
          vpcId,
          vpcEndpointType: "Gateway",
          serviceName: serviceName(service, owner),
          routeTableIds: [...routeTableIds],
          policy: gatewayEndpointPolicy(service, owner),
          tags: nameTag(name, service),
        }).prefixListId,
    );
  }
}

/** What the interface endpoints are made with. */
export interface InterfaceEndpointsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly owner: EndpointOwner;
  readonly services: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** Interface endpoints: private addresses of AWS services, under their public names. */
export class InterfaceEndpoints extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, owner, services, subnetIds, securityGroupId }: InterfaceEndpointsInput) {
    super(scope, id);
    for (const service of [...services].sort()) {
      new VpcEndpoint(this, endpointId(service), {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: serviceName(service, owner),
        subnetIds: [...subnetIds],
        securityGroupIds: [securityGroupId],
        privateDnsEnabled: true,
        policy: interfaceEndpointPolicy(service, owner),
        tags: nameTag(name, endpointId(service)),
      });
    }
  }
}
