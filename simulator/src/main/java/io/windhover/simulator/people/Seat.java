package io.windhover.simulator.people;

import io.windhover.simulator.log.Client;

/**
 * Some hours of somebody at a laptop in one place.
 *
 * @param session the browser's session with the identity provider
 * @param until when it ends, in milliseconds since 1970
 */
record Seat(Client client, String session, long until) {}
