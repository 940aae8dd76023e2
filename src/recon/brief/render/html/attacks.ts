import type { Attack, Dossier, Target } from "../../dossier.ts";
import { commandFor, placeWords } from "../words.ts";
import { escaped, folding } from "./markup.ts";

/** Targets of one attack that are seen at once. */
const mostTargets = 3;

/** Yields what an attacker does next, the best first. */
export function* attackCards({ attacks, target, against }: Dossier): Generator<string> {
  if (attacks.length === 0) return;
  yield `<section aria-labelledby="attacks-title">\n<h2 id="attacks-title" tabindex="-1">What an attacker does next</h2>\n`;
  yield `<p class="meta">The best first: by what it costs you, how easy it is, and how sure it is from what was found. 25 is the most.</p>\n<ol class="attacks">\n`;
  for (const attack of attacks)
    yield* oneAttack(attack, {
      target,
      isNew: against?.attacks.new.includes(attack.play) ?? false,
    });
  yield "</ol>\n</section>\n";
}

function* oneAttack(
  attack: Attack,
  { target, isNew }: { readonly target: string; readonly isNew: boolean },
): Generator<string> {
  const { score, title, why, fix, command, targets } = attack;
  const tone = score >= 20 ? "first" : score >= 12 ? "second" : "third";
  yield `<li class="attack"><p class="score ${tone}"><b>${score}</b><span>of 25</span></p><div>\n`;
  yield `<h3>${escaped(title)}${isNew ? ' <span class="new">new</span>' : ""}</h3>\n<ul>\n`;
  yield* folding(targets, { most: mostTargets, as: "list" }, (each) => oneTarget(each, target));
  yield `</ul>\n<p class="quiet">${escaped(why)}</p>\n<p class="fix"><b>Fix.</b> ${escaped(fix)}</p>\n`;
  if (command !== undefined)
    yield `<code class="command">${escaped(commandFor(command, target))}</code>\n`;
  yield "</div></li>\n";
}

function* oneTarget({ step, sure, fix, evidence }: Target, target: string): Generator<string> {
  const places = [...new Set(evidence.map(({ place }) => placeWords(place, target)))];
  const likely = sure === "likely" ? ' <span class="quiet">likely</span>' : "";
  yield `<li>${escaped(step)}${likely}`;
  if (fix !== undefined) yield `<br><span class="quiet">First: ${escaped(fix)}</span>`;
  if (places.length > 0) yield `<br><span class="seen">${escaped(places.join("; "))}</span>`;
  yield "</li>\n";
}
