package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says from an event's own JSON which log it stands in, by the names of its top-level members, and reads no further than
 * it must. Immutable and thread-safe; allocates nothing that outlives the call.
 *
 * <p>Where logs of one vendor have the same members, a value decides among them.
 */
public final class LogSourceRecogniser {

    /** The longest name that a signature may hold; the names of more than so many bytes are passed over. */
    private static final int LONGEST_NAME = 63;

    /**
     * Members that together are found in the logs of one kind alone.
     *
     * @param members their bits
     */
    private record Signature(long members, Choice choice) {}

    /** Which normaliser an event with a signature's members gets. */
    private interface Choice {
        Optional<Normaliser> of(byte[] buffer, int offset, int length);
    }

    private record Always(Optional<Normaliser> normaliser) implements Choice {
        @Override
        public Optional<Normaliser> of(byte[] buffer, int offset, int length) {
            return normaliser;
        }
    }

    /** By the text at a path, in lower case; the first of several paths that has one counts. */
    private record ByValue(
            List<List<byte[]>> paths, Map<String, Optional<Normaliser>> byValue, Optional<Normaliser> otherwise)
            implements Choice {
        @Override
        public Optional<Normaliser> of(byte[] buffer, int offset, int length) {
            for (List<byte[]> path : paths) {
                String value = valueAt(path, new TopLevelMembers(buffer, offset, length));
                if (value != null) {
                    return byValue.getOrDefault(value.toLowerCase(Locale.ROOT), otherwise);
                }
            }
            return otherwise;
        }

        private static @Nullable String valueAt(List<byte[]> path, TopLevelMembers members) {
            while (members.next()) {
                if (members.nameIs(path.get(0))) {
                    return members.text(path, 1);
                }
            }
            return null;
        }
    }

    private final byte[][] names;
    private final int[][] namesByLength;

    /** A signature is complete with one of its names: only those of the name that was just seen are looked at. */
    private final Signature[][] signaturesByName;

    private LogSourceRecogniser(Builder builder) {
        names = builder.names.toArray(byte[][]::new);
        namesByLength = builder.namesByLength.clone();
        signaturesByName = IntStream.range(0, names.length)
                .mapToObj(name -> builder.signatures.stream()
                        .filter(signature -> (signature.members() & 1L << name) != 0)
                        .toArray(Signature[]::new))
                .toArray(Signature[][]::new);
    }

    /** Without any log yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The normaliser of the event's log ({@link Normaliser#logSource} names it); empty where no known log looks like this. */
    public Optional<Normaliser> recognise(byte[] buffer, int offset, int length) {
        TopLevelMembers members = new TopLevelMembers(buffer, offset, length);
        long seen = 0;
        while (members.next()) {
            int name = indexOf(members);
            if (name < 0 || (seen & 1L << name) != 0) {
                continue;
            }
            seen |= 1L << name;
            for (Signature signature : signaturesByName[name]) {
                if ((seen & signature.members()) == signature.members()) {
                    return signature.choice().of(buffer, offset, length);
                }
            }
        }
        return Optional.empty();
    }

    /** −1 where no signature holds the name. */
    private int indexOf(TopLevelMembers members) {
        int length = members.nameLength();
        if (length <= LONGEST_NAME) {
            for (int index : namesByLength[length]) {
                if (members.nameIs(names[index])) {
                    return index;
                }
            }
        }
        return -1;
    }

    /** Gathers signatures. The first whose members have all been seen wins; where two are complete at once, the first given. */
    public static final class Builder {

        private final List<byte[]> names = new ArrayList<>();
        private final int[][] namesByLength = new int[LONGEST_NAME + 1][0];
        private final List<Signature> signatures = new ArrayList<>();

        private Builder() {}

        /**
         * A log that its members tell.
         *
         * @param members names, with blanks between them
         */
        public Builder add(Normaliser normaliser, String members) {
            return add(new Always(Optional.of(normaliser)), members);
        }

        /**
         * Logs with the same members, told apart by a value.
         *
         * @param members names, with blanks between them
         * @param paths where the value stands, as in {@link FieldTable} but without lists; the best first
         * @param byValue normalisers by the value in lower case
         * @param otherwise for other values or none; null where such an event is not known
         */
        public Builder add(
                String members,
                List<String> paths,
                Map<String, ? extends Normaliser> byValue,
                @Nullable Normaliser otherwise) {
            Map<String, Optional<Normaliser>> choices = new HashMap<>();
            byValue.forEach((value, normaliser) -> choices.put(value, Optional.of(normaliser)));
            List<List<byte[]>> encoded = paths.stream().map(EventTimes::encoded).toList();
            return add(new ByValue(encoded, Map.copyOf(choices), Optional.ofNullable(otherwise)), members);
        }

        /** All that was gathered. */
        public LogSourceRecogniser build() {
            return new LogSourceRecogniser(this);
        }

        private Builder add(Choice choice, String members) {
            long bits = 0;
            for (String member : members.split(" ", -1)) {
                bits |= 1L << indexOf(member.getBytes(UTF_8));
            }
            signatures.add(new Signature(bits, choice));
            return this;
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
}
