// Files that gave no report, and why.
import { words } from "../words";
import { useShown } from "./context";
import { LongTable } from "./table";

export function Unread() {
  const { audit } = useShown();
  const { path, why } = audit.index.failures;
  const text = (texts: string[]) => (a: number, b: number) => (texts[a]! < texts[b]! ? -1 : 1);
  return (
    <>
      <h2>
        {words.unread} <span class="quiet">{words.showing(path.length)}</span>
      </h2>
      <LongTable
        label={words.unread}
        columns={[
          { id: "file", title: words.file, compare: text(path), show: (row) => path[row] },
          { id: "why", title: words.why, compare: text(why), show: (row) => why[row] },
        ]}
        rows={path.map((_, row) => row)}
      />
    </>
  );
}
