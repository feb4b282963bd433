package io.windhover.cli.doctor;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.Failure;
import io.windhover.detector.app.DetectorConfig;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Makes the checks in their order. What depends on something that is a problem is not tried: it would say the same again. */
final class Doctor {
    private static final String BROKERS = "brokers";
    private static final String REGISTRY = "registry";

    private final DetectorConfig config;
    private final String version;
    private final Clock clock;

    /** @param version the product's */
    Doctor(DetectorConfig config, String version, Clock clock) {
        this.config = config;
        this.version = version;
        this.clock = clock;
    }

    /** A check of a deployment, and what has to be well before it. */
    private record Step(String name, Set<String> needs, Check check) {}

    /** Looks at one thing. */
    @FunctionalInterface
    private interface Check {
        List<Diagnosis> examine(Deployment deployment) throws InterruptedException;
    }

    private List<Step> steps() {
        return List.of(
                new Step(BROKERS, Set.of(), new BrokersCheck()::examine),
                new Step(REGISTRY, Set.of(), new RegistryCheck()::examine),
                new Step("rights", Set.of(BROKERS), new RightsStep()::examine),
                new Step("topics", Set.of(BROKERS), new TopicsCheck()::examine),
                new Step("clock", Set.of(BROKERS), new ClockCheck(clock)::examine),
                new Step("rules", Set.of(BROKERS, REGISTRY), new RulesCheck()::examine),
                new Step("group", Set.of(BROKERS), new GroupCheck()::examine));
    }

    /** @param diagnoses is told each as soon as it is known */
    void examine(Consumer<Diagnosis> diagnoses) throws InterruptedException {
        HostChecks.examine(config, version).forEach(diagnoses);
        Set<String> ill = new TreeSet<>();
        Cluster cluster = Deployment.impatient(config);
        try (Admin admin = cluster.admin()) {
            Deployment deployment = new Deployment(config, cluster, admin);
            for (Step step : steps()) {
                List<Diagnosis> found = examine(step, deployment, ill);
                found.forEach(diagnoses);
                if (found.stream().anyMatch(each -> each.status() == Diagnosis.Status.PROBLEM)) {
                    ill.add(step.name());
                }
            }
        } catch (KafkaException e) {
            // A client that cannot even be made: a name that does not resolve, a keystore that cannot be read.
            diagnoses.accept(Diagnosis.problem(BROKERS, reason(e), "correct the section kafka of the configuration"));
        }
    }

    private static List<Diagnosis> examine(Step step, Deployment deployment, Set<String> ill)
            throws InterruptedException {
        List<String> missing =
                step.needs().stream().filter(ill::contains).sorted().toList();
        if (!missing.isEmpty()) {
            return List.of(Diagnosis.skipped(step.name(), "not checked, see " + String.join(" and ", missing)));
        }
        try {
            return step.check().examine(deployment);
        } catch (KafkaException | Failure e) {
            return List.of(
                    Diagnosis.problem(step.name(), reason(e), "look after the brokers, and after the lines above"));
        }
    }

    /** What an exception and its causes say, each once. */
    static String reason(Throwable failure) {
        List<String> messages = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(8)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return messages.isEmpty() ? failure.getClass().getSimpleName() : String.join(": ", messages);
    }
}
