// The left column: workspace, who you are, where to go, and which day it is. On a phone it is a drawer.

import { el, icon, replaceKeepingFocus, trapTab } from "./dom.js";
import { confirmed } from "./surface.js";

const LONG_DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function shifted(date, days) {
  const when = new Date(`${date}T00:00:00Z`);
  when.setUTCDate(when.getUTCDate() + days);
  return when.toISOString().slice(0, 10);
}

function workspaceSwitch(app) {
  const { store } = app;
  return el("fieldset", { class: "workspaces" }, el("legend", { class: "visually-hidden", text: "Workspace" }),
    store.teams.map((team) => el("label", {},
      el("input", { type: "radio", name: "workspace", value: team.id, checked: team.id === store.team, data: { key: `team/${team.id}` }, on: { change: () => app.enter(team.id) } }),
      el("span", { text: team.name.replace(/ sample workspace$/, "") }))));
}

function personSwitch(app) {
  const { store } = app;
  const people = store.data.people.filter((person) => !person.bot);
  return el("div", { class: "you-are" }, el("label", { for: "you-are", text: "You are" }),
    el("select", { id: "you-are", data: { key: "you-are" }, on: { change: (event) => app.become({ person: event.target.value }) } },
      people.map((person) => el("option", { value: person.name, selected: person.name === store.person, text: person.name }))),
    el("p", { class: "you-are-role", text: store.me.role }));
}

function entry(app, { place, symbol, label, unread, note }) {
  const here = app.store.place === place;
  const count = unread && !here ? el("span", { class: "unread" }, String(unread), el("span", { class: "visually-hidden", text: " new" })) : null;
  return el("li", {}, el("button", {
    type: "button", class: "place", "aria-current": here ? "page" : null, data: { key: `place/${place}`, place }, on: { click: () => app.go(place) },
  }, icon(symbol), el("span", { class: "place-name", text: label }), note && el("span", { class: "visually-hidden", text: ` ${note}` }), count));
}

function places(app) {
  const { channels } = app.store.data;
  const rooms = channels.filter((channel) => channel.kind !== "im");
  const direct = channels.find((channel) => channel.kind === "im");
  return [
    el("h2", { text: app.store.bot?.name ?? "App" }),
    el("ul", {}, entry(app, { place: "dm", symbol: "chat", label: "Direct message", unread: direct?.unread }), entry(app, { place: "home", symbol: "home", label: "App Home" })),
    el("h2", { text: "Channels" }),
    el("ul", {}, rooms.map((channel) => entry(app, {
      place: `#${channel.name}`, symbol: channel.kind === "private" ? "lock" : "hash", label: channel.name, unread: channel.unread, note: channel.kind === "private" ? "(private)" : null,
    }))),
  ];
}

function dayControl(app) {
  const { today } = app.store;
  const step = (days, symbol, label) => el("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label, data: { key: `day/${days}` }, on: { click: () => app.setToday(shifted(today, days)) },
  }, icon(symbol));
  return el("div", { class: "day-control", role: "group", "aria-labelledby": "today-is" },
    el("p", { id: "today-is" }, "Today is ", el("strong", { text: LONG_DATE.format(new Date(`${today}T00:00:00Z`)) })),
    el("label", { class: "hint", for: "day-pick", text: "Choose another day" }),
    el("div", { class: "day-row" }, step(-1, "left", "Previous day"),
      el("input", { type: "date", class: "field", id: "day-pick", value: today, data: { key: "day/pick" }, on: { change: (event) => event.target.value && app.setToday(event.target.value) } }),
      step(1, "right", "Next day")),
    el("p", { class: "hint", text: "Signpost answers as it would on this day." }),
    el("button", { type: "button", class: "link-button", text: "Start again", data: { key: "start-again" }, on: { click: () => startAgain(app) } }));
}

async function startAgain(app) {
  const sure = await confirmed({
    title: { text: "Start again?" },
    text: { text: "In every workspace the messages are removed, the schools that people chose and the questions they sent are forgotten, and the day goes back to where it began. The directory is kept as it is now." },
    confirm: { text: "Start again" }, deny: { text: "Keep everything" }, style: "danger",
  });
  if (!sure || !(await app.startAgain())) return;
  const afresh = await confirmed({
    title: { text: "Load the directory afresh?" },
    text: { text: "The messages are gone. The directory was changed while you tried things out, and still holds those changes. It can be loaded afresh from its files, without them." },
    confirm: { text: "Load it afresh" }, deny: { text: "Keep the changes" }, style: "danger",
  });
  if (afresh) app.startAgain({ afresh: true });
}

/** Draws the sidebar and opens and closes it as a drawer. */
export class Sidebar {
  #app;
  #root = document.getElementById("sidebar");
  #body = document.getElementById("sidebar-body");
  #toggle = document.getElementById("menu-button");
  #drawn = "";

  constructor(app) {
    this.#app = app;
    this.#toggle.append(icon("menu"));
    this.#toggle.addEventListener("click", () => this.open());
    document.getElementById("sidebar-close").append(icon("close"));
    document.getElementById("sidebar-close").addEventListener("click", () => this.close());
    document.getElementById("backdrop").addEventListener("click", () => this.close());
    this.#root.addEventListener("keydown", (event) => {
      if (!this.isOpen) return;
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      }
      trapTab(this.#root, event);
    });
  }

  get isOpen() {
    return document.body.classList.contains("drawer-open");
  }

  open() {
    document.body.classList.add("drawer-open");
    this.#toggle.setAttribute("aria-expanded", "true");
    (this.#root.querySelector('[aria-current="page"]') ?? this.#root).focus();
  }

  close() {
    if (!this.isOpen) return;
    document.body.classList.remove("drawer-open");
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#toggle.focus();
  }

  /** Draw what changed; with `again`, all of it. */
  draw(again = false) {
    const { store } = this.#app;
    const rooms = store.data.channels.map(({ id, name, unread }) => [id, name, unread]);
    const signature = JSON.stringify([store.team, store.person, store.place, store.today, rooms, store.teams]);
    if (!again && signature === this.#drawn) return;
    this.#drawn = signature;
    replaceKeepingFocus(this.#body, workspaceSwitch(this.#app), personSwitch(this.#app),
      el("nav", { class: "places", "aria-label": "Channels and messages" }, places(this.#app)), dayControl(this.#app));
  }
}
