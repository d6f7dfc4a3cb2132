// A process of a test's own: what it prints, and its end.
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { READY_WITHIN_MS, STOPPED_WITHIN_MS, within } from "./world.ts";

/** A process that was started, and is killed with this one. */
export class Running {
  private printed = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly abandon: () => void;

  constructor(program: string, args: string[]) {
    const credentials = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "none", AWS_EC2_METADATA_DISABLED: "true" };
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...credentials } });
    this.child = child;
    this.ended = new Promise((resolve) => {
      child.once("error", (error) => ((this.printed += `${program}: ${error.message}`), resolve()));
      child.once("close", () => resolve());
    });
    const read = (chunk: Buffer) => (this.printed += chunk.toString());
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    // A worker that is killed gets no time to stop what it started.
    this.abandon = () => child.kill("SIGKILL");
    process.once("exit", this.abandon);
  }

  log(): string {
    return this.printed;
  }

  /** Waits until it has printed this; gives what stands in the brackets. */
  async says(line: RegExp): Promise<string> {
    const said = new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = this.printed.match(line)?.[1];
        if (found) resolve(found);
      };
      this.child.stdout?.on("data", look);
      this.child.stderr?.on("data", look);
      void this.ended.then(() => reject(new Error(`it ended:\n${this.printed}`)));
    });
    const found = await within(READY_WITHIN_MS, said);
    if (found === undefined) throw new Error(`it was not ready in time:\n${this.printed}`);
    return found;
  }

  async stop(): Promise<"ended" | "killed"> {
    this.child.kill("SIGTERM");
    const end = await within(STOPPED_WITHIN_MS, this.ended.then(() => "ended" as const));
    if (end === undefined) this.abandon();
    process.off("exit", this.abandon);
    return end ?? "killed";
  }
}

/** A port that nobody listens on: who signs people in has to know where they will come back to. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
