package io.windhover.rules.state;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of an event as is kept where a rule may fire long after it: who did what, and in which log. Texts are cut at 256
 * characters; an empty text stands for one that the log lacks.
 */
public record Subject(
        String provider,
        String product,
        String service,
        String principal,
        String session,
        String credential,
        String account,
        String operation,
        String address) {
    private static final int LONGEST = 256;

    /** Nothing is known. */
    static final Subject UNKNOWN = new Subject("", "", "", "", "", "", "", "", "");

    /** What is kept of an event; nothing of none. */
    public static Subject of(@Nullable CloudEvent event) {
        if (event == null) {
            return UNKNOWN;
        }
        return new Subject(
                text(event.getProvider()),
                text(event.getLogSource().getProduct()),
                text(event.getLogSource().getService()),
                text(event.getActor().getPrincipal()),
                text(event.getActor().getSessionUid()),
                text(event.getActor().getCredentialUid()),
                text(event.getCloud().getAccountUid()),
                text(event.getApi().getOperation()),
                text(event.getSource().getIp()));
    }

    /** The event as far as it is known, with the id and times of its evidence. */
    public CloudEvent event(Evidence evidence) {
        return CloudEvent.newBuilder()
                .setUid(evidence.getUid())
                .setTime(evidence.getTime())
                .setIngestTime(evidence.getIngestTime())
                .setProvider(provider)
                .setLogSource(new LogSource(product, orNull(service), null))
                .setActor(Actor.newBuilder()
                        .setPrincipal(orNull(principal))
                        .setSessionUid(orNull(session))
                        .setCredentialUid(orNull(credential))
                        .build())
                .setSource(SourceEndpoint.newBuilder().setIp(orNull(address)).build())
                .setApi(Api.newBuilder().setOperation(orNull(operation)).build())
                .setCloud(Cloud.newBuilder().setAccountUid(orNull(account)).build())
                .setResources(List.of())
                .setRaw(ByteBuffer.allocate(0))
                .build();
    }

    void write(StateWriter out) {
        out.text(provider)
                .text(product)
                .text(service)
                .text(principal)
                .text(session)
                .text(credential)
                .text(account)
                .text(operation)
                .text(address);
    }

    static Subject read(StateReader in) {
        return new Subject(
                in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
