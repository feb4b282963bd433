package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says from an event's own JSON which log it stands in, by the names of its top-level members, and reads no further than
 * it must. Immutable and thread-safe; allocates nothing that outlives the call.
 *
 * <p>A new log is one line in {@link #standard}, and its normaliser.
 */
public final class LogSourceRecogniser {

    /** The longest name that a signature may hold; the names of more than so many bytes are passed over. */
    private static final int LONGEST_NAME = 63;

    /**
     * Members that together are found in one log alone.
     *
     * @param members their bits
     */
    private record Signature(long members, Optional<Normaliser> normaliser) {}

    private final List<byte[]> names = new ArrayList<>();
    private final int[][] namesByLength = new int[LONGEST_NAME + 1][0];
    private final List<Signature> signatures = new ArrayList<>();

    private LogSourceRecogniser() {}

    /** Knows every log that Windhover has a normaliser for. */
    public static LogSourceRecogniser standard() {
        LogSourceRecogniser recogniser = new LogSourceRecogniser();
        Normaliser cloudTrail = new CloudTrailNormaliser();
        recogniser.add(cloudTrail, "eventSource", "eventName");
        recogniser.add(cloudTrail, "userIdentity", "eventName");
        recogniser.add(cloudTrail, "eventVersion", "eventName", "awsRegion");
        recogniser.add(cloudTrail, "eventVersion", "insightDetails");
        return recogniser;
    }

    /** The normaliser of the event's log ({@link Normaliser#logSource} names it); empty where no known log looks like this. */
    public Optional<Normaliser> recognise(byte[] buffer, int offset, int length) {
        TopLevelMembers members = new TopLevelMembers(buffer, offset, length);
        long seen = 0;
        while (members.next()) {
            long bit = bitOf(members);
            if ((seen & bit) == bit) {
                continue;
            }
            seen |= bit;
            for (int i = 0; i < signatures.size(); i++) {
                Signature signature = signatures.get(i);
                if ((seen & signature.members()) == signature.members()) {
                    return signature.normaliser();
                }
            }
        }
        return Optional.empty();
    }

    /** The normaliser of a log that is named; empty where there is none. */
    public Optional<Normaliser> normaliser(LogSource log) {
        return normalisers()
                .filter(normaliser -> normaliser.logSource().equals(log))
                .findFirst();
    }

    /** The logs that there are normalisers for, as {@code product/service}, sorted. */
    public SortedSet<String> logSources() {
        return normalisers()
                .map(Normaliser::logSource)
                .map(log -> log.getService() == null ? log.getProduct() : log.getProduct() + "/" + log.getService())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Normaliser> normalisers() {
        return signatures.stream().flatMap(signature -> signature.normaliser().stream());
    }

    private long bitOf(TopLevelMembers members) {
        int length = members.nameLength();
        if (length <= LONGEST_NAME) {
            for (int index : namesByLength[length]) {
                if (members.nameIs(names.get(index))) {
                    return 1L << index;
                }
            }
        }
        return 0;
    }

    private void add(Normaliser normaliser, String... members) {
        long bits = 0;
        for (String member : members) {
            bits |= 1L << indexOf(member.getBytes(UTF_8));
        }
        signatures.add(new Signature(bits, Optional.of(normaliser)));
    }

    private int indexOf(byte[] name) {
        for (int i = 0; i < names.size(); i++) {
            if (Arrays.equals(names.get(i), name)) {
                return i;
            }
        }
        if (names.size() == Long.SIZE || name.length > LONGEST_NAME) {
            throw new IllegalStateException("signatures hold 64 names at most, of 63 bytes each");
        }
        names.add(name);
        namesByLength[name.length] = IntStream.concat(
                        IntStream.of(namesByLength[name.length]), IntStream.of(names.size() - 1))
                .toArray();
        return names.size() - 1;
    }
}
