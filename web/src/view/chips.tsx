// The filters in force, each with a way to take it away.
import { FILTERS, STATES, SEVERITIES } from "../data/filter";
import { words } from "../words";
import { useLink, useShown } from "./context";

export function Chips() {
  const { audit, view, found } = useShown();
  const to = useLink();
  const active = FILTERS.filter((name) => view[name] !== "");
  if (active.length === 0) return null;
  const named = (name: (typeof FILTERS)[number]): string => {
    const value = view[name];
    const { rules, levels } = audit.index;
    switch (name) {
      case "rule":
        return rules.title[rules.name.indexOf(value)] ?? value;
      case "level":
        return levels.name[levels.id.indexOf(value)] ?? value;
      case "severity":
        return words.severities[SEVERITIES.findIndex((one) => one === value)] ?? value;
      case "state":
        return words.states[STATES.findIndex((one) => one === value)] ?? value;
      default:
        return value;
    }
  };
  const none = Object.fromEntries(FILTERS.map((name) => [name, ""]));
  return (
    <div class="chips">
      <ul aria-label={words.filters}>
        {active.map((name) => (
          <li key={name}>
            <a href={to({ [name]: "", page: active.length === 1 && view.page === "findings" ? "overview" : view.page })} title={words.clear}>
              {words[name]}：{named(name)} <span aria-hidden="true">×</span>
              <span class="unseen">{words.clear}</span>
            </a>
          </li>
        ))}
        {active.length > 1 && (
          <li>
            <a href={to({ ...none, page: "overview" })}>{words.clearAll}</a>
          </li>
        )}
      </ul>
      <span class="quiet" role="status">
        {words.showing(found.length)}
      </span>
    </div>
  );
}
