// What a person has chosen or typed on a surface: a plain value for each block and action.

/** The value inside an entry of Slack's state, such as {type: "datepicker", selected_date: "2022-06-27"}. */
function valueOf(entry) {
  const found = Object.entries(entry).find(([name]) => name !== "type");
  return found ? found[1] : null;
}

/** The values of one surface; they outlive a redraw, so that nothing typed is lost. */
export class Values {
  #byBlock = {};

  /** Take what the state of the message or view ({block_id: {action_id: entry}}) holds and we do not. */
  learn(state = {}) {
    for (const [block, actions] of Object.entries(state)) {
      for (const [action, entry] of Object.entries(actions)) {
        const known = (this.#byBlock[block] ??= {});
        if (!(action in known)) known[action] = valueOf(entry);
      }
    }
  }

  set(block, element, value) {
    (this.#byBlock[block.block_id] ??= {})[element.action_id] = value;
  }

  /** What is held now, or else `initial`, which is then held. */
  startWith(block, element, initial) {
    const known = (this.#byBlock[block.block_id] ??= {});
    if (!(element.action_id in known)) known[element.action_id] = initial;
    return known[element.action_id];
  }

  /** The values of the blocks that are on show, for a submission. */
  forBlocks(blocks) {
    const inputs = blocks.filter((block) => block.type === "input" && block.block_id in this.#byBlock);
    return Object.fromEntries(inputs.map((block) => {
      const held = this.#byBlock[block.block_id];
      return [block.block_id, { [block.element.action_id]: held[block.element.action_id] ?? null }];
    }));
  }
}
