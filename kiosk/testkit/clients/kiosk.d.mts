// Types of kiosk.mjs. Names (pages, presses, faults, personas) are those of `kiosk test names`.
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Wanted = { [fact: string]: Value };
export type Facts = { page: string | null; outcome: string | null; [fact: string]: unknown };
export interface When {
  /** Wait for this page first. */
  on?: string;
  /** Seconds of the desk's time; 30 unless given. */
  within?: number;
}
export interface Report {
  sentence: string;
  wanted: Wanted;
  within: number;
  seen: Facts;
  unfit: Wanted;
  pages: string[];
  pressable: string[];
}
export interface DeskWish {
  config?: object;
  start?: string;
  seed?: number;
  visual_password?: string;
  frames?: string;
  /** Keep a picture of every page. */
  pictures?: boolean;
}
export interface Event {
  number: number;
  at: number;
  time: string;
  kind: string;
  [value: string]: unknown;
}
export class KitError extends Error {}
export class Refused extends KitError {}
export class NotSeen extends Error {
  report: Report;
}
export class Service {
  constructor(url: string, token: string);
  readonly url: string;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  json(method: string, path: string, body?: unknown): Promise<any>;
  names(): Promise<{ [kind: string]: unknown }>;
  open(wish?: DeskWish): Promise<Kiosk>;
}
export class Kiosk {
  readonly id: string;
  insert(card: string, options?: { faults?: object[]; beside?: string; within?: number }): Promise<Facts>;
  remove(options?: When): Promise<Facts>;
  press(press: string, options?: When & { digit?: number }): Promise<Facts>;
  pin(pin: string, options?: When): Promise<Facts>;
  visit(act: string, options?: { use?: string; card?: string; card_pin?: string; answers?: { [item: string]: boolean }; day?: string; month?: string; trouble?: string }): Promise<Facts>;
  staff(press: string, options?: { minutes?: number; uses?: string[] }): Promise<Facts>;
  frames(frames: string): Promise<Facts>;
  fault(fault: string, options?: When & { after?: string; frame?: number }): Promise<Facts>;
  mend(fault: string): Promise<Facts>;
  wait(seconds: number): Promise<Facts>;
  expect(wanted: Wanted, options?: { within?: number }): Promise<Facts>;
  expectNever(unwanted: Wanted, options?: { within?: number }): Promise<Facts>;
  paint(page: string, values?: Wanted): Promise<Facts>;
  reset(): Promise<unknown>;
  close(): Promise<unknown>;
  screen(): Promise<Facts & { pressable: string[]; screen: object }>;
  result(): Promise<{ [element: string]: string }>;
  resultFile(): Promise<Uint8Array>;
  picture(): Promise<Uint8Array>;
  journal(): Promise<object[]>;
  events(since?: number): Promise<Event[]>;
}
export function serve(command?: string[]): Promise<{ service: Service; stop: () => boolean }>;
