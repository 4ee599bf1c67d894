/** The user pressed Ctrl-C at a question. What was not done by then is not done. */
export class Cancelled extends Error {}
