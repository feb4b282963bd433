package io.windhover.benchmarks.deployment;

import io.windhover.connect.normalise.Normalisation.Normalised;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.schemas.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Events that a rule tells at once, each of somebody who does nothing else: as many as the events have partitions, so that all
 * tasks have to be at work for all of their alerts.
 *
 * @param events one for each partition
 * @param entities whom the alerts are about
 */
record Probes(List<CloudEvent> events, List<String> entities) {
    private static final CloudTrailNormaliser NORMALISER = new CloudTrailNormaliser();

    /** @param name no other probes have it */
    static Probes of(String name, int partitions, Instant now) {
        List<CloudEvent> events = IntStream.range(0, partitions)
                .mapToObj(i -> event("probe-" + name + "-" + i, now))
                .toList();
        List<String> entities = events.stream()
                .map(event -> String.valueOf(event.getActor().getPrincipal()))
                .toList();
        return new Probes(events, entities);
    }

    private static CloudEvent event(String user, Instant now) {
        String json = """
                {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA%1$s",\
                "arn":"arn:aws:iam::111122223333:user/%1$s","accountId":"111122223333","userName":"%1$s"},\
                "eventTime":"%2$s","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging",\
                "awsRegion":"eu-central-1","sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/2.31.5",\
                "requestParameters":{"name":"trail"},"responseElements":null,"requestID":"%1$s","eventID":"%1$s",\
                "readOnly":false,"eventType":"AwsApiCall","managementEvent":true,\
                "recipientAccountId":"111122223333","eventCategory":"Management"}""".formatted(user, now.truncatedTo(ChronoUnit.SECONDS));
        RawEvent raw = RawEvent.of(json.getBytes(StandardCharsets.UTF_8), now);
        if (!(NORMALISER.normalise(raw) instanceof Normalised done)) {
            throw new IllegalStateException("the probe is refused");
        }
        return done.event();
    }
}
