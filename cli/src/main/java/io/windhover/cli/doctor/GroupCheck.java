package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether detectors run, and how far they are behind. */
final class GroupCheck {
    private static final String NAME = "group";
    private static final String RUN = "windhover run";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        String group = deployment.config().applicationId();
        Admin admin = deployment.admin();
        try {
            State state = state(deployment, group);
            if (state.members() == 0) {
                return List.of(Diagnosis.warning(NAME, "no detector of " + group + " runs", RUN));
            }
            String told = Counts.of(state.members(), "member") + " of " + group + ", " + lag(admin, group);
            return List.of(
                    state.isStable()
                            ? Diagnosis.ok(NAME, told)
                            : Diagnosis.warning(NAME, told + ", sharing out their tasks", "look again in a minute"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of(Diagnosis.warning(NAME, "no detector of " + group + " has run yet", RUN));
            }
            throw new KafkaException("the group " + group + " cannot be described", e.getCause());
        }
    }

    private record State(int members, boolean isStable) {
        static final State NONE = new State(0, false);
    }

    private static State state(Deployment deployment, String group) throws InterruptedException, ExecutionException {
        Admin admin = deployment.admin();
        if ("streams".equals(deployment.config().kafka().get("group.protocol"))) {
            var described =
                    admin.describeStreamsGroups(List.of(group)).all().get().get(group);
            return described == null
                    ? State.NONE
                    : new State(described.members().size(), described.groupState() == GroupState.STABLE);
        }
        var described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        return described == null
                ? State.NONE
                : new State(described.members().size(), described.groupState() == GroupState.STABLE);
    }

    private static String lag(Admin admin, String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        read.values().removeIf(offset -> offset == null);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(asked).all().get();
        long behind = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : read.entrySet()) {
            ListOffsetsResultInfo end = ends.get(each.getKey());
            behind +=
                    end == null ? 0 : Math.max(0, end.offset() - each.getValue().offset());
        }
        return Counts.of(behind, "record") + " behind in " + Counts.of(read.size(), "partition");
    }
}
