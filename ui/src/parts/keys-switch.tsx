import { keysOn, turnKeys } from "./keys.ts";

export const KeysSwitch = () => (
  <label class="check">
    <input
      type="checkbox"
      checked={keysOn.value}
      onChange={(event) => turnKeys(event.currentTarget.checked)}
    />
    Single keys do something
  </label>
);
