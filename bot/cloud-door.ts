import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Request, RequestHandler, Response } from 'restify';
import type { Config } from './config.ts';
import { describeError } from './log.ts';
import { stampStaff } from './staff.ts';

/** Whether `POST /api/messages` exists, and why: it does with credentials, and without them outside production only. */
export function cloudDoorState(config: Config): { isOpen: boolean; note: string } {
  if (config.botFramework) return { isOpen: true, note: 'Teams and Messenger: on' };
  if (config.isProduction)
    return { isOpen: false, note: 'Teams and Messenger: off (no Bot Framework credentials)' };
  const staff = config.devStaff ? ', whose people count as staff (DEV_STAFF=1)' : '';
  return {
    isOpen: true,
    note: `Teams and Messenger: off (no Bot Framework credentials); /api/messages is open to local testers${staff}`,
  };
}

/** The door of Teams, Messenger and every Azure Bot Service channel. The SDK is loaded here alone: it is slow to load. */
export async function cloudDoor(
  config: Config,
  bot: { onTurn(context: TurnContext): Promise<void> },
  log: Logger,
): Promise<RequestHandler> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const { botFramework } = config;
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      botFramework
        ? {
            MicrosoftAppId: botFramework.appId,
            MicrosoftAppPassword: botFramework.password,
            MicrosoftAppType: botFramework.type,
            MicrosoftAppTenantId: botFramework.tenantId,
          }
        : {},
    ),
  );
  adapter.onTurnError = async (_context, error) => log.error(describeError(error), 'a cloud turn failed');
  return async (request: Request, response: Response) => {
    await adapter.process(request, response, (context) => {
      stampStaff(context, config);
      return bot.onTurn(context);
    });
  };
}
