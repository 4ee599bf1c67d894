#!/bin/sh
# Prints what is left of a budget that a file counts: one line "used limit", such as "412.50 500".
# A key, if the provider's file names one, is in FUELGAUGE_CREDENTIAL_KEY.
file="${HOME}/budget.txt"
if ! read -r used limit < "$file"; then
  printf '{"error": "There is no budget.txt in your home folder."}\n'
  exit 0
fi
printf '{"used": "%s", "limit": "%s", "plan": "Team"}\n' "$used" "$limit"
