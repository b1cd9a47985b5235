// The text size: 標準, 大, 特大 in turn, remembered on this device.

import { loadSize, saveSize } from "./storage.js";
import { SIZES } from "./strings.js";

export function offerTextSizes(page, button, label) {
  const choose = (size) => {
    page.dataset.size = size.name;
    label.textContent = size.label;
  };
  const current = () => Math.max(0, SIZES.findIndex(({ name }) => name === page.dataset.size));
  choose(SIZES.find(({ name }) => name === loadSize()) ?? SIZES[0]);
  button.addEventListener("click", () => {
    choose(SIZES[(current() + 1) % SIZES.length]);
    saveSize(page.dataset.size);
  });
  button.hidden = false;
}
