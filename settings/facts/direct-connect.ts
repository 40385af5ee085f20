/**
 * Port speeds of Direct Connect connections and the light that their optics send and take in, in dBm.
 *
 * Sources: "Direct Connect connections" (Direct Connect user guide: speeds; MACsec at 10 Gbps and above); IEEE 802.3 for the optics AWS
 * asks for: 1000BASE-LX, 10GBASE-LR, 100GBASE-LR4 and 400GBASE-LR4 (lowest average launch and receive power, a lane), read 2026-11.
 */
export interface PortSpeed {
  readonly macsec: boolean;
  readonly lowestTxDbm: number;
  readonly lowestRxDbm: number;
}

export const portSpeeds: Readonly<Record<string, PortSpeed>> = {
  "1Gbps": { macsec: false, lowestTxDbm: -11.5, lowestRxDbm: -19 },
  "10Gbps": { macsec: true, lowestTxDbm: -8.2, lowestRxDbm: -14.4 },
  "100Gbps": { macsec: true, lowestTxDbm: -4.3, lowestRxDbm: -10.6 },
  "400Gbps": { macsec: true, lowestTxDbm: -2.7, lowestRxDbm: -9 },
};
