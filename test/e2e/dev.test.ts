import { expect, it } from 'vitest';
import { openBrowser, startScript, visit } from './app.ts';

it('npm run dev serves the demo from source, and ends on Ctrl-C', async () => {
  const app = await startScript(['scripts/dev.ts', '--demo', '--port', '0']);
  const browser = await openBrowser();
  try {
    const { page } = await visit(browser, app.address);
    await page
      .getByRole('table', { name: 'Accounts, most urgent first' })
      .getByText('Crustdata')
      .first()
      .waitFor();
    const scripts = await page
      .locator('script[src]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('src')));
    expect(scripts.filter((source) => source?.endsWith('/app/main.tsx'))).toHaveLength(1);
  } finally {
    await browser.close();
    expect(await app.stop()).toBe(0);
  }
});
