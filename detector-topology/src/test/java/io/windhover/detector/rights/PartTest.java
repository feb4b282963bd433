package io.windhover.detector.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final Topics TOPICS = Topics.under("windhover");

    @Test
    void shouldLetTheDetectorReadAndWriteWhatItsTopologyDoesAndNothingElse() throws IOException {
        String topology = Files.readString(Path.of("src/test/resources/topology.golden.txt"));
        Set<String> written = names(topology, "\\(topic: ([\\w.-]+)\\)");
        // Beside the stages: what they set aside, and heartbeats.
        written.add(TOPICS.deadLetter());
        written.add(TOPICS.events());

        assertThat(topics(AclOperation.READ)).isEqualTo(names(topology, "\\(topics: \\[([\\w.-]+)]\\)"));
        assertThat(topics(AclOperation.WRITE)).isEqualTo(written);
        assertThat(topics(AclOperation.DESCRIBE_CONFIGS)).containsExactlyInAnyOrderElementsOf(TOPICS.all());
    }

    @Test
    void shouldGiveNobodyARightOnTheClusterOrToChangeOrDelete() {
        assertThat(Arrays.stream(Part.values()).flatMap(part -> part.rights(TOPICS, "falcon").stream()))
                .isNotEmpty()
                .allSatisfy(right -> {
                    assertThat(right.resource().resourceType()).isNotEqualTo(ResourceType.CLUSTER);
                    assertThat(right.operation())
                            .isIn(
                                    AclOperation.READ,
                                    AclOperation.WRITE,
                                    AclOperation.CREATE,
                                    AclOperation.DESCRIBE,
                                    AclOperation.DESCRIBE_CONFIGS);
                });
    }

    @Test
    void shouldSayRightsAsKafkasToolsDo() {
        assertThat(Part.RULES.rights(TOPICS, "falcon"))
                .extracting(Right::toString)
                .containsExactly(
                        "Read on topic windhover.rules",
                        "Write on topic windhover.rules",
                        "Write on transactional id windhover.rules.publisher");
        assertThat(Part.DETECTOR.rights(TOPICS, "falcon"))
                .extracting(Right::toString)
                .contains(
                        "DescribeConfigs on topic windhover.events",
                        "Create on topic falcon-*",
                        "Read on group falcon");
    }

    private static Set<String> topics(AclOperation operation) {
        return Part.DETECTOR.rights(TOPICS, "falcon").stream()
                .filter(right -> right.operation() == operation
                        && right.resource().resourceType() == ResourceType.TOPIC
                        && !right.isPrefixed())
                .map(right -> right.resource().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
