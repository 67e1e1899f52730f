/**
 * How a reminder ended. Only `sent` reached somebody; the others end this channel for this message, and no retry would change them:
 * `refused`, the person wants no such messages · `unreachable`, there is nobody behind this address · `not-set-up`, the operator has
 * registered no template for it.
 */
export type ReminderOutcome = 'sent' | 'refused' | 'unreachable' | 'not-set-up';
