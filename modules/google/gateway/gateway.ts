import { ComputeBackendService } from "@cdktf/provider-google/lib/compute-backend-service";
import { ComputeHealthCheck } from "@cdktf/provider-google/lib/compute-health-check";
import { ComputeNetworkEndpointGroup } from "@cdktf/provider-google/lib/compute-network-endpoint-group";
import { ComputeRegionBackendService } from "@cdktf/provider-google/lib/compute-region-backend-service";
import { ComputeRegionHealthCheck } from "@cdktf/provider-google/lib/compute-region-health-check";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { checkProps } from "../../core/props";
import { Admission } from "./admission";
import type { Front, ValidationRecord } from "./front";
import { crossedProps, googleGatewayRules, type GoogleGatewayProps } from "./gateway-props";
import { GlobalFront } from "./global-front";
import { RegionalFront } from "./regional-front";

/**
 * The way from the edge to the cluster: an external application load balancer whose host name only the edge may call. It
 * refuses whoever has no client certificate of our own zone, and, with Cloud Armor, whoever comes from another address than
 * the edge's and callers of the edge that ask too much. It speaks TLS to the pods of the ingress gateway themselves, passes
 * requests on and keeps none.
 *
 * The endpoint groups are made here, empty, for the load balancer must name them before the cluster runs anything. GKE
 * takes over the groups of the name that a Service asks for, unless their description says that they are another's; these
 * have none (https://github.com/kubernetes/ingress-gce, pkg/utils, VerifyDescription; read 2026-11-23).
 */
export class GoogleGateway extends Construct {
  /** The host name that it serves. */
  readonly hostname: string;
  /** Its IPv4 address, to which the host name has to lead. */
  readonly address: string;
  /** The record that has to stand before the certificate is issued. */
  readonly validationRecord: ValidationRecord;

  constructor(scope: Construct, id: string, props: GoogleGatewayProps) {
    super(scope, id);
    checkProps(this, props, googleGatewayRules);
    failOn(crossedProps(this.node.path, props));
    const front = this.front(props);
    this.hostname = props.hostname;
    this.address = front.address;
    this.validationRecord = front.validationRecord;
  }

  private front(props: GoogleGatewayProps): Front {
    const { name, projectId, hostname, clientCertificateAuthority, networkId, reach = { kind: "global" } } = props;
    const check = { name, project: projectId, ...healthCheck };
    const service = { name, project: projectId, ...backendService(props), backend: [...this.backends(props)] };
    const input = { name, projectId, hostname, clientCertificateAuthority };
    if (reach.kind === "region") {
      const { region } = reach;
      const healthChecks = [new ComputeRegionHealthCheck(this, "health-check", { ...check, region }).id];
      const backendServiceId = new ComputeRegionBackendService(this, "backend", { ...service, region, healthChecks }).id;
      return new RegionalFront(this, "front", { ...input, region, networkId, backendServiceId });
    }
    const admission = new Admission(this, "admission", {
      name,
      projectId,
      edgeRanges: props.edgeRanges ?? [],
      callerHeader: props.callerHeader ?? "CF-Connecting-IP",
      rateLimit: props.rateLimit ?? { requests: 600, seconds: 60 },
    });
    const healthChecks = [new ComputeHealthCheck(this, "health-check", check).id];
    const backendServiceId = new ComputeBackendService(this, "backend", { ...service, healthChecks, securityPolicy: admission.policyId })
      .id;
    return new GlobalFront(this, "front", { ...input, backendServiceId });
  }

  private backends(props: GoogleGatewayProps) {
    const { projectId: project, endpointGroupName, networkId, subnetworkId, availabilityZones, targetPort = 8443 } = props;
    return [...availabilityZones].sort().map((zone) => {
      const group = new ComputeNetworkEndpointGroup(this, `endpoints-${zone.slice(-1)}`, {
        name: endpointGroupName,
        project,
        zone,
        network: networkId,
        subnetwork: subnetworkId,
        networkEndpointType: "GCE_VM_IP_PORT",
        defaultPort: targetPort,
      }).id;
      return { group, balancingMode: "RATE", maxRatePerEndpoint: props.requestsPerEndpoint ?? 200, capacityScaler: 1 };
    });
  }
}

/** Only opens a connection: GKE takes a pod out of its group itself as soon as the pod is not ready. */
const healthCheck = {
  checkIntervalSec: 10,
  timeoutSec: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  tcpHealthCheck: { portSpecification: "USE_SERVING_PORT" },
  logConfig: { enable: true },
} as const;

const backendService = ({ timeoutSeconds = 30, logSampleRate = 1 }: GoogleGatewayProps) =>
  ({
    loadBalancingScheme: "EXTERNAL_MANAGED",
    protocol: "HTTPS",
    localityLbPolicy: "LEAST_REQUEST",
    timeoutSec: timeoutSeconds,
    connectionDrainingTimeoutSec: 60,
    enableCdn: false,
    sessionAffinity: "NONE",
    logConfig: { enable: true, sampleRate: logSampleRate, optionalMode: "EXCLUDE_ALL_OPTIONAL" },
  }) as const;
