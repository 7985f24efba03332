// Who made the page, how it is used, and what it contains.
import { words } from "../words";

export function Footer({ version }: { version: string }) {
  return (
    <footer>
      <p>
        gouji {version}
        <span class="keys"> · {words.keys}</span>
      </p>
      <details>
        <summary>{words.licences}</summary>
        <p>{words.licencesHint}</p>
        {__LICENCES__.map(({ names, text, licence }) => (
          <details key={names[0]}>
            <summary>
              {names.join(", ")} ({licence})
            </summary>
            <pre tabIndex={0}>{text}</pre>
          </details>
        ))}
      </details>
    </footer>
  );
}
