import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../rules/repository";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";

const answers = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: "ignore" }).status === 0;

/** Addresses of the internet's protocols in a trace of system calls. */
const addressesIn = (trace: string): readonly string[] =>
  [...trace.matchAll(/sa_family=AF_INET6?\b[^}]*?(?:inet_addr\("([^"]*)"\)|inet_pton\(AF_INET6, "([^"]*)")/g)].map(
    ([, four, six]) => four ?? six ?? "",
  );

const isLoopback = (address: string): boolean => address.startsWith("127.") || address === "::1";

test("addresses are found in a trace", () => {
  const trace = [
    '7 connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = -1',
    '7 connect(5, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1',
    '7 connect(5, {sa_family=AF_UNIX, sun_path="/run/x"}, 16) = 0',
    '7 sendto(5, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 1',
  ].join("\n");
  expect(addressesIn(trace)).toEqual(["192.0.2.1", "2001:db8::1", "127.0.0.53"]);
  expect(addressesIn(trace).filter(isLoopback)).toEqual(["127.0.0.53"]);
});

test("a rehearsal, with all that it starts, connects to nothing but this machine", () => {
  if (!answers("strace", "-V")) {
    process.stderr.write("not watched: strace is not installed\n");
    return;
  }
  if (!answers(process.env["ESTATE_TERRAFORM"] ?? "terraform", "version")) {
    notRunWithRealTerraform("Terraform can't be had");
    return;
  }
  const trace = join(freshFolder(), "trace");
  const watched = ["-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", trace];
  const rehearsal = [process.execPath, "tools/run.mjs", "rehearse", "--stack", "dev-*-account"];
  const { status, stderr } = spawnSync("strace", [...watched, ...rehearsal], { cwd: projectRoot, encoding: "utf8" });
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const addresses = addressesIn(readFileSync(trace, "utf8"));
  // Terraform reaches its twins, so there is something to see.
  expect(addresses.length).toBeGreaterThan(10);
  expect([...new Set(addresses.filter((address) => !isLoopback(address)))]).toEqual([]);
});
