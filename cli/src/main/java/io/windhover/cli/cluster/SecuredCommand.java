package io.windhover.cli.cluster;

import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.rights.Part;
import io.windhover.detector.rights.Right;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.resource.ResourceType;

/** A command that brokers with an authorizer refuse where it lacks a right. */
public interface SecuredCommand {
    /** What it works with; asked only once it was refused something. */
    Needs needs();

    /**
     * The rights that a command needs.
     *
     * @param cluster on which
     */
    record Needs(Cluster cluster, List<Right> rights) {
        private static final String NO_APPLICATION = "-";

        public Needs {
            rights = List.copyOf(rights);
        }

        /** Those of a part other than the detector. */
        public static Needs of(Cluster cluster, Part part) {
            return new Needs(cluster, part.rights(cluster.topics(), NO_APPLICATION));
        }

        /** Those of them that are rights on one topic. */
        public Needs on(String topic) {
            return new Needs(
                    cluster,
                    rights.stream()
                            .filter(right -> right.resource().resourceType() == ResourceType.TOPIC
                                    && right.resource().name().equals(topic))
                            .toList());
        }

        /** Those of a detector, which may have to create topics. */
        public static Needs ofDetector(DetectorConfig config) {
            Cluster cluster = Cluster.of(config);
            List<Right> rights = new ArrayList<>(Part.DETECTOR.rights(cluster.topics(), config.applicationId()));
            if (config.topics().create()) {
                rights.addAll(Part.TOPICS.rights(cluster.topics(), config.applicationId()));
            }
            return new Needs(cluster, rights.stream().distinct().toList());
        }
    }
}
