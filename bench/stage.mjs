// What both measurements use: the stack that the Java side holds, people's tokens, and a report of what was seen.
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let turn = Promise.resolve();

/** One after another: what is ordered is done when it resolves. */
export const order = (what, more = {}) => {
  const asked = turn.then(async () => {
    console.log('@' + JSON.stringify({ do: what, ...more }));
    return JSON.parse((await lines.next()).value);
  });
  turn = asked.catch(() => {});
  return asked;
};

export const options = JSON.parse(process.argv[2] ?? '{}');
export const number = (name, otherwise) => Number(options[name] ?? otherwise);
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(what, condition, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for: ${typeof what === 'function' ? what() : what}`);
    await sleep(20);
  }
}

export async function form(url, fields) {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** A fresh access token of the development realm's client. */
export async function token(person) {
  const issuer = await order('property', { name: 'pixpro.keycloak.issuer' });
  const fields = { grant_type: 'password', client_id: 'pixpro-dev', username: person, password: person };
  return (await form(`${issuer}/protocol/openid-connect/token`, fields)).access_token;
}

export const owner = (jwt) => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url')).sub;

const seen = [];

/** Runs it, and reports whether it held. What it returns is told. */
export async function check(what, proof) {
  const begin = Date.now();
  try {
    const told = (await proof()) ?? '';
    seen.push({ what, held: true });
    console.log(`ok    ${what} (${Date.now() - begin} ms) ${told}`);
  } catch (error) {
    seen.push({ what, held: false });
    console.log(`FALSE ${what}: ${error.message}`);
  }
}

export function same(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(actual)?.slice(0, 400)} instead of ${JSON.stringify(expected)?.slice(0, 400)}`);
  }
}

export function finish() {
  const failed = seen.filter((each) => !each.held);
  console.log(`${seen.length - failed.length} of ${seen.length} held`);
  process.exit(failed.length ? 1 : 0);
}
