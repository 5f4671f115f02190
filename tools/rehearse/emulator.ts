import { EstateError } from "../../modules/core/errors";
import { requirementsOf, awsSource } from "../terraform/requirements";
import type { RehearsedStack } from "./copies";

/** Where an emulator listens. */
const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?\/?$/;

/**
 * Checks that an address is an emulator's on this machine.
 *
 * @throws EstateError UnknownOption
 */
export const checkEndpoint = (address: string): string => {
  if (loopback.test(address)) return address.replace(/\/$/, "");
  throw new EstateError([
    {
      code: "UnknownOption",
      place: "--aws-endpoint",
      rule: "the emulator must listen on this machine: a rehearsal calls no network",
      value: address,
      fix: "use http://127.0.0.1:PORT",
    },
  ]);
};

/**
 * Checks that something answers at an emulator's address.
 *
 * @throws EstateError UnknownOption
 */
export const checkEmulator = async (endpoint: string): Promise<void> => {
  const answers = await fetch(endpoint, { signal: AbortSignal.timeout(answerSeconds * 1000) }).then(
    () => true,
    () => false,
  );
  if (answers) return;
  throw new EstateError([
    {
      code: "UnknownOption",
      place: "--aws-endpoint",
      rule: "an emulator of AWS must answer there",
      value: endpoint,
      fix: "start one, for example: MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACCOUNT_ID=111122223333 moto_server -H 127.0.0.1 -p 5000",
    },
  ]);
};

/** An emulator on this machine answers in milliseconds. */
const answerSeconds = 10;

/** The environment variables with which the real provider reaches the emulator, and nothing else. */
export const emulatorEnvironment = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_MAX_ATTEMPTS: "2",
});

/** The stacks that an emulator of AWS can be asked about: those of AWS alone. */
export const emulatedStacks = (stacks: readonly RehearsedStack[]): readonly RehearsedStack[] =>
  stacks.filter(({ json }) => requirementsOf(json).every(({ source }) => source === awsSource));
