import { messageCheck } from "../../../../tools/twins/rules/message-checks";

/** What a message asks for: values that it allows, and values that it doesn't. */
test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    'expected "a" to contain a network Value with between 16 and 28 significant bits, got: 8',
    ["10.0.0.0/16", "10.0.0.0/28"],
    ["10.0.0.0/8", "10.0.0.0", "10.0.0.0/29"],
  ],
  [
    "invalid value for a (must be within 10.0.0.0/8, 172.16.0.0/12, or 192.168.0.0/16)",
    ["10.1.0.0/16", "172.31.0.0/16", "192.168.0.0/16"],
    ["0.0.0.0/0", "172.32.0.0/16", "192.169.0.0/24", "2001:db8::/56", "x"],
  ],
  ["a must not be zero, got 0", ["1", "-1"], ["0"]],
  ['first character of "a" must be a letter', ["a1"], ["1a", ""]],
  ['first character of parameter group "a" must be a letter', ["a1"], ["1a", ""]],
  ["invalid value for a (must follow semantic version format)", ["1.2.3", "v1.2.3-eksbuild.1", "1.2.3+x"], ["1.2", "999.1.1.1/99"]],
  ["expected a to be divisible by 31, got: 7", ["0", "62"], ["7"]],
  ['"a" doesn\'t look like AWS Account ID (exactly 12 digits): "~ a"', ["111122223333"], ["1111", "~ a"]],
  ["cannot parse '~ a' as boolean: strconv.ParseBool", ["true", "0", ""], ["yes"]],
  ['(~ a) must satisfy the format of "hh24:mi-hh24:mi"', ["03:00-04:00"], ["3:00-4:00", "24:00-25:00"]],
])("%s", (message, right, wrong) => {
  const check = messageCheck(message);
  expect(right.filter((value) => check?.(value) === false)).toEqual([]);
  expect(wrong.filter((value) => check?.(value) !== false)).toEqual([]);
});

test("a message that isn't understood has no check", () => {
  expect(messageCheck("is refused for a reason of its own")).toBeUndefined();
});
