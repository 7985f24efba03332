// The search: as one types, units and rules are listed; arrows choose, Enter opens.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { link } from "../state";
import { words } from "../words";
import { go, useShown } from "./context";
import { CountsLine } from "./counts";

/** Most units listed. */
const MOST = 40;

interface Choice {
  id: string;
  address: string;
  unit?: number;
  rule?: number;
}

export function SearchBox() {
  const { audit, search, view } = useShown();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(() => search.find(text, MOST), [search, text]);
  const plain = { unit: "", rule: "", region: "", level: "", year: "", severity: "", state: "" };
  const choices: Choice[] = [
    ...found.units.map((unit) => ({
      id: `unit-${unit}`,
      unit,
      address: link(view, { ...plain, page: "findings", unit: audit.index.units.name[unit]! }),
    })),
    ...found.rules.map((rule) => ({
      id: `rule-${rule}`,
      rule,
      address: link(view, { ...plain, page: "findings", rule: audit.index.rules.name[rule]! }),
    })),
  ];
  const isShown = isOpen && text.trim() !== "";
  const current = choices[Math.min(chosen, choices.length - 1)];
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLInputElement;
      if (event.key === "/" && !inField && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  useEffect(() => {
    if (current && isShown) document.getElementById(current.id)?.scrollIntoView({ block: "nearest" });
  }, [current?.id, isShown]);

  const open = (choice: Choice | undefined) => {
    if (!choice) return;
    setOpen(false);
    setText("");
    input.current?.blur();
    go(choice.address);
    document.getElementById("content")?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setChosen((at) => (Math.min(at, choices.length - 1) + step + choices.length) % Math.max(1, choices.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(current);
    } else if (event.key === "Escape") {
      setOpen(false);
      setText("");
    }
  };
  const unitLine = (unit: number) => {
    const { units, regions, levels } = audit.index;
    const about = [regions[units.region[unit]!], levels.name[units.level[unit]!]].filter(Boolean).join(" · ");
    return (
      <>
        <b>{units.name[unit]}</b> <span class="quiet">{about}</span> <CountsLine counts={audit.counts[unit]!} />
      </>
    );
  };
  return (
    <div class="search" role="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={words.search}
        aria-expanded={isShown}
        aria-controls="search-list"
        aria-autocomplete="list"
        aria-activedescendant={isShown && current ? current.id : undefined}
        placeholder={`${words.search}（${words.searchHint}）`}
        autoComplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <div class="listed" hidden={!isShown}>
        <ul id="search-list" role="listbox" aria-label={words.search}>
          {isShown &&
            choices.map((choice) => (
              <li
                key={choice.id}
                id={choice.id}
                role="option"
                aria-selected={choice === current}
                onMouseDown={(event) => (event.preventDefault(), open(choice))}
              >
                {choice.unit !== undefined ? unitLine(choice.unit) : `${words.rule}：${audit.index.rules.title[choice.rule!]}`}
              </li>
            ))}
        </ul>
        <p class="quiet" role="status">
          {isShown ? words.found(found.units.length, found.rules.length, found.more) : ""}
        </p>
      </div>
    </div>
  );
}
