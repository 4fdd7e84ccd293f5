import { resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './paths.ts';

/** Everything that the environment decides, parsed once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Address that people reach the assistant at, behind whatever proxy; undefined when it is the one they typed. */
  readonly publicUrl?: URL;
  readonly dataDir: string;
  readonly isProduction: boolean;
  /** Sites allowed to embed the widget, besides our own pages. */
  readonly widgetOrigins: readonly string[];
  /** Signs Direct Line tokens; kept in a file under dataDir when the environment gives none. */
  readonly directLineSecret?: string;
  /** Bot Framework credentials; without them Teams and Messenger are off. */
  readonly botFramework?: { appId: string; password: string; type: string; tenantId?: string };
  /** Teams tenants whose people are staff. */
  readonly teamsTenants: readonly string[];
  /** Local testers count as staff: never in production. */
  readonly devStaff: boolean;
  /** Finds the point of an address; undefined when the address check is off. */
  readonly geocoderUrl?: URL;
  readonly logLevel: string;
}

/** A configuration that cannot work: stops the start, one readable line for each mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const flag = z
  .enum(['0', '1'], 'must be 0 or 1')
  .default('0')
  .transform((value) => value === '1');
const webAddress = z.url({
  protocol: /^https?$/,
  message: 'must be an address such as https://emploi.example.fr',
});
const isWebAddress = (value: string) => webAddress.safeParse(value).success;
const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;

const environment = z.object({
  PORT: z.coerce.number('must be a port number').int('must be a port number').min(0).max(65535).default(3978),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: webAddress.optional(),
  DATA_DIR: z.string().default('data'),
  NODE_ENV: z.string().default('development'),
  WIDGET_ORIGINS: list.refine(
    (origins) => origins.every(isOrigin),
    'must list origins such as https://www.example.fr',
  ),
  DIRECT_LINE_SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant'], 'must be SingleTenant or MultiTenant')
    .default('SingleTenant'),
  MicrosoftAppTenantId: z.string().optional(),
  TEAMS_TENANTS: list,
  DEV_STAFF: flag,
  GEOCODER_URL: z
    .string()
    .refine(
      (value) => value === '' || isWebAddress(value),
      'must be an address such as https://data.geopf.fr/geocodage, or empty',
    )
    .default('https://data.geopf.fr/geocodage'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
});

/** Reads the configuration from environment variables; throws a ConfigError that names every mistake. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable means "not set", as in a copied .env.example; for the geocoder it means "off".
  const given = Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value !== undefined && (value !== '' || name === 'GEOCODER_URL'),
    ),
  );
  const parsed = environment.safeParse(given);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  const hasId = given.MicrosoftAppId !== undefined;
  if (hasId !== (given.MicrosoftAppPassword !== undefined)) {
    mistakes.push('MicrosoftAppId and MicrosoftAppPassword: give both, or neither');
  }
  if (hasId && (given.MicrosoftAppType ?? 'SingleTenant') === 'SingleTenant' && !given.MicrosoftAppTenantId) {
    mistakes.push('MicrosoftAppTenantId: is needed when MicrosoftAppType is SingleTenant');
  }
  if (given.DEV_STAFF === '1' && given.NODE_ENV === 'production') {
    mistakes.push('DEV_STAFF: must not be 1 in production, it would make staff of anybody');
  }
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);

  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    ...(data.PUBLIC_URL && { publicUrl: new URL(data.PUBLIC_URL) }),
    dataDir: resolve(projectRoot, data.DATA_DIR),
    isProduction: data.NODE_ENV === 'production',
    widgetOrigins: data.WIDGET_ORIGINS,
    ...(data.DIRECT_LINE_SECRET && { directLineSecret: data.DIRECT_LINE_SECRET }),
    ...(data.MicrosoftAppId &&
      data.MicrosoftAppPassword && {
        botFramework: {
          appId: data.MicrosoftAppId,
          password: data.MicrosoftAppPassword,
          type: data.MicrosoftAppType,
          ...(data.MicrosoftAppTenantId && { tenantId: data.MicrosoftAppTenantId }),
        },
      }),
    teamsTenants: data.TEAMS_TENANTS,
    devStaff: data.DEV_STAFF,
    ...(data.GEOCODER_URL && { geocoderUrl: new URL(data.GEOCODER_URL) }),
    logLevel: data.LOG_LEVEL,
  };
}
