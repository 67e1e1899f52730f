/** Who takes a record over, or claims one, agrees to another text than who files: nothing goes to the authority. */
export const recordConsentVersion = (textVersion: string): string => `${textVersion}-record`;
