package io.windhover.connect.normalise.microsoft;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and ids of the directory's people and programs, as the logs of Azure, Entra and Microsoft 365 write them. */
final class DirectoryName {

    private static final String EXTERNAL = "#ext#";
    private static final Pattern OBJECT_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern BARE_OBJECT_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private DirectoryName() {}

    /**
     * A user principal name in lower case; a guest's is the one at home ({@code bob_example.com#EXT#@tenant} is
     * {@code bob@example.com}). Null where the log has a word in its place that names nobody.
     */
    static @Nullable String userPrincipalName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("not available") || lower.equals("unknown") || lower.equals("<null>")) {
            return null;
        }
        int external = lower.indexOf(EXTERNAL);
        int at = external < 0 ? -1 : lower.lastIndexOf('_', external);
        return at <= 0 ? lower : lower.substring(0, at) + "@" + lower.substring(at + 1, external);
    }

    /** An object id in lower case, with its hyphens; null where the text is none, or nobody's. */
    static @Nullable String objectId(@Nullable String id) {
        if (id == null) {
            return null;
        }
        String lower = id.strip().toLowerCase(Locale.ROOT);
        if (BARE_OBJECT_ID.matcher(lower).matches()) {
            lower = String.join(
                    "-",
                    lower.substring(0, 8),
                    lower.substring(8, 12),
                    lower.substring(12, 16),
                    lower.substring(16, 20),
                    lower.substring(20));
        }
        return OBJECT_ID.matcher(lower).matches() && !lower.equals(NOBODY) ? lower : null;
    }

    /** A user principal name beside an object id; null where it is the principal itself, or no such name. */
    static @Nullable String alias(@Nullable String id, @Nullable String userPrincipalName) {
        boolean other = id != null && userPrincipalName != null && userPrincipalName.indexOf('@') > 0;
        return other ? userPrincipalName : null;
    }

    /** An id as it stands, except where it is nobody's. */
    static @Nullable String idOrNobody(@Nullable String id) {
        return id == null || id.equals(NOBODY) ? null : id.toLowerCase(Locale.ROOT);
    }
}
