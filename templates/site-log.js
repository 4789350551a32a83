(() => {
  "use strict";
  const table = document.querySelector("table.log"), place = document.getElementById("controls");
  if (!table || !place) return;
  const body = table.tBodies[0], rows = [...body.rows], kinds = ["person", "organisation", "status"];
  const values = (row, kind) => row.dataset[kind].split("|").filter(Boolean);
  const selects = kinds.map((kind) => {
    const names = [...new Set(rows.flatMap((row) => values(row, kind)))].sort();
    const label = document.createElement("label"), select = document.createElement("select");
    label.textContent = kind[0].toUpperCase() + kind.slice(1);
    label.htmlFor = select.id = "by-" + kind;
    select.append(new Option("All", ""), ...names.map((name) => new Option(name, name)));
    select.addEventListener("change", show);
    const pair = document.createElement("div");
    pair.append(label, select);
    place.append(pair);
    return select;
  });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  place.className = "controls";
  place.append(status);
  function show() {
    let count = 0;
    for (const row of rows) {
      row.hidden = !selects.every((select, at) => !select.value || values(row, kinds[at]).includes(select.value));
      count += row.hidden ? 0 : 1;
    }
    status.textContent = count + " of " + rows.length + (rows.length === 1 ? " action" : " actions") + " shown";
  }
  const key = (row, column) => {
    const time = row.cells[column].querySelector("time");
    return column === 3 && time ? time.dateTime : row.cells[column].textContent.trim().toLowerCase();
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => sign * key(a, column).localeCompare(key(b, column), "en", { numeric: true }));
      body.append(...rows);
    });
  });
  show();
})();
