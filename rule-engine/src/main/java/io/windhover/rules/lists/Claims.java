package io.windhover.rules.lists;

import io.windhover.rules.eval.LookupValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Who says that a value stands in a list, and until when. Immutable.
 *
 * @param claims one of each source
 * @param until when the last of them expires, in milliseconds since 1970
 */
record Claims(List<Claim> claims, long until) {
    static final long NEVER = Long.MAX_VALUE;

    Claims {
        claims = List.copyOf(claims);
    }

    /**
     * What one source says.
     *
     * @param expiry events of this time and later are not concerned, in milliseconds since 1970
     */
    record Claim(String source, long expiry) {}

    static Claims of(List<Claim> claims) {
        return new Claims(claims, claims.stream().mapToLong(Claim::expiry).max().orElse(Long.MIN_VALUE));
    }

    /** With another claim, in the place of one of the same source. */
    Claims with(Claim claim) {
        List<Claim> changed = new ArrayList<>(without(claim.source).claims);
        changed.add(claim);
        return of(changed);
    }

    Claims without(String source) {
        return of(claims.stream().filter(claim -> !claim.source.equals(source)).toList());
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** Whether one of them holds at the time of the value's event. */
    boolean hold(LookupValue value) {
        return until == NEVER || value.eventTime() < until;
    }
}
