import { Seeds } from "../../../tools/twins/seeds";

test("equal resources get seeds in their order, each kind for itself", () => {
  const seeds = new Seeds();
  expect([seeds.next("a"), seeds.next("a"), seeds.next("b")]).toEqual(["a-0", "a-1", "b-0"]);
});

test("a seed that an earlier process gave away is not given again", () => {
  const seeds = new Seeds();
  seeds.note("a-1");
  seeds.note("a-0");
  expect([seeds.next("a"), seeds.next("b")]).toEqual(["a-2", "b-0"]);
});
