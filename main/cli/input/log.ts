export interface LogOptions {
  at?: string;
  error?: string;
  yes?: boolean;
  list?: boolean;
  json?: boolean;
  /** True: the last entry. */
  undo?: string | true;
  /** A UTC day. */
  correct?: string;
}
