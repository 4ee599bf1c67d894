import { bearer, defineProvider, fields, get, numeric, pick, z } from '../contract/index.ts';

const url = 'https://api.fish.audio/wallet/self/api-credit';

export const fishaudio = defineProvider({
  id: 'fishaudio',
  name: 'Fish Audio',
  category: 'speech',
  links: {
    home: 'https://fish.audio/',
    keys: 'https://fish.audio/app/api-keys/',
    billing: 'https://fish.audio/app/billing/',
  },
  docs: { url: 'https://docs.fish.audio/', readOn: '2026-11', confidence: 'official client' },
  credential: fields({
    key: {
      env: ['FISH_API_KEY', 'FISH_AUDIO_API_KEY'],
      hint: 'An API key from the page for keys. Alone, it sees your own wallet.',
    },
    team: {
      label: 'Team ID',
      env: ['FISH_TEAM_ID'],
      hint: 'The ID of a workspace, if its wallet is to be watched and not your own.',
      secret: false,
      optional: true,
    },
  }),
  // The credits of the website’s plans are apart, and the API does not spend them.
  summary: 'The API credit in US dollars, of your own wallet or of a workspace.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: pick('team', (team) => (team === '' ? 'own' : 'workspace'), {
    own: get(url, bearer()),
    workspace: get(`${url}?team_id={team}`, bearer()),
  }),
  response: z.object({ credit: numeric }),
  reading: ({ credit: remaining }) => ({ remaining }),
});
