/** Hours of work at the desk, Beijing time. */
export const FROM_HOUR = 9;
export const TO_HOUR = 18;

/** Working days for an initial review, each round anew (T19, initial-review clocks). */
export const REVIEW_WORKDAYS = 1;
