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

// What a decision changed is worked out beside the page; it joins the line that says so.
for (const line of document.querySelectorAll("[data-effect]")) void lookFor(line, 40);

async function lookFor(line, times) {
  for (let n = 0; n < times; n++) {
    await new Promise((then) => setTimeout(then, n < 5 ? 400 : 1500));
    const answer = await fetch(line.dataset.effect).catch(() => null);
    if (answer?.status !== 200) continue;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    line.replaceWith(...part.childNodes);
    return;
  }
}
