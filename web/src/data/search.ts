// Units and rules by what one types: part of the name, or how it is read, by initials (`qsx`), whole
// syllables (`qingshi`) or both (`qingsx`). A character with several readings is found by each.
import type { Audit } from "./audit";

/** What a search found, best first, and how many more there are. */
export interface Found {
  units: number[];
  rules: number[];
  more: number;
}

export class Search {
  private readonly readings = new Map<string, string[]>();
  private readonly names: string[];

  constructor(private readonly audit: Audit) {
    const [characters, plain] = audit.index.readings;
    [...characters].forEach((character, at) => this.readings.set(character, (plain[at] ?? "").split("|")));
    const { name, aliases } = audit.index.units;
    this.names = name.map((one, unit) => (aliases[unit] ? `${one}|${aliases[unit]}` : one).toLowerCase());
  }

  /** At most so many units, and the rules. */
  find(text: string, most: number): Found {
    const wanted = text.trim().toLowerCase().replace(/\s+/g, " ");
    if (wanted === "") return { units: [], rules: [], more: 0 };
    const ranks: [number, number][] = [];
    const read = /^[a-z']+$/.test(wanted) ? wanted.replaceAll("'", "") : "";
    this.names.forEach((name, unit) => {
      const at = name.indexOf(wanted);
      if (at >= 0) ranks.push([name === wanted ? 0 : at === 0 ? 1 : 2, unit]);
      else if (read !== "") {
        const from = this.readAt(name, read);
        if (from >= 0) ranks.push([from === 0 ? 3 : 4, unit]);
      }
    });
    const errors = (unit: number): number => this.audit.counts[unit]![2];
    ranks.sort(([a, one], [b, other]) => a - b || errors(other) - errors(one) || one - other);
    const { name, title } = this.audit.index.rules;
    const rules = name.map((_, rule) => rule).filter((rule) => {
      return name[rule]!.includes(wanted) || title[rule]!.toLowerCase().includes(wanted);
    });
    return { units: ranks.slice(0, most).map(([, unit]) => unit), rules, more: Math.max(0, ranks.length - most) };
  }

  /** From which character on a name is read so; -1 where it is not. */
  private readAt(name: string, wanted: string): number {
    const characters = [...name];
    for (let from = 0; from < characters.length; from += 1) if (this.isRead(characters, from, wanted, 0)) return from;
    return -1;
  }

  private isRead(characters: string[], at: number, wanted: string, from: number): boolean {
    if (from === wanted.length) return true;
    const character = characters[at];
    if (character === undefined || character === "|") return false;
    for (const reading of this.readings.get(character) ?? [character]) {
      if (reading[0] !== wanted[from]) continue;
      const rest = wanted.length - from;
      for (const length of new Set([1, reading.length, Math.min(rest, reading.length)])) {
        const isPart = length <= rest && wanted.startsWith(reading.slice(0, length), from);
        if (isPart && this.isRead(characters, at + 1, wanted, from + length)) return true;
      }
    }
    return false;
  }
}
