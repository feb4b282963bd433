package io.windhover.connect.normalise.microsoft;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The id of a thing in Azure: {@code /subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/virtualMachines/a}. Ids
 * do not differ by case, and logs write one in several: here it is lower.
 */
record AzureResourceId(String text) {

    private static final String SUBSCRIPTIONS = "/subscriptions/";
    private static final String PROVIDERS = "/providers/";

    static @Nullable AzureResourceId parse(@Nullable String id) {
        return id == null ? null : new AzureResourceId(id.strip().toLowerCase(Locale.ROOT));
    }

    /** Null where it is in none. */
    @Nullable
    String subscription() {
        if (!text.startsWith(SUBSCRIPTIONS)) {
            return null;
        }
        int end = text.indexOf('/', SUBSCRIPTIONS.length());
        String id = end < 0 ? text.substring(SUBSCRIPTIONS.length()) : text.substring(SUBSCRIPTIONS.length(), end);
        return id.isEmpty() ? null : id;
    }

    /** The provider and the kinds of thing below it, without names; null where no provider owns it. */
    @Nullable
    String type() {
        int providers = text.lastIndexOf(PROVIDERS);
        if (providers < 0) {
            return text.contains("/resourcegroups/") ? "microsoft.resources/resourcegroups" : null;
        }
        String[] parts = text.substring(providers + PROVIDERS.length()).split("/", -1);
        StringBuilder type = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i += 2) {
            type.append('/').append(parts[i]);
        }
        return type.toString();
    }
}
