// What the page knows: who the person is, where they look, and the workspace as the server last told it.

const REMEMBERED = "signpost-try-out";

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(REMEMBERED)) ?? {};
  } catch {
    return {};
  }
}

/** `place` is "dm", "home" or "#name": it means the same for every person and workspace. */
export class Store {
  constructor() {
    const { team = null, person = null, place = "dm" } = remembered();
    Object.assign(this, { team, person, place, thread: null, data: null, today: null, teams: [], drafts: new Map() });
  }

  /** Take an answer of /page/state; false when it is about somebody else than the person who is remembered. */
  learn({ state, today, teams }) {
    this.teams = teams;
    const { team, user } = this.ids;
    if (team && (team !== state.team.id || user !== state.me)) return false;
    Object.assign(this, { data: state, today });
    this.team = state.team.id;
    this.person = this.me.name;
    if (this.place.startsWith("#") && !this.channel) this.place = "dm";
    if (this.thread && !this.channel?.messages.some((message) => message.ts === this.thread)) this.thread = null;
    this.remember();
    return true;
  }

  remember() {
    const { team, person, place } = this;
    try {
      sessionStorage.setItem(REMEMBERED, JSON.stringify({ team, person, place }));
    } catch {
      // a browser that keeps nothing starts from the beginning next time
    }
  }

  get me() {
    return this.data.people.find((person) => person.id === this.data.me);
  }

  get bot() {
    return this.data.people.find((person) => person.bot);
  }

  /** The team and the user to ask the server for; nothing before the first answer. */
  get ids() {
    const team = this.teams.find((other) => other.id === this.team);
    const person = team?.people.find((other) => other.name === this.person) ?? team?.people[0];
    return team ? { team: team.id, user: person.id } : {};
  }

  /** The channel that is looked at, or null on the Home. */
  get channel() {
    const { channels } = this.data;
    if (this.place === "dm") return channels.find((channel) => channel.kind === "im") ?? null;
    return channels.find((channel) => `#${channel.name}` === this.place && channel.kind !== "im") ?? null;
  }

  /** Messages of the channel itself, then those of the open thread (the first is the one it is about). */
  get messages() {
    return (this.channel?.messages ?? []).filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.broadcast);
  }

  get threadMessages() {
    return (this.channel?.messages ?? []).filter((message) => message.ts === this.thread || message.thread_ts === this.thread);
  }

  draftKey(thread) {
    return [this.team, this.person, this.place, thread ?? ""].join("|");
  }
}
