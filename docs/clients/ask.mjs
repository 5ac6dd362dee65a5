// Ask by folder or over HTTP: node ask.mjs WHERE KIND FILE [TOKEN]; prints the answer.
// WHERE is an OQS folder or http://127.0.0.1:8780; KIND is for example OQSsiquc01.
import { randomUUID } from "node:crypto";
import { readFile, readdir, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

async function byFolder(folder, kind, data, seconds = 30) {
  const tail = randomUUID().replaceAll("-", "");
  const half = join(folder, "req", `.${tail}.part`);
  await writeFile(half, data);
  await rename(half, join(folder, "req", `${kind}req_${tail}.xml`));
  for (const ends = Date.now() + seconds * 1000; Date.now() < ends; await wait(100)) {
    const name = (await readdir(join(folder, "res"))).find((one) => one.startsWith(`${kind}res_${tail}.`));
    if (name) {
      const told = await readFile(join(folder, "res", name));
      await unlink(join(folder, "res", name));
      return told;
    }
  }
  throw new Error("no answer came");
}

async function byHttp(url, kind, data, token) {
  const headers = { "Content-Type": "application/xml", "Idempotency-Key": randomUUID() };
  if (token) headers.Authorization = `Bearer ${token}`;
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(`${url}/v1/${kind}`, { method: "POST", body: data, headers, signal });
  return Buffer.from(await answer.arrayBuffer());
}

const [where, kind, file, token] = process.argv.slice(2);
const data = await readFile(file);
const ask = where.startsWith("http") ? byHttp : byFolder;
process.stdout.write(await ask(where, kind, data, token));
