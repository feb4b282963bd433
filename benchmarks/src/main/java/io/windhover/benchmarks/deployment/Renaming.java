package io.windhover.benchmarks.deployment;

import io.windhover.simulator.company.Estate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an event of the simulated company as that of another one: other account numbers, domain, buckets and projects, ids of
 * keys and principals, sessions and addresses, so that no two companies share a principal or a group.
 */
final class Renaming {
    /** So many companies have addresses of their own. */
    static final int MOST = 80 * 256;

    private static final String DOMAIN = "merlin";
    private static final String MARK_OF_IDS = "EXAMPLE";
    private static final String NETWORK = "198.18.";
    private static final String SESSION = "essionId\":\"";
    private static final List<String> ACCOUNTS =
            List.of(Estate.PRODUCTION, Estate.DATA, Estate.STAGING, Estate.DEVELOPMENT, Estate.TOOLING, Estate.ARCHIVE);
    private static final int KEPT_OF_ACCOUNT = 6;
    /** No network from here on, so many of them long, is private. */
    private static final int FIRST_NETWORK = 20;

    private static final Pattern NAMES = Pattern.compile(DOMAIN + "|" + MARK_OF_IDS + "|" + Pattern.quote(NETWORK) + "|"
            + SESSION + "(?=[^\"])|" + String.join("|", ACCOUNTS));

    private final int company;

    /** @param company less than {@link #MOST} */
    Renaming(int company) {
        if (company < 0 || company >= MOST) {
            throw new IllegalArgumentException("company " + company + " of " + MOST);
        }
        this.company = company;
    }

    /** An event, taken apart once for all companies: before each name, and behind the last, stands a text that stays. */
    record Event(List<String> texts, List<String> names) {
        static Event of(String json) {
            List<String> texts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            Matcher matcher = NAMES.matcher(json);
            int end = 0;
            while (matcher.find()) {
                texts.add(json.substring(end, matcher.start()));
                names.add(matcher.group());
                end = matcher.end();
            }
            texts.add(json.substring(end));
            return new Event(List.copyOf(texts), List.copyOf(names));
        }
    }

    String apply(Event event) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < event.names().size(); i++) {
            json.append(event.texts().get(i)).append(name(event.names().get(i)));
        }
        return json.append(event.texts().get(event.names().size())).toString();
    }

    private String name(String name) {
        return switch (name) {
            case DOMAIN -> DOMAIN + company;
            case MARK_OF_IDS -> digits(MARK_OF_IDS.length());
            case NETWORK -> (FIRST_NETWORK + company / 256) + "." + company % 256 + ".";
            case SESSION -> SESSION + company + "-";
            default -> name.substring(0, KEPT_OF_ACCOUNT) + digits(name.length() - KEPT_OF_ACCOUNT);
        };
    }

    private String digits(int count) {
        String digits = "0".repeat(count) + company;
        return digits.substring(digits.length() - count);
    }
}
