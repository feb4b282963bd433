package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether the brokers answer, take this principal, and can do what the configuration asks for. */
final class BrokersCheck {
    private static final String NAME = "brokers";
    private static final String STREAMS_PROTOCOL = "streams.version";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        Map<String, String> kafka = deployment.config().kafka();
        String addresses = kafka.getOrDefault("bootstrap.servers", "");
        Admin admin = deployment.admin();
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            Map<String, Long> features = features(admin);
            if ("streams".equals(kafka.get("group.protocol")) && features.getOrDefault(STREAMS_PROTOCOL, 0L) < 1) {
                return List.of(Diagnosis.problem(
                        NAME,
                        "the group protocol 'streams' is configured, and the brokers do not have it switched on",
                        "kafka-features upgrade --feature " + STREAMS_PROTOCOL + "=1, or leave group.protocol out"));
            }
            return List.of(
                    Diagnosis.ok(NAME, Counts.of(brokers, "broker") + " at " + addresses + ", features " + features));
        } catch (ExecutionException e) {
            return List.of(failure(addresses, e.getCause() == null ? e : e.getCause()));
        }
    }

    private static Map<String, Long> features(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, Long> levels = new TreeMap<>();
        Map<String, FinalizedVersionRange> finalised =
                admin.describeFeatures().featureMetadata().get().finalizedFeatures();
        finalised.forEach((name, range) -> levels.put(name, (long) range.maxVersionLevel()));
        return levels;
    }

    private static Diagnosis failure(String addresses, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return Diagnosis.problem(
                    NAME,
                    "the brokers at " + addresses + " do not take us: " + Doctor.reason(cause),
                    "correct sasl.* or ssl.* in the section kafka of the configuration, or the broker's credentials");
        }
        if (cause instanceof TimeoutException) {
            return Diagnosis.problem(
                    NAME,
                    "the brokers at " + addresses + " do not answer within " + Deployment.PATIENCE_SECONDS + " s",
                    "see whether they run and can be reached from here, and whether security.protocol is theirs");
        }
        return Diagnosis.problem(
                NAME, "the brokers at " + addresses + ": " + Doctor.reason(cause), "look at the brokers' log");
    }
}
