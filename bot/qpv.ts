import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AddressAnswer, AddressChecker } from '../dialogs/address/address-dialog.ts';
import type { Day } from '../knowledge/facts.ts';
import { Perimeters } from '../knowledge/perimeters/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { Geocoder } from './geocoder/index.ts';
import { knowledgeFolder } from './paths.ts';

/** The kept perimeters of the priority neighbourhoods. */
export const perimetersFile = join(knowledgeFolder, 'perimeters/qpv-2024.geojson');

/** Tells whether an address is in a priority neighbourhood (QPV); an indication, the official map decides. */
export class AddressCheck implements AddressChecker {
  constructor(
    private readonly perimeters: Pick<Perimeters, 'validFrom' | 'place'>,
    private readonly geocoder: Pick<Geocoder, 'locate'>,
  ) {}

  /** Judges with the map in force on the day of signature; sends the address to the geocoder only if we have that map. */
  async check(address: string, signedOn: Day): Promise<AddressAnswer> {
    if (signedOn < this.perimeters.validFrom) return { kind: 'olderMap' };
    const location = await this.geocoder.locate(address);
    if (location.kind !== 'point') return location;
    return { ...this.perimeters.place(location), label: location.label };
  }
}

/** The check that the configuration asks for; undefined when it is off. */
export function openAddressCheck(
  { geocoderUrl }: Pick<Config, 'geocoderUrl'>,
  { clock, log }: { clock: Clock; log: Logger },
): AddressCheck | undefined {
  if (!geocoderUrl) return undefined;
  const onTrouble = (trouble: string) => log.warn({ trouble }, 'the geocoder gave no answer');
  return new AddressCheck(
    Perimeters.read(perimetersFile),
    new Geocoder({ base: geocoderUrl, clock, onTrouble }),
  );
}
