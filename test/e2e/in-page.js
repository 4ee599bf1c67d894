// Runs in the page before anything of ours, for the tests and the benchmark: it notes what React draws, which timers wait,
// and what comes over the state stream. `window.watched` gives the counts.
(() => {
  const componentTags = new Set([0, 1, 11, 14, 15]);
  const hostTag = 5;
  const accountLink = 'a[href*="#/account/"]';
  const performedWork = 1;
  const drawn = { commits: 0, rows: 0, components: 0 };

  /** The first element that a component has drawn. */
  const elementOf = (fiber) => {
    for (let at = fiber; at; at = at.child) if (at.tag === hostTag) return at.stateNode;
    return null;
  };
  /** Walks what this commit has touched: where a subtree was left alone, both versions share the same children. */
  const walk = (fiber, rows) => {
    for (let at = fiber; at; at = at.sibling) {
      const before = at.alternate;
      if (componentTags.has(at.tag) && (before === null || (at.flags & performedWork) !== 0)) {
        drawn.components += 1;
        const row = elementOf(at)?.closest('li, tr, [role="row"]');
        if (row?.querySelector(accountLink)) rows.add(row);
      }
      if (before === null || at.child !== before.child) walk(at.child, rows);
    }
  };
  // React tells the commits of its production build, too, to whoever stands where its developer tools would.
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE() {},
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
    onCommitFiberRoot(_renderer, root) {
      const rows = new Set();
      walk(root.current, rows);
      drawn.commits += 1;
      drawn.rows += rows.size;
    },
  };

  const waiting = new Map();
  const wrap = (set, clear, once) => {
    const original = window[set].bind(window);
    const originalClear = window[clear].bind(window);
    window[set] = (callback, ...rest) => {
      const id = original(
        (...given) => {
          if (once) waiting.delete(id);
          callback(...given);
        },
        ...rest,
      );
      waiting.set(id, set);
      return id;
    };
    window[clear] = (id) => {
      waiting.delete(id);
      originalClear(id);
    };
  };
  wrap('setTimeout', 'clearTimeout', true);
  wrap('setInterval', 'clearInterval', false);

  let messages = 0;
  const streams = new Set();
  const originalFetch = window.fetch.bind(window);
  // The state stream comes over fetch, which can send the session.
  window.fetch = async (input, init) => {
    const response = await originalFetch(input, init);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
    const end = () => streams.delete(response);
    const decoder = new TextDecoder();
    let text = '';
    const counter = new TransformStream({
      transform(chunk, controller) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop();
        messages += blocks.filter((block) => /^data:/m.test(block) && !/^event:/m.test(block)).length;
        controller.enqueue(chunk);
      },
      flush: end,
    });
    streams.add(response);
    init?.signal?.addEventListener('abort', end);
    const { status, statusText, headers, url } = response;
    const counted = new Response(response.body.pipeThrough(counter), { status, statusText, headers });
    return Object.defineProperty(counted, 'url', { value: url });
  };

  let hidden = false;
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });

  window.watched = {
    counts: () => ({ ...drawn, messages, timers: waiting.size, streams: streams.size }),
    /** As when the window is hidden, or shown again. */
    see(visible) {
      hidden = !visible;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    /** Scrolls the list from its top, so many pixels in each frame; resolves with the milliseconds between the frames. */
    async scroll(frames, step) {
      const row = document.querySelector(`main ${accountLink}, li`);
      let scroller = row;
      while (scroller && scroller.scrollHeight <= scroller.clientHeight + 100)
        scroller = scroller.parentElement;
      scroller ??= document.scrollingElement;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const gaps = [];
      let last = await frame();
      for (let at = 0; at < frames; at += 1) {
        scroller.scrollTop += step;
        const now = await frame();
        gaps.push(now - last);
        last = now;
      }
      return { gaps, scrolled: scroller.scrollTop };
    },
  };
})();
