package io.windhover.detector.identities;

import io.windhover.schemas.Actor;
import io.windhover.schemas.CloudEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the names under which logs know one person. One thread writes, any number read, none waits.
 *
 * <p>Only names count that a log vouches for: the principal, and the alias that a directory's administrators gave. A name
 * that its owner chose would let anybody be anyone.
 */
public final class IdentityMap {
    /** Entries that a map holds at most. */
    public static final int MOST_ENTRIES = 200_000;

    private final Map<String, Optional<String>> entries = new ConcurrentHashMap<>();
    private final int mostEntries;

    /** An empty map. */
    public IdentityMap() {
        this(MOST_ENTRIES);
    }

    IdentityMap(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /** Puts an identity in the place of one with the same key; false where there is no room. */
    boolean put(Identity identity) {
        if (entries.size() >= mostEntries && !entries.containsKey(identity.key())) {
            return false;
        }
        entries.put(identity.key(), identity.person());
        return true;
    }

    void remove(String key) {
        entries.remove(key);
    }

    /** How many aliases and domains it knows. */
    public int size() {
        return entries.size();
    }

    /** The event with the person behind it as its principal; the event itself where nothing is known of its names. */
    public CloudEvent join(CloudEvent event) {
        if (entries.isEmpty()) {
            return event;
        }
        String person = person(event.getActor().getPrincipal(), event.getActor().getAlias());
        return person == null ? event : of(person, event);
    }

    /** Shares all else with the event: a builder would copy the raw bytes too. */
    private static CloudEvent of(String person, CloudEvent event) {
        Actor actor = event.getActor();
        return new CloudEvent(
                event.getUid(),
                event.getTime(),
                event.getIngestTime(),
                event.getTimeClamped(),
                event.getProvider(),
                event.getLogSource(),
                event.getClassUid(),
                event.getActivityId(),
                event.getStatusId(),
                new Actor(
                        person,
                        actor.getType(),
                        actor.getUserUid(),
                        actor.getUserName(),
                        actor.getSessionUid(),
                        actor.getSessionIssuer(),
                        actor.getSessionMfa(),
                        actor.getCredentialUid(),
                        actor.getInvokedBy(),
                        actor.getAccountUid(),
                        actor.getAlias()),
                event.getSource(),
                event.getApi(),
                event.getCloud(),
                event.getResources(),
                event.getOrigin(),
                event.getRaw(),
                event.getRawTruncated(),
                event.getHistory());
    }

    /**
     * What is said of a name goes before what follows from its domain, and the principal before its alias. An address that
     * its domain joins by is in lower case, however the operator wrote it.
     */
    private @Nullable String person(@Nullable String principal, @Nullable String alias) {
        String first = lowerCase(principal);
        String second = lowerCase(alias);
        String person = named(first);
        person = person == null ? named(second) : person;
        person = person == null ? address(first) : person;
        person = person == null ? address(second) : person;
        String joined = address(lowerCase(person));
        return joined == null ? person : joined;
    }

    private @Nullable String named(@Nullable String alias) {
        return alias == null
                ? null
                : entries.getOrDefault(alias, Optional.empty()).orElse(null);
    }

    /** The alias, where it is an address in a domain whose addresses are people. */
    private @Nullable String address(@Nullable String alias) {
        int at = alias == null ? -1 : alias.lastIndexOf('@');
        if (alias == null || at <= 0 || at != alias.indexOf('@')) {
            return null;
        }
        return entries.containsKey(alias.substring(at)) ? alias : null;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
