(() => {
  "use strict";
  const zh = document.documentElement.lang.startsWith("zh");
  const word = (chinese, english) => (zh ? chinese : english);
  const articles = [...document.querySelectorAll("main > article")];
  const open = (details) => { details.open = true; };
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(open));
  const unfold = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") open(at);
    if (target) { const own = target.querySelector("details"); if (own) open(own); target.scrollIntoView(); }
  };
  addEventListener("hashchange", unfold);
  if (articles.length > 1) {
    if (articles.length > 5) articles.forEach((one) => { one.querySelector("details").open = false; });
    overview();
  }
  unfold();

  function overview() {
    const columns = [
      ["organ", word("单位", "organization")], ["year", word("年度", "year")],
      ["errors", word("错误", "errors")], ["warnings", word("警告", "warnings")],
      ["infos", word("提示", "notes")], ["blocked", word("未能核对", "blocked")],
    ];
    const section = make("section", { className: "overview" });
    const label = make("label", { textContent: word("搜索单位、年度或规则 ", "search organization, year or rule ") });
    const search = make("input", { type: "search", id: "overview-search" });
    label.append(search);
    const scroll = make("div", { className: "scroll", tabIndex: 0 });
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", word("全部报告", "all reports"));
    const table = make("table", {});
    const head = make("tr", {});
    const body = make("tbody", {});
    const rows = articles.map((article) => {
      const row = make("tr", {});
      columns.forEach(([name], index) => {
        const cell = make(index === 0 ? "th" : "td", { textContent: article.dataset[name] });
        if (index === 0) {
          cell.scope = "row";
          cell.textContent = "";
          cell.append(make("a", { href: "#" + article.id, textContent: article.dataset.organ }));
        }
        row.append(cell);
      });
      return { row, data: article.dataset, text: [article.dataset.organ, article.dataset.year, article.dataset.rules].join(" ").toLowerCase() };
    });
    columns.forEach(([name, title], index) => {
      const cell = make("th", { scope: "col" });
      const button = make("button", { type: "button", textContent: title });
      button.addEventListener("click", () => sort(name, index, cell));
      cell.append(button);
      head.append(cell);
    });
    const thead = make("thead", {});
    thead.append(head);
    table.append(thead, body);
    scroll.append(table);
    section.append(label, scroll);
    document.querySelector("main").prepend(section);
    body.append(...rows.map((one) => one.row));
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      rows.forEach((one) => { one.row.hidden = !one.text.includes(wanted); });
    });

    function sort(name, index, cell) {
      const down = cell.getAttribute("aria-sort") !== "descending";
      head.querySelectorAll("th").forEach((one) => one.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      const compare = (a, b) => index === 0 ? a.localeCompare(b, "zh") : Number(a) - Number(b);
      rows.sort((a, b) => (down ? -1 : 1) * compare(a.data[name], b.data[name]));
      body.append(...rows.map((one) => one.row));
    }
  }

  function make(name, properties) { return Object.assign(document.createElement(name), properties); }
})();
