// Data stands in the page as deflated JSON in Base64, in script elements that are not run.

/** Resolves once the element is in the document: the chunks follow the script and may still be parsed. */
async function element(id: string): Promise<HTMLElement> {
  const there = document.getElementById(id);
  if (there) return there;
  if (document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  const late = document.getElementById(id);
  if (!late) throw new Error(`the page lacks ${id}: it was cut or changed`);
  return late;
}

/** The value that an element packs. */
export async function unpacked<T>(id: string): Promise<T> {
  const text = atob((await element(id)).textContent ?? "");
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).json()) as T;
}
