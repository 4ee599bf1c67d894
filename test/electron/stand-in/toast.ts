/** What a toast's XML shows, and what it hands over when it is clicked, as far as a test looks at it. */
export function xmlOf(xml: string) {
  const [title = '', body = ''] = [...xml.matchAll(/<text>([^<]*)<\/text>/g)].map(([, text = '']) =>
    plain(text),
  );
  const actions = [...xml.matchAll(/<action [^>]*>/g)].map(([tag]) => tag);
  // Those of the system act by themselves.
  const ours = actions.filter((tag) => attribute(tag, 'activationType') === 'foreground');
  return {
    title,
    body,
    silent: /<audio silent="true"\/>/.test(xml),
    stays: /<toast [^>]*scenario="reminder"/.test(xml) && actions.length > 0,
    buttons: ours.map((tag) => attribute(tag, 'content')),
    launch: attribute(xml, 'launch'),
    pressed: ours.map((tag) => attribute(tag, 'arguments')),
  };
}

const attribute = (text: string, name: string): string =>
  plain(new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1] ?? '');

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
