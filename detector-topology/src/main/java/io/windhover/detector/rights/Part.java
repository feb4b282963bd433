package io.windhover.detector.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.windhover.detector.Topics;
import io.windhover.detector.ruleset.RulePublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A part that has a principal of its own on a secured cluster, and the least rights with which it does its work. None needs a
 * right on the cluster itself: an idempotent producer needs none besides Write on its topic since Kafka 2.8.
 */
public enum Part {
    /** Judges events. */
    DETECTOR("windhover run, where topics: create is false") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.events(), READ, WRITE, DESCRIBE_CONFIGS);
            on(rights, topics.rules(), READ, DESCRIBE_CONFIGS);
            on(rights, topics.lists(), READ, DESCRIBE_CONFIGS);
            on(rights, topics.identities(), READ, DESCRIBE_CONFIGS);
            on(rights, topics.dispositions(), READ, DESCRIBE_CONFIGS);
            for (String between : List.of(
                    topics.observations(),
                    topics.findings(),
                    topics.activity(),
                    topics.lineage(),
                    topics.decisions())) {
                on(rights, between, READ, WRITE, DESCRIBE_CONFIGS);
            }
            for (String result : List.of(topics.alerts(), topics.incidents(), topics.deadLetter())) {
                on(rights, result, WRITE, DESCRIBE_CONFIGS);
            }
            // Changelogs of the stores: Streams creates them, and a later version may bring another.
            String own = applicationId + "-";
            rights.add(Right.prefixed(TOPIC, own, CREATE));
            rights.add(Right.prefixed(TOPIC, own, READ));
            rights.add(Right.prefixed(TOPIC, own, WRITE));
            rights.add(Right.literal(GROUP, applicationId, READ));
            rights.add(Right.prefixed(TRANSACTIONAL_ID, own, WRITE));
            return rights;
        }
    },

    /** Brings logs in. */
    CONNECTORS("the tasks of our source connectors in a Kafka Connect worker") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.events(), WRITE);
            on(rights, topics.deadLetter(), WRITE);
            return rights;
        }
    },

    /** Creates the topics. */
    TOPICS("windhover topics create; with the detector's, windhover run where topics: create is true") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            topics.all().forEach(topic -> on(rights, topic, CREATE, DESCRIBE, DESCRIBE_CONFIGS));
            return rights;
        }
    },

    /** Publishes rules. */
    RULES("windhover rules publish") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.rules(), READ, WRITE);
            rights.add(Right.literal(TRANSACTIONAL_ID, RulePublisher.transactionalId(topics.rules()), WRITE));
            return rights;
        }
    },

    /** Keeps lists. */
    LISTS("windhover lists put, remove and show") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.lists(), READ, WRITE);
            return rights;
        }
    },

    /** Keeps who is who. */
    IDENTITIES("windhover identities put, remove and show") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.identities(), READ, WRITE);
            return rights;
        }
    },

    /** Writes logs that are there already. */
    REPLAY("windhover replay") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.events(), WRITE);
            return rights;
        }
    },

    /** Follows alerts, and decides about them. */
    ANALYST("windhover alerts follow and dispose") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.alerts(), READ);
            on(rights, topics.dispositions(), WRITE);
            return rights;
        }
    },

    /** Takes alerts away. */
    READER("whoever reads alerts and incidents, in the consumer group named here") {
        @Override
        public List<Right> rights(Topics topics, String applicationId) {
            List<Right> rights = new ArrayList<>();
            on(rights, topics.alerts(), READ);
            on(rights, topics.incidents(), READ);
            rights.add(Right.literal(GROUP, topics.alerts() + ".reader", READ));
            return rights;
        }
    };

    private final String description;

    Part(String description) {
        this.description = description;
    }

    /**
     * What it needs, and nothing more.
     *
     * @param applicationId of the detector's configuration
     */
    public abstract List<Right> rights(Topics topics, String applicationId);

    /** What runs with these rights. */
    public String description() {
        return description;
    }

    /** The principal that is spoken of where none is given, for example {@code User:windhover-detector}. */
    public String principal() {
        return "User:windhover-" + name().toLowerCase(Locale.ROOT);
    }

    private static void on(List<Right> rights, String topic, AclOperation... operations) {
        for (AclOperation operation : operations) {
            rights.add(Right.literal(TOPIC, topic, operation));
        }
    }
}
