package io.windhover.connect.webhook;

import io.windhover.connect.record.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who pushes to a path: how it proves who it is, and what its headers say of the event. */
enum Sender {

    /** An API server's audit webhook: {@code EventList}s. */
    KUBERNETES,

    /** GitHub's webhooks ("Webhook events and payloads", delivery headers). */
    GITHUB,

    /** GitLab's webhooks ("Webhooks", delivery headers). */
    GITLAB,

    /** Falco's HTTP output, or falcosidekick's webhook. */
    FALCO,

    /** Any log that is recognised from its own fields. */
    JSON;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** As settings write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Sender> labelled(String label) {
        return List.of(values()).stream()
                .filter(sender -> sender.label().equals(label))
                .findFirst();
    }

    /** Headers, in lower case, that go with the event: the first names the delivery. */
    private List<String> contextHeaders() {
        return switch (this) {
            case GITHUB ->
                List.of(
                        "x-github-delivery",
                        "x-github-event",
                        "x-github-hook-id",
                        "x-github-hook-installation-target-id",
                        "x-github-hook-installation-target-type");
            // The event's own UUID is shared by events that a webhook caused: it names no delivery.
            case GITLAB ->
                List.of(
                        "idempotency-key",
                        "x-gitlab-event",
                        "x-gitlab-event-uuid",
                        "x-gitlab-instance",
                        "x-gitlab-webhook-uuid");
            case KUBERNETES, FALCO, JSON -> List.of();
        };
    }

    /**
     * What the headers say. The id is made this sender's own: no signature covers it, so that it must not be able to take
     * the place of another log's.
     */
    Delivery delivery(Function<String, @Nullable String> headers) {
        List<String> names = contextHeaders();
        Map<String, String> context = new HashMap<>();
        for (String name : names) {
            String value = headers.apply(name);
            if (value != null) {
                context.put(name, value);
            }
        }
        String id = names.isEmpty() ? null : context.get(names.get(0));
        return new Delivery(id != null && ID.matcher(id).matches() ? label() + ":" + id : null, context);
    }
}
