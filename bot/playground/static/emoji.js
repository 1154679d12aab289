// The emoji shortcodes in common use. One that is not here stays as it was written, colons and all.

const SHORTCODES = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", wave: "👋", pray: "🙏", clap: "👏", raised_hands: "🙌",
  ok_hand: "👌", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", eyes: "👀", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", speech_balloon: "💬", thought_balloon: "💭", smile: "😄", smiley: "😃", grinning: "😀",
  slightly_smiling_face: "🙂", blush: "😊", wink: "😉", joy: "😂", thinking_face: "🤔", neutral_face: "😐", confused: "😕",
  disappointed: "😞", cry: "😢", sweat_smile: "😅", tada: "🎉", sparkles: "✨", star: "⭐", heart: "❤️", green_heart: "💚",
  fire: "🔥", rocket: "🚀", bulb: "💡", bell: "🔔", no_bell: "🔕", warning: "⚠️", rotating_light: "🚨", sos: "🆘",
  no_entry: "⛔", no_entry_sign: "🚫", octagonal_sign: "🛑", x: "❌", white_check_mark: "✅", heavy_check_mark: "✔️",
  ballot_box_with_check: "☑️", question: "❓", grey_question: "❔", exclamation: "❗", grey_exclamation: "❕",
  information_source: "ℹ️", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", stopwatch: "⏱️", clock9: "🕘",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", spiral_calendar: "🗓️", memo: "📝", pencil: "📝", pencil2: "✏️",
  clipboard: "📋", page_facing_up: "📄", bookmark_tabs: "📑", books: "📚", book: "📖", open_book: "📖", notebook: "📓",
  newspaper: "📰", link: "🔗", paperclip: "📎", pushpin: "📌", round_pushpin: "📍", file_folder: "📁", open_file_folder: "📂",
  inbox_tray: "📥", outbox_tray: "📤", mailbox: "📫", email: "✉️", envelope: "✉️", "e-mail": "📧", incoming_envelope: "📨",
  phone: "☎️", telephone: "☎️", telephone_receiver: "📞", iphone: "📱", computer: "💻", mag: "🔍", mag_right: "🔎",
  lock: "🔒", unlock: "🔓", key: "🔑", shield: "🛡️", gear: "⚙️", wrench: "🔧", hammer: "🔨", bar_chart: "📊",
  chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", school: "🏫", office: "🏢", house: "🏠", classical_building: "🏛️",
  world_map: "🗺️", compass: "🧭", motorway: "🛣️", vertical_traffic_light: "🚦", bus: "🚌", oncoming_bus: "🚍", minibus: "🚐",
  car: "🚗", bicyclist: "🚴", child: "🧒", baby: "👶", family: "👪", teacher: "🧑‍🏫", student: "🧑‍🎓", ear: "👂",
  brain: "🧠", wheelchair: "♿", ambulance: "🚑", hospital: "🏥", pill: "💊", seedling: "🌱", herb: "🌿", deciduous_tree: "🌳",
  sunny: "☀️", rainbow: "🌈", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄",
  leftwards_arrow_with_hook: "↩️", heavy_plus_sign: "➕", heavy_minus_sign: "➖", one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣",
  five: "5️⃣", large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", small_blue_diamond: "🔹", small_orange_diamond: "🔸",
  robot_face: "🤖", gift: "🎁", coffee: "☕", cake: "🍰", label: "🏷️", test_tube: "🧪", balance_scale: "⚖️", scales: "⚖️",
};

/** The character for a shortcode without its colons, or null. */
export function emojiFor(name) {
  return Object.hasOwn(SHORTCODES, name) ? SHORTCODES[name] : null;
}

/** Text with the shortcodes we know replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojiFor(name) ?? whole);
}
