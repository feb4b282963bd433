package io.windhover.detector.identities;

import io.windhover.schemas.IdentityEntry;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a checked entry says.
 *
 * @param key the alias in lower case: the record's key
 * @param person whom the alias names; empty where it is a domain whose addresses name people
 */
public record Identity(String key, Optional<String> person) {
    private static final int LONGEST = 1_024;
    private static final Pattern DOMAIN = Pattern.compile("@[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks an entry.
     *
     * @throws InvalidIdentityException if it says nothing that can be used
     */
    public static Identity of(IdentityEntry entry) throws InvalidIdentityException {
        String key = key(entry.getAlias());
        String person = entry.getPerson();
        boolean domain = isDomain(key);
        if (key.startsWith("@") && !domain) {
            throw new InvalidIdentityException("what stands behind @ is no domain");
        }
        if (domain && person != null) {
            throw new InvalidIdentityException("a domain is nobody: it takes no person");
        }
        if (!domain) {
            check(person, "the person");
        }
        return new Identity(key, Optional.ofNullable(person));
    }

    /**
     * The key under which an alias stands.
     *
     * @throws InvalidIdentityException if it can be none
     */
    public static String key(String alias) throws InvalidIdentityException {
        check(alias, "the alias");
        return alias.toLowerCase(Locale.ROOT);
    }

    static boolean isDomain(String key) {
        return DOMAIN.matcher(key).matches();
    }

    private static void check(@Nullable String name, String what) throws InvalidIdentityException {
        if (name == null || name.isBlank()) {
            throw new InvalidIdentityException(what + " is missing");
        }
        if (name.length() > LONGEST) {
            throw new InvalidIdentityException(what + " is longer than 1,024 characters");
        }
        if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidIdentityException(what + " begins or ends with a blank, or has a control character in it");
        }
    }
}
