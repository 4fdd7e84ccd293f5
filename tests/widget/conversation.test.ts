import assert from 'node:assert/strict';
import { onFreshSites } from './fresh-site.ts';
import { everyBlock, reply } from './replies.ts';
import type { Site } from './site.ts';
import { Visitor } from './visitor.ts';

describe('Widget, in a conversation', () => {
  let site: Site;
  let visitor: Visitor;

  onFreshSites({
    arrive: async (freshBrowser, freshSite) => {
      site = freshSite;
      visitor = await Visitor.come(freshBrowser, freshSite);
    },
    leave: () => visitor.leave(),
  });

  const focused = () => visitor.page.locator('assistant-emploi :focus');

  it('is usable by keyboard alone, from the button to the button', async () => {
    const { keyboard } = visitor.page;
    site.service.answers.set('aides', everyBlock);

    await visitor.page.getByText('Un lien').focus();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await visitor.hears('Bonjour');
    await keyboard.type('aides');
    await keyboard.press('Enter');
    await visitor.hears('En danger');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    const vote = await focused().textContent();
    await keyboard.press('Shift+Tab');
    await keyboard.press('Space');
    await visitor.hears('Vous avez dit : /topic cfa');
    await keyboard.press('Escape');

    assert.equal(vote, 'Oui');
    await visitor.page.locator('assistant-emploi .launcher:focus').waitFor();
    assert.equal(await visitor.panel.isHidden(), true);
  });

  it('puts the focus in the field when it opens, and leaves it there when the bot answers', async () => {
    await visitor.open();
    const opened = await focused().getAttribute('aria-label');
    await visitor.say('bonjour');
    await visitor.hears('Vous avez dit : bonjour');

    assert.equal(opened, 'Votre question');
    assert.equal(await focused().getAttribute('aria-label'), 'Votre question');
  });

  it('starts a line with Shift+Enter and sends with Enter', async () => {
    await visitor.open();

    await visitor.field.pressSequentially('un');
    await visitor.field.press('Shift+Enter');
    await visitor.field.pressSequentially('deux');
    await visitor.field.press('Enter');
    await visitor.hears('Vous avez dit : un');

    assert.deepEqual(site.service.turns, ['un\ndeux']);
  });

  it('announces each message once, in order, with who says it', async () => {
    await visitor.open();
    await visitor.say('un');
    await visitor.hears('Vous avez dit : un');
    site.service.dropStreams();
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');

    assert.deepEqual(await visitor.announced(), [
      'Assistant : Bonjour, je suis l’assistant.',
      'Vous : un',
      'Assistant : Vous avez dit : un',
      'Vous : deux',
      'Assistant : Vous avez dit : deux',
    ]);
  });

  it('shows the start of a long answer, not its end', async () => {
    site.service.answers.set('tout', everyBlock);
    await visitor.open();

    await visitor.say('tout');
    await visitor.hears('En danger');

    const start = await visitor.page.getByText('En danger').boundingBox();
    const log = await visitor.log.boundingBox();
    assert.ok(start && log && start.y >= log.y && start.y < log.y + log.height / 2);
  });

  it('sends the value of a choice and shows its label as said by the person', async () => {
    site.service.answers.set('tout', everyBlock);
    await visitor.open();
    await visitor.say('tout');

    await visitor.page.getByRole('button', { name: 'Trouver un centre de formation' }).click();
    await visitor.hears('/topic cfa');

    assert.equal((await visitor.messages())[3], 'Vous : Trouver un centre de formation');
    assert.deepEqual(site.service.turns, ['tout', '/topic cfa']);
  });

  it('sends a vote once, without a bubble, and keeps it pressed over a reload', async () => {
    site.service.answers.set('tout', everyBlock);
    await visitor.open();
    await visitor.say('tout');
    const yes = visitor.page.getByRole('button', { name: 'Oui', exact: true });

    await yes.click();
    await visitor.hears('/vote salaire yes');
    // What an assistive technology, or somebody in a hurry, may still do to a button that looks disabled.
    await yes.dispatchEvent('click');
    await visitor.page.reload();
    await visitor.button.click();
    await visitor.say('merci');
    await visitor.hears('Vous avez dit : merci');

    assert.equal(await yes.getAttribute('aria-pressed'), 'true');
    assert.equal(await yes.getAttribute('aria-disabled'), 'true');
    assert.deepEqual(site.service.turns, ['tout', '/vote salaire yes', 'merci']);
    assert.deepEqual(
      (await visitor.messages()).filter((message) => message.startsWith('Vous')),
      ['Vous : tout', 'Vous : merci'],
    );
  });

  it('leaves out a kind of block that it does not know', async () => {
    const blocks = [{ kind: 'carousel', cards: [] }, ...reply('La suite.').blocks];
    site.service.answers.set('futur', JSON.parse(JSON.stringify({ language: 'fr', blocks })));
    await visitor.open();

    await visitor.say('futur');
    await visitor.hears('La suite.');

    assert.equal((await visitor.messages()).at(-1), 'Assistant : La suite.');
  });

  const hostile: [name: string, text: string][] = [
    ['an image that runs a script', '<img src=x onerror="document.title=\'pwned\'">'],
    ['a script', '<script>document.title = "pwned"</script>'],
    ['a javascript: link', '[cliquez](javascript:document.title="pwned")'],
    ['a data: link', '[cliquez](data:text/html,<script>1</script>)'],
    ['an address that closes its attribute', '[cliquez](https://x.fr/"onmouseover="alert(1))'],
    ['markup inside bold', '**<svg onload=alert(1)>**'],
  ];
  for (const [name, text] of hostile) {
    it(`shows ${name} as text, from the person as from the bot`, async () => {
      site.service.answers.set(text, reply(text));
      await visitor.open();

      await visitor.say(text);
      await visitor.log.locator('.bot').nth(1).waitFor();

      const found = await visitor.log.evaluate((log) =>
        [
          ...log.querySelectorAll(
            'img, script, svg, iframe, a:not([href^="https://"]), [onmouseover], [onerror]',
          ),
        ].map(({ outerHTML }) => outerHTML),
      );
      assert.deepEqual(found, []);
      assert.equal(await visitor.log.locator('.bubble').textContent(), text);
      assert.equal(await visitor.page.title(), 'Page');
    });
  }

  it('opens links in a new window, says so, and tells the site nothing', async () => {
    site.service.answers.set('lien', reply('Voir [France Travail](https://www.francetravail.fr/).'));
    await visitor.open();

    await visitor.say('lien');
    const link = visitor.page.getByRole('link', { name: 'France Travail (nouvelle fenêtre)' });
    await link.waitFor();

    assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
  });

  it('counts the characters left near the limit, and takes no more', async () => {
    await visitor.open();

    await visitor.field.fill('a'.repeat(899));
    const before = await visitor.page.locator('assistant-emploi .count').textContent();
    await visitor.field.press('a');
    const near = await visitor.page.getByRole('status').filter({ hasText: 'Caractères' }).textContent();
    await visitor.field.fill('a'.repeat(1000));
    await visitor.field.press('a');

    assert.equal(before, '');
    assert.match(near ?? '', /^Caractères restants.: 100$/);
    assert.equal((await visitor.field.inputValue()).length, 1000);
  });

  it('begins another conversation when asked, and forgets the first', async () => {
    await visitor.open();
    await visitor.say('un');
    await visitor.hears('Vous avez dit : un');

    await visitor.page.getByRole('button', { name: 'Recommencer' }).click();
    await visitor.hears('Bonjour');
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');

    assert.equal(site.service.begun, 2);
    assert.deepEqual((await visitor.messages()).slice(1), [
      'Vous : deux',
      'Assistant : Vous avez dit : deux',
    ]);
  });

  it('says that the bot is writing until it answers', async () => {
    await visitor.open();

    site.service.typing();
    await visitor.status.filter({ hasText: 'L’assistant écrit…' }).waitFor();
    await visitor.say('bonjour');
    await visitor.hears('Vous avez dit : bonjour');

    assert.equal(await visitor.status.textContent(), '');
  });
});
