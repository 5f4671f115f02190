import { createWorld } from "../../../tools/world/create-world";
import { worldRules } from "../../../tools/world/rules";
import { ask, objectOf, saidBy, thing, worldOf, type PlantedCase } from "./planted";
import { googleCases } from "./planted-google";
import { googleBalancerCases } from "./planted-google-balancers";
import { clusterCases } from "./planted-clusters";
import { gatewayCases } from "./planted-gateways";
import { edgeCases } from "./planted-edge";
import { keptNameCases, nameCases } from "./planted-names";
import { networkCases } from "./planted-networks";
import { policyCases } from "./planted-policies";
import { referenceCases } from "./planted-references";
import { stateCases } from "./planted-states";

const byHand = [
  ...clusterCases,
  ...edgeCases,
  ...gatewayCases,
  ...googleBalancerCases,
  ...googleCases,
  ...networkCases,
  ...policyCases,
  ...stateCases,
];
const fromTables = [...nameCases, ...keptNameCases, ...referenceCases];
const cases = [...byHand, ...fromTables];

/** What the rule of a case says in the world that it refuses in. */
const refusalsOf = ({ rule, standing, gone, asked, outside }: PlantedCase): readonly string[] =>
  saidBy(rule, ask(worldOf(standing, gone, outside), asked));

const allowanceOf = ({ rule, standing, gone, asked, allowed, outside }: PlantedCase): readonly string[] =>
  saidBy(rule, ask(worldOf(allowed.standing ?? standing, allowed.gone ?? gone, outside), allowed.asked ?? asked));

/** What is wrong with the answer to a case; nothing where it is as it has to be. */
const faultsOf = (planted: PlantedCase): readonly string[] => {
  const { rule, code, asked, other } = planted;
  const object = objectOf(asked);
  const [said] = refusalsOf(planted);
  if (said === undefined) return [`${rule} refused nothing`];
  const texts = [`[${rule}] ${code}:`, `${object.type} `, ` of ${object.stack}`];
  const labels = [object.id, ...(other === undefined ? [] : [other])];
  const unsaid = [
    ...texts.filter((text) => !said.includes(text)),
    ...labels.filter((id) => !said.includes(`'${id}'`) && !said.includes(`(${id})`)),
  ];
  return [
    ...unsaid.map((text) => `${rule} does not say ${text}: ${said}`),
    ...allowanceOf(planted).map((text) => `${rule} refused what it allows: ${text}`),
  ];
};

describe("a rule refuses its planted case and allows the nearest one", () => {
  test.each(byHand.map((planted, index) => [`${planted.rule} (${String(index)})`, planted] as const))("%s", (_, planted) => {
    expect(faultsOf(planted)).toEqual([]);
  });

  test("every row of the tables of names and references", () => {
    expect(fromTables.length).toBeGreaterThan(1_000);
    expect(fromTables.flatMap(faultsOf)).toEqual([]);
  });
});

describe("the rules", () => {
  test("have names of their own", () => {
    const names = worldRules.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("have a planted case each, and each case has a rule", () => {
    const planted = new Set(cases.map(({ rule }) => rule));
    const names = new Set(worldRules.map(({ name }) => name));
    expect([...names].filter((name) => !planted.has(name))).toEqual([]);
    expect([...planted].filter((name) => !names.has(name))).toEqual([]);
  });

  test("have a public source and the day on which it was read", () => {
    const odd = worldRules.filter(
      ({ source }) => !/^https:\/\/[a-z.]+\.(?:com|io|sh)\//.test(source.url) || !/^\d{4}-\d\d-\d\d$/.test(source.read),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  test("name both resources with type, name, stack and place, the code, the argument and the source", () => {
    const world = worldOf([thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16", tags: { Name: "main" } })]);
    const subnet = thing("aws_subnet", "subnet-1", { vpc_id: "vpc-1", cidr_block: "10.9.0.0/24" });
    expect(world.create(subnet)).toEqual([
      {
        severity: "error",
        summary: "[subnet-inside-vpc] InvalidSubnet.Range: the subnet lies outside the ranges of its VPC (10.0.0.0/16)",
        detail:
          "Refused: aws_subnet 'subnet-1' of stack-of-subnet-1 in 111122223333, eu-central-1, cidr_block = '10.9.0.0/24'. " +
          "The other side: aws_vpc 'main' (vpc-1) of stack-of-vpc-1 in 111122223333, eu-central-1. " +
          "Rule subnet-inside-vpc: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (read 2026-11-23).",
        path: [{ attribute: "cidr_block" }],
      },
    ]);
  });

  test("leave what is refused out of the world, and keep what only warns", () => {
    const world = createWorld({ outside: "empty" });
    const subnet = thing("aws_subnet", "subnet-1", { vpc_id: "vpc-1" });
    expect(world.create(subnet).map(({ severity }) => severity)).toEqual(["error"]);
    expect(world.all("aws_subnet")).toEqual([]);
    const queue = thing("aws_sqs_queue", "queue-1", { name: "queue" });
    world.create(queue);
    world.remove(queue);
    expect(world.create(queue).map(({ severity }) => severity)).toEqual(["warning"]);
    expect(world.all("aws_sqs_queue")).toEqual([queue]);
  });
});
