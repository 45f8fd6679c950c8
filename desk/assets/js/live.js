// Tells that reports came in since the page was made, in a bar that moves nothing: what one reads stays where it is.
const at = document.body.dataset.live;
if (at && "EventSource" in window) {
  const events = new EventSource(at);
  events.addEventListener("news", (event) => {
    const news = JSON.parse(event.data);
    bar(news.says);
  });
  addEventListener("pagehide", () => events.close());
}

function bar(says) {
  let note = document.querySelector(".news-bar");
  if (!note) {
    note = document.createElement("div");
    note.className = "news-bar";
    note.setAttribute("role", "status");
    const words = document.createElement("span");
    const show = document.createElement("a");
    show.textContent = "Show";
    show.href = location.href;
    const later = document.createElement("button");
    later.type = "button";
    later.textContent = "Later";
    later.addEventListener("click", () => note.remove());
    note.append(words, " ", show, " ", later);
    document.body.append(note);
  }
  note.firstChild.textContent = says;
}
