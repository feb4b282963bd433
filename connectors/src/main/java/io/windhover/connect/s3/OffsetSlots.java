package io.windhover.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.zip.CRC32;

/**
 * Under which source partition Connect keeps how far an object was handled.
 *
 * <p>Not one for each object: a worker never forgets a source partition, and holds all of them in memory. CloudTrail writes
 * an object for every account, region and few minutes, which is millions a month. So many slots as there are here take turns:
 * an offset says of which object it speaks, and one that was overwritten means that an object is read again, with the same
 * uids. That happens only where a worker died in the middle of two objects of one slot.
 */
final class OffsetSlots {

    /** Changing it loses what workers know: objects in the middle are read from their beginning once. */
    static final int COUNT = 1 << 14;

    private static final String BUCKET = "bucket";
    private static final String SLOT = "slot";

    private OffsetSlots() {}

    static Map<String, String> partition(ObjectAddress address) {
        CRC32 crc = new CRC32();
        crc.update(address.key().getBytes(UTF_8));
        return Map.of(BUCKET, address.bucket(), SLOT, Long.toString(crc.getValue() % COUNT));
    }
}
