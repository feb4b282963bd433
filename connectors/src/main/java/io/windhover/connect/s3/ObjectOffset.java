package io.windhover.connect.s3;

import java.util.Map;
import java.util.Optional;

/**
 * Connect's source offset: how far an object was handled.
 *
 * @param key of which object this speaks
 * @param etag its content's tag, so that other content under the same key is not taken for it
 * @param record how many of its first records, readable or not, were handled
 * @param end whether these were all
 */
record ObjectOffset(String key, String etag, long record, boolean end) {

    private static final String KEY = "key";
    private static final String ETAG = "etag";
    private static final String RECORD = "record";
    private static final String END = "end";

    /** Of an object that cannot be read, and never will. */
    static ObjectOffset passedOver(String key) {
        return new ObjectOffset(key, "", 0, true);
    }

    static Optional<ObjectOffset> from(Map<String, ?> stored) {
        return stored.get(KEY) instanceof String key
                        && stored.get(ETAG) instanceof String etag
                        && stored.get(RECORD) instanceof Number record
                        && stored.get(END) instanceof Boolean end
                ? Optional.of(new ObjectOffset(key, etag, record.longValue(), end))
                : Optional.empty();
    }

    Map<String, Object> toMap() {
        return Map.of(KEY, key, ETAG, etag, RECORD, record, END, end);
    }

    /** Whether it speaks of this content of this object. */
    boolean isOf(String otherKey, String otherEtag) {
        return key.equals(otherKey) && etag.equals(otherEtag);
    }

    ObjectOffset atEnd() {
        return new ObjectOffset(key, etag, record, true);
    }
}
