package io.windhover.detector.rights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers which rights a principal lacks: where they refuse it something, they name the resource at best. It changes
 * nothing: topics are created for validation only.
 *
 * <p>What brokers do not tell is taken as given: Read and Write on topics and groups that do not exist yet, Write on a
 * transactional id that may be described, and all of what brokers are too old to be asked. Nobody needs Create on a topic
 * that is there.
 */
public final class RightsCheck {
    private static final String NAME_UNDER_PREFIX = "rights-check";

    private final Admin admin;

    public RightsCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * Those of the rights that the client's principal lacks, in their order; none where the brokers check nothing.
     *
     * @throws KafkaException if the brokers do not answer
     */
    public List<Right> missing(List<Right> rights) throws InterruptedException {
        Map<ResourcePattern, List<Right>> byResource = new LinkedHashMap<>();
        rights.forEach(right -> byResource
                .computeIfAbsent(right.resource(), resource -> new ArrayList<>())
                .add(right));
        Set<String> topics = byResource.keySet().stream()
                        .anyMatch(resource -> resource.resourceType() == ResourceType.TOPIC
                                && resource.patternType() != PatternType.LITERAL)
                ? answer(admin.listTopics().names()).orElse(Set.of())
                : Set.of();
        List<Right> missing = new ArrayList<>();
        for (Map.Entry<ResourcePattern, List<Right>> each : byResource.entrySet()) {
            missing.addAll(missing(each.getKey(), each.getValue(), topics));
        }
        return missing;
    }

    private List<Right> missing(ResourcePattern resource, List<Right> rights, Set<String> topics)
            throws InterruptedException {
        boolean isPrefix = rights.get(0).isPrefixed();
        String name = isPrefix ? resource.name() + NAME_UNDER_PREFIX : resource.name();
        return switch (resource.resourceType()) {
            case TOPIC ->
                missingOnTopic(
                        name,
                        topics.stream()
                                .filter(topic -> isPrefix && topic.startsWith(resource.name()))
                                .findFirst()
                                .orElse(name),
                        rights);
            case GROUP -> missingOnGroup(name, rights);
            case TRANSACTIONAL_ID ->
                isRefused(admin.describeTransactions(List.of(name)).description(name)) ? rights : List.of();
            default -> throw new IllegalArgumentException("no part has rights on " + resource);
        };
    }

    /**
     * @param name what would be created
     * @param existing what may exist
     */
    private List<Right> missingOnTopic(String name, String existing, List<Right> rights) throws InterruptedException {
        Optional<TopicDescription> described = Optional.empty();
        boolean isDescribed = true;
        try {
            described = answer(admin.describeTopics(
                            List.of(existing), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues()
                    .get(existing));
        } catch (AuthorizationException e) {
            isDescribed = false;
        }
        Optional<Set<AclOperation>> operations =
                described.flatMap(topic -> Optional.ofNullable(topic.authorizedOperations()));
        List<Right> missing = new ArrayList<>();
        for (Right right : rights) {
            if (right.operation() == AclOperation.CREATE && !right.isPrefixed() && described.isPresent()) {
                continue;
            }
            boolean isThere = operations.isPresent()
                    ? operations.get().contains(right.operation())
                    : mayWithoutBeingTold(name, right.operation(), isDescribed);
            if (!isThere) {
                missing.add(right);
            }
        }
        return missing;
    }

    /** Read and Write hold Describe in themselves: where that is refused, both are missing. */
    private boolean mayWithoutBeingTold(String topic, AclOperation operation, boolean isDescribed)
            throws InterruptedException {
        return switch (operation) {
            case CREATE ->
                !isRefused(admin.createTopics(
                                List.of(new NewTopic(topic, Optional.empty(), Optional.empty())),
                                new CreateTopicsOptions().validateOnly(true))
                        .all());
            case DESCRIBE_CONFIGS ->
                !isRefused(admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                        .all());
            default -> isDescribed;
        };
    }

    private List<Right> missingOnGroup(String group, List<Right> rights) throws InterruptedException {
        try {
            Optional<Set<AclOperation>> operations = answer(admin.describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                            .describedGroups()
                            .get(group))
                    .flatMap(description -> Optional.ofNullable(description.authorizedOperations()));
            return rights.stream()
                    .filter(right -> operations.isPresent() && !operations.get().contains(right.operation()))
                    .toList();
        } catch (AuthorizationException e) {
            return rights;
        }
    }

    private static boolean isRefused(KafkaFuture<?> future) throws InterruptedException {
        try {
            answer(future);
            return false;
        } catch (AuthorizationException e) {
            return true;
        }
    }

    /**
     * Empty where the answer has no content, where there is no such thing, or that it cannot be done for another reason than rights.
     *
     * @throws AuthorizationException if they refuse it
     */
    private static <T> Optional<T> answer(@Nullable KafkaFuture<T> future) throws InterruptedException {
        try {
            return Optional.ofNullable(
                    Objects.requireNonNull(future, "asked for").get());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AuthorizationException refused) {
                throw refused;
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            if (!(cause instanceof ApiException)
                    || cause instanceof RetriableException
                    || cause instanceof AuthenticationException) {
                throw new KafkaException("the brokers do not answer", cause);
            }
            return Optional.empty();
        }
    }
}
