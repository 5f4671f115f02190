import { TerraformOutput } from "cdktf";
import fc from "fast-check";
import { AwsNetwork } from "../../../../modules/aws/network/network";
import { natGatewayModes } from "../../../../modules/aws/network/route-rows";
import { addressPlan } from "../../../../modules/core/addressing";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { zones } from "../../../../modules/core/words";
import { estateFlows, flow } from "../../../support/flows";
import { counts, goodProps, networkStack, plan, resources, synthesized } from "./network-fixture";

const always = {
  aws_vpc: 1,
  aws_vpc_ipv4_cidr_block_association: 1,
  aws_default_security_group: 1,
  aws_default_network_acl: 1,
  aws_default_route_table: 1,
  aws_subnet: 18,
  aws_internet_gateway: 1,
  aws_route_table: 11,
  aws_route_table_association: 18,
  aws_vpc_endpoint: 5,
  aws_security_group: 6,
  aws_vpc_security_group_egress_rule: 13,
  aws_vpc_security_group_ingress_rule: 9,
  aws_network_acl: 5,
  aws_cloudwatch_log_group: 1,
  aws_flow_log: 1,
};

const reference = (type: string, name: string, attribute = "id"): string => `\${${type}.network_${name}.${attribute}}`;

describe("AwsNetwork", () => {
  test.each([
    ["none", { aws_route: 1, aws_network_acl_rule: 63 }],
    ["single", { aws_eip: 1, aws_nat_gateway: 1, aws_route: 4, aws_network_acl_rule: 69 }],
    ["per-availability-zone", { aws_eip: 3, aws_nat_gateway: 3, aws_route: 4, aws_network_acl_rule: 69 }],
  ] as const)("makes exactly these resources with NAT gateways %s", (natGateways, expected) => {
    expect(counts(synthesized({ natGateways }))).toEqual({ ...always, ...expected });
  });

  test("the least network has no way to the internet, no pods and no endpoints but the free ones", () => {
    const { podCidr: _pods, natGateways: _nat, interfaceEndpoints: _interface, ...least } = goodProps;
    const stack = networkStack();
    const network = new AwsNetwork(stack, "network", { ...least, flows: [flow("api", "data", 5432)] });
    expect(network.podSubnetIds).toEqual([]);
    expect(counts(synthesizeStack(stack))).toEqual({
      aws_vpc: 1,
      aws_default_security_group: 1,
      aws_default_network_acl: 1,
      aws_default_route_table: 1,
      aws_subnet: 15,
      aws_route_table: 11,
      aws_route_table_association: 15,
      aws_vpc_endpoint: 2,
      aws_security_group: 6,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 1,
      aws_network_acl: 5,
      aws_network_acl_rule: 4,
      aws_cloudwatch_log_group: 1,
      aws_flow_log: 1,
    });
  });

  test("the VPC resolves names, counts its addresses, and has the pods' range as its second", () => {
    const json = synthesized();
    expect(resources(json, "aws_vpc")["network_vpc"]).toMatchObject({
      cidr_block: plan.network,
      enable_dns_support: true,
      enable_dns_hostnames: true,
      enable_network_address_usage_metrics: true,
      instance_tenancy: "default",
    });
    expect(resources(json, "aws_vpc_ipv4_cidr_block_association")["network_pod-range"]).toMatchObject({ cidr_block: plan.pods });
  });

  test("what AWS makes with every VPC is taken over and emptied", () => {
    const json = synthesized();
    expect(resources(json, "aws_default_security_group")["network_default-security-group"]).toMatchObject({
      vpc_id: reference("aws_vpc", "vpc"),
      ingress: [],
      egress: [],
    });
    expect(resources(json, "aws_default_route_table")["network_default-route-table"]).toMatchObject({
      default_route_table_id: reference("aws_vpc", "vpc", "default_route_table_id"),
      route: [],
    });
    const acl = resources(json, "aws_default_network_acl")["network_default-network-acl"];
    expect(acl).toMatchObject({ default_network_acl_id: reference("aws_vpc", "vpc", "default_network_acl_id") });
    expect(acl).not.toHaveProperty("ingress");
    expect(acl).not.toHaveProperty("egress");
  });

  test("the subnets are those of the address plan, and none gives away public addresses", () => {
    const subnets = resources(synthesized(), "aws_subnet");
    for (const zone of zones) {
      for (const [slot, letter] of ["a", "b", "c"].entries()) {
        expect(subnets[`network_subnets_${zone}-${letter}`]).toMatchObject({
          cidr_block: plan.subnets[zone][slot],
          availability_zone: `eu-central-1${letter}`,
          tags: { Name: `test-eu-${zone}-${letter}`, "estate:zone": zone },
        });
      }
    }
    for (const [slot, letter] of ["a", "b", "c"].entries()) {
      expect(subnets[`network_subnets_pods-${letter}`]).toMatchObject({
        cidr_block: plan.podSubnets[slot],
        depends_on: ["aws_vpc_ipv4_cidr_block_association.network_pod-range"],
        tags: { "estate:zone": "mesh" },
      });
    }
    expect(Object.values(subnets).every((subnet) => subnet["map_public_ip_on_launch"] === false)).toBe(true);
  });

  test.each(natGatewayModes)("with NAT gateways %s each subnet has one route table and one network ACL, its zone's", (natGateways) => {
    const json = synthesized({ natGateways });
    const acls = Object.entries(resources(json, "aws_network_acl")).flatMap(([name, { subnet_ids: ids }]) =>
      (ids as string[]).map((id) => [id, name] as const),
    );
    const tables = Object.values(resources(json, "aws_route_table_association")).map(
      ({ subnet_id: subnet, route_table_id: table }) => [subnet as string, table as string] as const,
    );
    const subnets = Object.keys(resources(json, "aws_subnet")).map((name) => `\${aws_subnet.${name}.id}`);
    expect(acls.map(([id]) => id).sort()).toEqual([...subnets].sort());
    expect(tables.map(([id]) => id).sort()).toEqual([...subnets].sort());
    for (const [id, acl] of acls) {
      const zone = /subnets_([a-z]+)-/.exec(id)?.[1] ?? "";
      expect(acl).toBe(`network_network-acls_${zone === "pods" ? "mesh" : zone}`);
    }
    for (const [id, table] of tables) {
      const [, zone = "", letter = ""] = /subnets_([a-z]+)-([a-z])/.exec(id) ?? [];
      const whole = zone === "public" || zone === "vault";
      expect(table).toBe(reference("aws_route_table", `routes_${zone === "pods" ? "mesh" : zone}${whole ? "" : `-${letter}`}`));
    }
  });

  test.each(natGatewayModes)(
    "with NAT gateways %s the vault zone has no route, and every route leads where the flows say",
    (natGateways) => {
      const json = synthesized({ natGateways });
      const routes = Object.values(resources(json, "aws_route"));
      const vault = reference("aws_route_table", "routes_vault");
      expect(routes.filter((route) => route["route_table_id"] === vault)).toEqual([]);
      expect(routes.every((route) => route["destination_cidr_block"] === "0.0.0.0/0")).toBe(true);
      const ways = routes.map((route) => [route["route_table_id"], route["nat_gateway_id"] ?? route["gateway_id"]]);
      const nat = (table: string, letter: string) => [
        reference("aws_route_table", `routes_${table}`),
        reference("aws_nat_gateway", `routes_nat-gateway-${letter}`),
      ];
      const letters = ["a", "b", "c"];
      const expected = {
        none: [],
        single: letters.map((letter) => nat(`mesh-${letter}`, "a")),
        "per-availability-zone": letters.map((letter) => nat(`mesh-${letter}`, letter)),
      };
      expect(ways).toEqual([
        [reference("aws_route_table", "routes_public"), reference("aws_internet_gateway", "routes_internet-gateway")],
        ...expected[natGateways],
      ]);
    },
  );

  test("NAT gateways stand in the public zone, after the internet gateway", () => {
    const gateways = resources(synthesized({ natGateways: "per-availability-zone" }), "aws_nat_gateway");
    for (const letter of ["a", "b", "c"]) {
      expect(gateways[`network_routes_nat-gateway-${letter}`]).toMatchObject({
        subnet_id: reference("aws_subnet", `subnets_public-${letter}`),
        allocation_id: reference("aws_eip", `routes_nat-address-${letter}`),
        depends_on: ["aws_internet_gateway.network_routes_internet-gateway"],
      });
    }
  });

  test("gateway endpoints are in the route tables of every private zone, interface endpoints in the subnets of theirs", () => {
    const endpoints = resources(synthesized(), "aws_vpc_endpoint");
    for (const service of ["s3", "dynamodb"]) {
      expect(endpoints[`network_gateway-endpoints_${service}`]).toMatchObject({
        vpc_endpoint_type: "Gateway",
        service_name: `com.amazonaws.eu-central-1.${service}`,
        route_table_ids: [...["api", "mesh", "data"].flatMap((zone) => ["a", "b", "c"].map((letter) => `${zone}-${letter}`)), "vault"].map(
          (id) => reference("aws_route_table", `routes_${id}`),
        ),
      });
    }
    for (const service of ["ecr.api", "kms", "sts"]) {
      expect(endpoints[`network_interface-endpoints_${service.replace(".", "-")}`]).toMatchObject({
        vpc_endpoint_type: "Interface",
        service_name: `com.amazonaws.eu-central-1.${service}`,
        private_dns_enabled: true,
        subnet_ids: ["a", "b", "c"].map((letter) => reference("aws_subnet", `subnets_data-${letter}`)),
        security_group_ids: [reference("aws_security_group", "security-groups_endpoints")],
      });
    }
  });

  test("security groups name each other, the internet by its range and gateway endpoints by their prefix list", () => {
    const json = synthesized();
    const rules = { ...resources(json, "aws_vpc_security_group_egress_rule"), ...resources(json, "aws_vpc_security_group_ingress_rule") };
    const group = (key: string): string => reference("aws_security_group", `security-groups_${key}`);
    expect(rules["network_security-groups_egress-mesh-to-data-tcp-5432"]).toMatchObject({
      security_group_id: group("mesh"),
      referenced_security_group_id: group("data"),
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
      description: "mesh to data",
    });
    expect(rules["network_security-groups_ingress-mesh-to-data-tcp-5432"]).toMatchObject({
      security_group_id: group("data"),
      referenced_security_group_id: group("mesh"),
    });
    expect(rules["network_security-groups_ingress-internet-to-public-tcp-443"]).toMatchObject({
      security_group_id: group("public"),
      cidr_ipv4: "0.0.0.0/0",
    });
    expect(rules["network_security-groups_egress-vault-to-s3"]).toMatchObject({
      security_group_id: group("vault"),
      prefix_list_id: reference("aws_vpc_endpoint", "gateway-endpoints_s3", "prefix_list_id"),
    });
    expect(rules["network_security-groups_ingress-vault-to-endpoints-tcp-443"]).toMatchObject({ security_group_id: group("endpoints") });
  });

  test("network ACL rules carry the ranges of the address plan", () => {
    const rules = resources(synthesized(), "aws_network_acl_rule");
    expect(rules["network_network-acls_data-ingress-pods-tcp-5432"]).toMatchObject({
      network_acl_id: reference("aws_network_acl", "network-acls_data"),
      egress: false,
      rule_action: "allow",
      protocol: "tcp",
      cidr_block: plan.pods,
      from_port: 5432,
      to_port: 5432,
      rule_number: 23_546,
    });
    expect(rules["network_network-acls_mesh-egress-data-tcp-5432"]).toMatchObject({ egress: true, cidr_block: plan.zones.data });
    const denial = rules["network_network-acls_vault-ingress-network-all"];
    expect(denial).toMatchObject({ rule_action: "deny", protocol: "-1", cidr_block: plan.network, rule_number: 27_100 });
    expect(denial).not.toHaveProperty("from_port");
    expect(rules["network_network-acls_vault-ingress-pods-all"]).toMatchObject({ rule_action: "deny", cidr_block: plan.pods });
    expect(rules["network_network-acls_vault-egress-internet-tcp-443"]).toMatchObject({ rule_action: "allow", cidr_block: "0.0.0.0/0" });
  });

  test("every flow is logged, into an encrypted group, with the fields in Terraform's escape", () => {
    const json = synthesized();
    expect(resources(json, "aws_cloudwatch_log_group")["network_flow-logs_log-group"]).toMatchObject({
      name: "/aws/vpc/test-eu/flow",
      kms_key_id: goodProps.flowLogKmsKeyArn,
      retention_in_days: 90,
    });
    const log = resources(json, "aws_flow_log")["network_flow-logs_flow-log"];
    expect(log).toMatchObject({
      vpc_id: reference("aws_vpc", "vpc"),
      traffic_type: "ALL",
      max_aggregation_interval: 60,
      log_destination: reference("aws_cloudwatch_log_group", "flow-logs_log-group", "arn"),
      log_destination_type: "cloud-watch-logs",
      iam_role_arn: goodProps.flowLogRoleArn,
    });
    expect(log?.["log_format"]).toMatch(/^\$\$\{version\} (\$\$\{[a-z-]+\} )+\$\$\{traffic-path\}$/);
  });

  test("the attributes are the ids of what was made", () => {
    const stack = networkStack();
    const network = new AwsNetwork(stack, "network", goodProps);
    const offered = {
      vpcId: network.vpcId,
      data: network.subnetIds.data,
      pods: network.podSubnetIds,
      groups: network.securityGroupIds,
      tables: network.routeTableIds,
      acls: network.networkAclIds,
    };
    for (const [name, value] of Object.entries(offered)) new TerraformOutput(stack, name, { value });
    const { output = {} } = synthesizeStack(stack);
    const resolved = Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value as Record<string, unknown>]));
    const three = (make: (letter: string) => string): string[] => ["a", "b", "c"].map(make);
    expect(resolved["vpcId"]).toBe(reference("aws_vpc", "vpc"));
    expect(resolved["data"]).toEqual(three((letter) => reference("aws_subnet", `subnets_data-${letter}`)));
    expect(resolved["pods"]).toEqual(three((letter) => reference("aws_subnet", `subnets_pods-${letter}`)));
    expect(Object.keys(resolved["groups"] ?? {})).toEqual([...zones, "endpoints"]);
    expect(resolved["groups"]?.["endpoints"]).toBe(reference("aws_security_group", "security-groups_endpoints"));
    expect(Object.keys(resolved["tables"] ?? {})).toEqual([...zones]);
    expect(resolved["tables"]?.["mesh"]).toEqual(three((letter) => reference("aws_route_table", `routes_mesh-${letter}`)));
    expect(resolved["tables"]?.["vault"]).toEqual([reference("aws_route_table", "routes_vault")]);
    expect(resolved["acls"]?.["vault"]).toBe(reference("aws_network_acl", "network-acls_vault"));
  });

  test("the order of flows and services means nothing", () => {
    const ordered = JSON.stringify(synthesized());
    const { interfaceEndpoints = [] } = goodProps;
    const shuffle = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffle([...estateFlows, ...estateFlows]), shuffle(interfaceEndpoints), (flows, services) => {
        expect(JSON.stringify(synthesized({ flows, interfaceEndpoints: services, gatewayEndpoints: ["s3", "dynamodb"] }))).toBe(ordered);
      }),
      { numRuns: 10 },
    );
  });

  test("another address block changes addresses only", () => {
    const other = addressPlan(8);
    const text = JSON.stringify(synthesized({ cidr: other.network, podCidr: other.pods }));
    expect(text.replaceAll("10.8.", "10.7.").replace(/100\.66\.\d+\./g, "pods.")).toBe(
      JSON.stringify(synthesized()).replace(/100\.65\.\d+\./g, "pods."),
    );
  });
});
