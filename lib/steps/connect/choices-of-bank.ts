import type { bankChoices } from '../../config/bank-choices.ts';
import type { Settings } from '../../config/settings.ts';
import type { GivenBankSettings } from '../../psd2/bank-settings.ts';

/** The settings of psd2.md 12 as the bank client calls them. */
export const choicesOfBank = (settings: Settings<keyof typeof bankChoices>) =>
  ({
    scopes: {
      pis: settings.BANK_SCOPE_PIS,
      ais: settings.BANK_SCOPE_AIS,
      piis: settings.BANK_SCOPE_PIIS,
      basket: settings.BANK_SCOPE_BASKET,
      cancel: settings.BANK_SCOPE_CANCEL,
    },
    clientAuth: settings.BANK_CLIENT_AUTH,
    scaOAuthMode: settings.BANK_SCA_OAUTH,
    statusAuth: settings.BANK_STATUS_AUTH,
    products: settings.BANK_PRODUCTS,
    futureDated: settings.BANK_FUTURE_DATED,
    baskets: { enabled: settings.BANK_BASKET_MAX > 0, max: settings.BANK_BASKET_MAX },
    consentModel: settings.BANK_CONSENT_MODEL,
    cofPath: settings.BANK_COF_PATH,
    fundsCheck: settings.BANK_FUNDS_CHECK,
    repeatPost: settings.BANK_REPEAT_POST,
    psuIpV6: settings.BANK_PSU_IP_V6,
    egressIpv4: settings.BANK_EGRESS_IPV4,
    psuId: settings.BANK_PSU_ID,
    amountSign: settings.BANK_AMOUNT_SIGN,
    dailyBudget: settings.BANK_AIS_DAILY_BUDGET,
    maxHistoryDays: settings.BANK_AIS_MAX_HISTORY_DAYS,
  }) satisfies Partial<GivenBankSettings>;
