// Texts that stand in two reports, side by side, with what both say marked.
import type { Told } from "../data/index";
import { words } from "../words";
import { useLink, useShown } from "./context";

export function Passages({ passages }: { passages: NonNullable<Told["passages"]> }) {
  const { audit } = useShown();
  const link = useLink();
  return (
    <>
      {passages.map(([whose, path, [own, other]], at) => (
        <div key={at} class="scroll" tabIndex={0} role="group" aria-label={words.passages}>
          <table class="beside">
            <caption>{words.passages}</caption>
            <thead>
              <tr>
                <th scope="col">{words.thisReport}</th>
                <th scope="col">{audit.reportAt(path) === undefined ? whose : <a href={link({ report: path })}>{whose}</a>}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>
                  <Marked parts={own} />
                </td>
                <td>
                  <Marked parts={other} />
                </td>
              </tr>
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

function Marked({ parts }: { parts: string[] }) {
  return <>{parts.map((text, at) => (at % 2 === 1 ? <mark key={at}>{text}</mark> : text))}</>;
}
