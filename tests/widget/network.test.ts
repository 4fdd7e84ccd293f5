import assert from 'node:assert/strict';
import { onFreshSites } from './fresh-site.ts';
import type { Site } from './site.ts';
import { Visitor } from './visitor.ts';

describe('Widget, when the network or the server fails', () => {
  let site: Site;
  let visitor: Visitor;

  onFreshSites({
    arrive: async (freshBrowser, freshSite) => {
      site = freshSite;
      visitor = await Visitor.come(freshBrowser, freshSite);
      await visitor.open();
      await visitor.say('un');
      await visitor.hears('Vous avez dit : un');
    },
    leave: () => visitor.leave(),
  });

  const greeting = 'Assistant : Bonjour, je suis l’assistant.';
  const first = [greeting, 'Vous : un', 'Assistant : Vous avez dit : un'];
  const second = ['Vous : deux', 'Assistant : Vous avez dit : deux'];
  const waiting = () => visitor.log.locator('.user').last().getByText('En attente');

  it('keeps the conversation over a reload of the page, reads nothing out again, and goes on', async () => {
    await visitor.page.reload();
    await visitor.button.click();
    await visitor.hears('Vous avez dit : un');
    const announced = await visitor.announced();
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');

    assert.deepEqual(announced, []);
    assert.deepEqual(await visitor.messages(), [...first, ...second]);
    assert.equal(site.service.begun, 1);
  });

  it('keeps a message while the server cannot be reached, says so, and sends it once', async () => {
    site.cut();
    await visitor.say('deux');
    await waiting().waitFor();
    const status = await visitor.status.textContent();
    site.restore();
    await visitor.hears('Vous avez dit : deux');

    assert.equal(status, 'Connexion perdue. Votre message est gardé et partira dès le retour du réseau.');
    assert.deepEqual(await visitor.messages(), [...first, ...second]);
    assert.deepEqual(site.service.turns, ['un', 'deux']);
    assert.equal(await visitor.status.textContent(), '');
  });

  it('sends what was written while the device was off line as soon as it is back', async () => {
    await visitor.context.setOffline(true);
    await visitor.say('deux');
    await waiting().waitFor();
    await visitor.context.setOffline(false);
    await visitor.hears('Vous avez dit : deux');

    assert.deepEqual(site.service.turns, ['un', 'deux']);
  });

  it('keeps an unsent message over a reload', async () => {
    site.cut();
    await visitor.say('deux');
    await waiting().waitFor();
    site.restore();
    await visitor.page.reload();
    await visitor.button.click();
    await visitor.hears('Vous avez dit : deux');

    assert.deepEqual(site.service.turns, ['un', 'deux']);
    assert.equal(await waiting().count(), 0);
  });

  it('is answered once when the line is cut after the server took the message', async () => {
    site.service.loseNextAnswer();
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');
    await visitor.say('trois');
    await visitor.hears('Vous avez dit : trois');

    assert.deepEqual(site.service.turns, ['un', 'deux', 'trois']);
    assert.equal((await visitor.messages()).length, first.length + second.length + 2);
    assert.equal(await visitor.log.getByText('En attente').count(), 0);
  });

  it('begins another conversation when the server has forgotten it, keeps what was said, sends the message once', async () => {
    site.service.forget();
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');

    assert.equal(site.service.begun, 2);
    assert.deepEqual(site.service.turns, ['un', 'deux']);
    assert.deepEqual((await visitor.messages()).sort(), [...first, ...second, greeting].sort());
    assert.equal(await visitor.log.getByText('La conversation reprend au début.').count(), 1);
  });

  it('goes on by polling where no WebSocket gets through', async () => {
    site.service.letsStreamsOpen = false;
    site.service.dropStreams();
    await visitor.say('deux');
    await visitor.hears('Vous avez dit : deux');
    await visitor.say('trois');
    await visitor.hears('Vous avez dit : trois');

    assert.deepEqual(site.service.turns, ['un', 'deux', 'trois']);
  });

  it('says that a message was refused, and still sends the next one', async () => {
    site.service.refusesWith = 413;
    await visitor.say('deux');
    await visitor.log.getByText('Ce message n’est pas parti').waitFor();
    site.service.refusesWith = undefined;
    await visitor.say('trois');
    await visitor.hears('Vous avez dit : trois');

    assert.deepEqual(site.service.turns, ['un', 'trois']);
  });

  it('waits and sends again when the server has too much to do', async () => {
    site.service.refusesWith = 503;
    await visitor.say('deux');
    await waiting().waitFor();
    site.service.refusesWith = undefined;
    await visitor.hears('Vous avez dit : deux');

    assert.deepEqual(site.service.turns, ['un', 'deux']);
  });
});
