// Client of the control protocol of `kiosk test serve` (docs/testing.md), for Node 18 and later.
// No packages are needed; kiosk.d.mts holds its types for TypeScript.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** The service cannot be reached, or has ended. */
export class KitError extends Error {}

/** A request that can never be carried out; the message says why. */
export class Refused extends KitError {}

/** What was wanted did not come in time. `report`: wanted, seen, unfit, pages, pressable. */
export class NotSeen extends Error {
  constructor(report) {
    super(report.sentence ?? "not seen");
    this.report = report;
  }
}

/** A running service, at `url` with `token`. */
export class Service {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /** Send a request; returns the Response. Throws KitError, Refused, NotSeen. */
  async call(method, path, body) {
    const headers = { Authorization: `Bearer ${this.token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let answer;
    try {
      answer = await fetch(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    } catch (error) {
      throw new KitError(`the desks' process does not answer (${error.message})`);
    }
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 409) throw new NotSeen(told);
    const sentence = told.sentence ?? told.detail ?? `status ${answer.status}`;
    throw new Refused(typeof sentence === "string" ? sentence : JSON.stringify(sentence));
  }

  /** As `call`, with a JSON answer. */
  async json(method, path, body) {
    return (await this.call(method, path, body)).json();
  }

  /** Every name that requests may use. */
  names() {
    return this.json("GET", "/v1/names");
  }

  /** Open a desk: `config` as in config.toml, `start` in Japanese time, `seed`, `frames`, `pictures`. */
  async open(wish = {}) {
    const { id } = await this.json("POST", "/v1/desks", wish);
    return new Kiosk(this, id);
  }
}

/** One desk. Acts wait until they are possible, at most `within` seconds of the desk's time. */
export class Kiosk {
  constructor(service, id) {
    this.service = service;
    this.id = id;
  }

  #do(method, path, body) {
    return this.service.json(method, `/v1/desks/${this.id}${path}`, body);
  }

  #get(path) {
    return this.service.call("GET", `/v1/desks/${this.id}${path}`);
  }

  /** Insert a persona's card or phone; options: faults, beside, within. */
  insert(card, options = {}) {
    return this.#do("POST", "/card", { card, ...options });
  }

  /** Take the card; options: on, within. */
  remove(options = {}) {
    return this.#do("POST", "/card/remove", options);
  }

  /** Press a button; options: on, digit, within. */
  press(press, options = {}) {
    return this.#do("POST", "/press", { press, ...options });
  }

  /** Type a PIN on the screen's keys; options: on, within. */
  pin(pin, options = {}) {
    return this.#do("POST", "/pin", { pin, ...options });
  }

  /** Do an act of a visit away from the reader; options: use, card, card_pin, answers, day, month, trouble. */
  visit(act, options = {}) {
    return this.#do("POST", "/visit", { act, ...options });
  }

  /** Press a button of the staff's window; options: minutes, or uses for settings (環境設定). */
  staff(press, options = {}) {
    return this.#do("POST", "/staff", { press, ...options });
  }

  /** Show the camera another clip, folder or picture. */
  frames(frames) {
    return this.#do("PUT", "/camera", { frames });
  }

  /** Switch a fault on; options: on, after (a hint such as "face.closer"), frame, within. */
  fault(fault, options = {}) {
    return this.#do("PUT", `/faults/${encodeURIComponent(fault)}`, options);
  }

  /** Switch a fault off. */
  mend(fault) {
    return this.#do("DELETE", `/faults/${encodeURIComponent(fault)}`);
  }

  /** Let time pass. */
  wait(seconds) {
    return this.#do("POST", "/time", { seconds });
  }

  /** Wait until all of `wanted` is so; options: within. Returns what was seen. */
  expect(wanted, options = {}) {
    return this.#do("POST", "/expect", { wanted, ...options });
  }

  /** Watch for `within` seconds (5) that not all of `unwanted` is so. */
  expectNever(unwanted, { within = 5 } = {}) {
    return this.#do("POST", "/expect", { wanted: unwanted, within, never: true });
  }

  /** Paint the program's sample of a page without a reception, with these values. */
  paint(page, values = {}) {
    return this.#do("POST", "/paint", { page, values });
  }

  /** Make the desk as it was at first. */
  reset() {
    return this.#do("POST", "/reset");
  }

  /** Close the desk. */
  close() {
    return this.#do("DELETE", "");
  }

  /** The facts that `expect` compares, `pressable`, and the `screen` in its public form. */
  async screen() {
    return (await this.#get("/screen")).json();
  }

  /** Elements of the newest result file and their texts. */
  async result() {
    return (await this.#get("/result")).json();
  }

  /** The newest result file; empty without one. */
  async resultFile() {
    return new Uint8Array(await (await this.#get("/result.xml")).arrayBuffer());
  }

  /** The window as a PNG file. */
  async picture() {
    return new Uint8Array(await (await this.#get("/screen.png")).arrayBuffer());
  }

  /** The lines of the journal so far. */
  async journal() {
    const text = await (await this.#get("/journal")).text();
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /** The events after number `since`. */
  async events(since = 0) {
    return (await this.#get(`/events?since=${since}`)).json();
  }
}

/** Milliseconds that the desks' process has to end by itself. */
const ENDS_MS = 10000;

/** Start `command`, which ends with this process at the latest; returns the service and `stop`. */
export async function serve(command = ["kiosk", "test", "serve", "--with-parent"]) {
  const child = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { url, token } = JSON.parse(line);
    return { service: new Service(url, token), stop: () => end(child) };
  }
  throw new KitError("the desks' process did not start; `kiosk doctor --test` says why");
}

/** Ask the process to end by closing its standard input; kill it when it does not. */
function end(child) {
  child.stdin.end();
  const late = setTimeout(() => child.kill("SIGKILL"), ENDS_MS);
  child.once("exit", () => clearTimeout(late));
}
