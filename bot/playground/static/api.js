// The page's requests to its own server.

/** A request that failed, as a sentence for the person. `status` is 0 when the server could not be reached. */
export class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

const UNREACHABLE = "The try-out server did not answer. Check that it is still running in the terminal, then try again.";
const UNREADABLE = "The try-out server sent an answer this page cannot read. Reload the page; if it happens again, look at the terminal.";

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, { cache: "no-store", ...options });
  } catch (cause) {
    if (options?.signal?.aborted) throw cause;
    throw new Problem(UNREACHABLE);
  }
  let body;
  try {
    body = await response.json();
  } catch (cause) {
    // The page gave the answer up, or the connection broke in the middle of it: neither is a wrong answer.
    if (options?.signal?.aborted) throw new DOMException("given up", "AbortError");
    throw new Problem(cause instanceof SyntaxError ? UNREADABLE : UNREACHABLE, response.status);
  }
  if (body.ok === false) throw new Problem(body.error, response.status);
  return body;
}

function post(url, data) {
  return ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) });
}

/** What this person sees; waits on the server until it is newer than `after`. */
export function getState({ team, user, after, signal }) {
  const query = new URLSearchParams(team ? { team, user, after } : { after });
  return ask(`/page/state?${query}`, { signal });
}

/** Do one of the things a person can do; gives its result. */
export async function act(team, user, what, details) {
  return (await post("/page/act", { team, user, do: what, with: details })).result;
}

/** Upload a file for a file input; gives Slack's file object. */
export async function upload(team, user, file) {
  const query = new URLSearchParams({ team, user, name: file.name });
  return (await ask(`/page/upload?${query}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file })).result;
}

/** Make `date` the day, which the workspace `team` keeps as its own. */
export function setToday(date, team) {
  return post("/page/today", { date, team });
}

/** Start again; with `afresh` the directory too. Gives whether the directory holds changes. */
export async function startAgain(team, afresh) {
  return (await post("/page/reset", { team, afresh })).result.directory_changed;
}
