// Plays conformance.json with the client for Node: node conformance.mjs CLIENT URL TOKEN CASES
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [client, url, token, cases] = process.argv.slice(2);
const { Service } = await import(pathToFileURL(client).href);
const service = new Service(url, token);
const told = [];
for (const one of JSON.parse(await readFile(cases, "utf8"))) {
  const kiosk = await service.open({ seed: 1 });
  const found = {};
  try {
    for (const [name, ...rest] of one.calls) await kiosk[name === "never" ? "expectNever" : name](...rest);
    found.result = await kiosk.result();
    found.last = (await kiosk.screen()).outcome;
    found.outcomes = (await kiosk.journal()).map((line) => line.outcome).filter(Boolean);
    found.events = (await kiosk.events()).length;
    found.png = Buffer.from((await kiosk.picture()).slice(1, 4)).toString();
  } catch (error) {
    Object.assign(found, { error: error.constructor.name, says: error.message });
  }
  await kiosk.close();
  told.push(found);
}
console.log(JSON.stringify(told));
