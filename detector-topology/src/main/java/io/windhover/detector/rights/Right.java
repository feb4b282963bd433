package io.windhover.detector.rights;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One operation on one resource. Read and Write hold Describe in themselves, as Kafka's authorizer has it.
 *
 * @param resource a name, or a prefix of names
 * @param operation what may be done with it
 */
public record Right(ResourcePattern resource, AclOperation operation) {
    static Right literal(ResourceType type, String name, AclOperation operation) {
        return new Right(new ResourcePattern(type, name, PatternType.LITERAL), operation);
    }

    static Right prefixed(ResourceType type, String prefix, AclOperation operation) {
        return new Right(new ResourcePattern(type, prefix, PatternType.PREFIXED), operation);
    }

    /** Whether the resource is all whose names begin so. */
    public boolean isPrefixed() {
        return resource.patternType() == PatternType.PREFIXED;
    }

    /** The rule that allows it to a principal, from any host. */
    public AclBinding binding(String principal) {
        return new AclBinding(resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** As Kafka's tools write the operation, for example {@code DescribeConfigs}. */
    public String operationName() {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    /** As a person says the kind of resource, for example {@code transactional id}. */
    public String typeName() {
        return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** For example {@code Write on topic windhover.alerts}. */
    @Override
    public String toString() {
        return operationName() + " on " + typeName() + " " + resource.name() + (isPrefixed() ? "*" : "");
    }
}
