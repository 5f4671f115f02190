import { ComputeBackendService } from "@cdktf/provider-google/lib/compute-backend-service";
import { ComputeHealthCheck } from "@cdktf/provider-google/lib/compute-health-check";
import { ComputeNetworkEndpointGroup } from "@cdktf/provider-google/lib/compute-network-endpoint-group";
import { Construct } from "constructs";
import { checkProps } from "../../core/props";
import { Admission } from "./admission";
import { Front, type ValidationRecord } from "./front";
import { googleGatewayRules, type GoogleGatewayProps } from "./gateway-props";

/**
 * The way from the edge to the cluster: an external application load balancer whose host name only the edge may call. It
 * refuses whoever has no client certificate of our own zone, whoever comes from another address than the edge's, and
 * callers of the edge that ask too much. It speaks TLS to the pods of the ingress gateway themselves.
 *
 * The load balancer is the global one: to put Cloud Armor before a regional one is an argument of later providers than
 * the range of this one takes. It passes requests on and keeps none; its TLS ends at the Google location that is nearest
 * to the edge's.
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
    const { name, projectId, hostname } = props;
    const admission = new Admission(this, "admission", {
      name,
      projectId,
      edgeRanges: props.edgeRanges,
      callerHeader: props.callerHeader ?? "CF-Connecting-IP",
      rateLimit: props.rateLimit ?? { requests: 600, seconds: 60 },
    });
    const front = new Front(this, "front", {
      name,
      projectId,
      hostname,
      clientCertificateAuthority: props.clientCertificateAuthority,
      backendServiceId: this.backendService(props, admission.policyId),
    });
    this.hostname = hostname;
    this.address = front.address;
    this.validationRecord = front.validationRecord;
  }

  private backendService(props: GoogleGatewayProps, securityPolicy: string): string {
    const { name, projectId: project, requestsPerEndpoint = 200, timeoutSeconds = 30, logSampleRate = 1 } = props;
    return new ComputeBackendService(this, "backend", {
      name,
      project,
      loadBalancingScheme: "EXTERNAL_MANAGED",
      protocol: "HTTPS",
      localityLbPolicy: "LEAST_REQUEST",
      timeoutSec: timeoutSeconds,
      connectionDrainingTimeoutSec: 60,
      enableCdn: false,
      sessionAffinity: "NONE",
      securityPolicy,
      healthChecks: [this.healthCheck(props)],
      backend: this.endpointGroups(props).map((group) => ({
        group,
        balancingMode: "RATE",
        maxRatePerEndpoint: requestsPerEndpoint,
        capacityScaler: 1,
      })),
      logConfig: { enable: true, sampleRate: logSampleRate, optionalMode: "EXCLUDE_ALL_OPTIONAL" },
    }).id;
  }

  /** Only opens a connection: GKE takes a pod out of its group itself as soon as the pod is not ready. */
  private healthCheck({ name, projectId: project }: GoogleGatewayProps): string {
    return new ComputeHealthCheck(this, "health-check", {
      name,
      project,
      checkIntervalSec: 10,
      timeoutSec: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      tcpHealthCheck: { portSpecification: "USE_SERVING_PORT" },
      logConfig: { enable: true },
    }).id;
  }

  private endpointGroups(props: GoogleGatewayProps): readonly string[] {
    const { projectId: project, endpointGroupName, networkId, subnetworkId, availabilityZones, targetPort = 8443 } = props;
    return [...availabilityZones].sort().map(
      (zone) =>
        new ComputeNetworkEndpointGroup(this, `endpoints-${zone.slice(-1)}`, {
          name: endpointGroupName,
          project,
          zone,
          network: networkId,
          subnetwork: subnetworkId,
          networkEndpointType: "GCE_VM_IP_PORT",
          defaultPort: targetPort,
        }).id,
    );
  }
}
