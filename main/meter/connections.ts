import type { Agent, ClientRequest, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ok, type Result } from '../../shared/model/index.ts';

/**
 * Each connection of a client has one to the provider, and both end together: so a client sees a connection that the provider
 * gave up just as it would without us, and decides itself whether to ask again.
 */
export interface Connections {
  /** For one exchange: the agent to send it with. Fails with a sentence. */
  begin(client: Socket, response: ServerResponse, upstream: string): Result<Agent, string>;
  /** The request that this exchange became. */
  follow(client: Socket, sent: ClientRequest): void;
}

interface Pair {
  agents: Map<string, Agent>;
  followed: WeakSet<Socket>;
  exchanges: number;
  isLost: boolean;
}

export function createConnections(makeAgent: (upstream: string) => Result<Agent, string>): Connections {
  const pairs = new WeakMap<Socket, Pair>();
  const pairOf = (client: Socket): Pair => {
    const known = pairs.get(client);
    if (known) return known;
    const pair: Pair = { agents: new Map(), followed: new WeakSet(), exchanges: 0, isLost: false };
    pairs.set(client, pair);
    client.once('close', () => {
      for (const agent of pair.agents.values()) agent.destroy();
    });
    return pair;
  };
  const endIfLost = (client: Socket, pair: Pair) => {
    if (pair.isLost && pair.exchanges === 0) client.destroySoon();
  };
  return {
    begin(client, response, upstream) {
      const pair = pairOf(client);
      const known = pair.agents.get(upstream);
      const agent = known ? ok(known) : makeAgent(upstream);
      if (!agent.ok) return agent;
      pair.agents.set(upstream, agent.value);
      pair.exchanges += 1;
      response.once('close', () => {
        pair.exchanges -= 1;
        endIfLost(client, pair);
      });
      return agent;
    },
    follow(client, sent) {
      const pair = pairOf(client);
      sent.once('socket', (socket) => {
        if (pair.followed.has(socket)) return;
        pair.followed.add(socket);
        socket.once('close', () => {
          pair.isLost = true;
          endIfLost(client, pair);
        });
      });
    },
  };
}
