package io.windhover.detector.lineage;

import io.windhover.schemas.Actor;
import io.windhover.schemas.CloudEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where something belongs in the order of who comes from whom.
 *
 * <p>It follows sessions and never fuses a shared role: whoever assumed a role acts by a key of their own, and that is the
 * node. A key of a person or of a workload belongs to them, unless it is known that somebody else issued it.
 *
 * @param node {@code key:} and the key's id, {@code session:} and the session, or the principal's name
 * @param fallback the principal to whom the node belongs while nothing else is known; null where there is none
 */
public record Lineage(String node, @Nullable String fallback) {
    private static final String ROLE = ":role/";

    /** The node of a key. */
    public static String key(String id) {
        return "key:" + id;
    }

    /** Of whoever did something; empty where the log does not say. */
    public static Optional<Lineage> of(CloudEvent event) {
        Actor actor = event.getActor();
        String principal = actor.getPrincipal();
        boolean shared = isShared(actor);
        String owner = shared ? null : principal;
        if (actor.getCredentialUid() != null) {
            return Optional.of(new Lineage(key(actor.getCredentialUid()), owner));
        }
        if (shared && actor.getSessionUid() != null) {
            return Optional.of(new Lineage("session:" + actor.getSessionUid(), null));
        }
        return Optional.ofNullable(principal).map(name -> new Lineage(name, null));
    }

    /** Of an alert about an entity: of whoever did it where that is the entity, else the entity itself. */
    public static Lineage of(CloudEvent event, String entity) {
        return of(event)
                .filter(lineage -> entity.equals(event.getActor().getPrincipal()))
                .orElse(new Lineage(entity, null));
    }

    /** A role as such is everybody who assumes it; one with somebody's name behind a # is that one. */
    private static boolean isShared(Actor actor) {
        String principal = actor.getPrincipal();
        return principal != null
                && (principal.equals(actor.getSessionIssuer())
                        || (principal.contains(ROLE) && principal.indexOf('#') < 0));
    }
}
