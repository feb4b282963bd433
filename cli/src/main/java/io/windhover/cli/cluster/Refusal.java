package io.windhover.cli.cluster;

import io.windhover.detector.rights.Right;
import io.windhover.detector.rights.RightsCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Says which rights a command lacks, after brokers refused it something: they name the resource at best. Before a command
 * nothing is asked: brokers that cannot answer must not keep it from its work, nor delay it.
 */
public final class Refusal {
    private static final String PATIENCE_MS = "5000";
    private static final int MOST_CAUSES = 16;

    private Refusal() {}

    /** One line with the rights that are missing; empty where the failure is another, or brokers do not tell. */
    public static Optional<String> explained(Throwable failure, SecuredCommand command) {
        if (!isRefused(failure)) {
            return Optional.empty();
        }
        SecuredCommand.Needs needs = command.needs();
        Map<String, Object> settings = new HashMap<>(needs.cluster().kafka());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        Admin admin = Admin.create(settings);
        try {
            return line(new RightsCheck(admin).missing(needs.rights()));
        } catch (KafkaException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Optional<String> line(List<Right> missing) {
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("rights are missing: "
                        + missing.stream().map(Right::toString).collect(Collectors.joining(", "))
                        + "; windhover topics rights prints what to grant");
    }

    private static boolean isRefused(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(AuthorizationException.class::isInstance);
    }
}
