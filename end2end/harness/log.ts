// What has reached AWS? The simulator's log is the witness.
import type { World } from "./world.ts";

type Logged = { operation: string; status: number; body: unknown };

/** Requests of this operation that name all of these texts in their input. */
export async function sent(world: World, operation: string, ...naming: string[]): Promise<Logged[]> {
  const { requests } = (await world.control("log")) as { requests: Logged[] };
  return requests.filter((one) => one.operation === operation && naming.every((text) => JSON.stringify(one.body).includes(text)));
}
