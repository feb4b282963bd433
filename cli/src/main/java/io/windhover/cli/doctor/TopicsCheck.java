package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import io.windhover.detector.app.TopicExamination;
import io.windhover.detector.app.TopicExamination.Flaw;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** Whether each topic is there, in the shape and with the policy that the detector needs. */
final class TopicsCheck {
    private static final String NAME = "topics";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        List<Flaw> flaws =
                new TopicExamination(deployment.config().topics(), brokers(deployment)).flaws(deployment.admin());
        int topics = deployment.cluster().topics().all().size();
        return flaws.isEmpty()
                ? List.of(Diagnosis.ok(NAME, Counts.of(topics, "topic") + " as the detector needs them"))
                : flaws.stream().map(TopicsCheck::diagnosis).toList();
    }

    private static int brokers(Deployment deployment) throws InterruptedException {
        try {
            return deployment.admin().describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers do not answer", e.getCause());
        }
    }

    private static Diagnosis diagnosis(Flaw flaw) {
        String message = flaw.topic() + " " + flaw.what();
        return flaw.isFatal()
                ? Diagnosis.problem(NAME, message, flaw.remedy())
                : Diagnosis.warning(NAME, message, flaw.remedy());
    }
}
