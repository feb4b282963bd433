package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import io.windhover.detector.Topics;
import io.windhover.registry.SchemaRegistry;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.schemas.Alert;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Finding;
import io.windhover.schemas.IdentityEntry;
import io.windhover.schemas.Incident;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.Observation;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.SourceActivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Whether the registry answers, and would take our schemas beside those that stand under their subjects. */
final class RegistryCheck {
    private static final String NAME = "registry";

    List<Diagnosis> examine(Deployment deployment) {
        SchemaRegistry registry = deployment.cluster().registry();
        List<String> refused = new ArrayList<>();
        Map<String, Schema> schemas = schemas(deployment.cluster().topics());
        try {
            schemas.forEach((topic, schema) -> {
                String subject = topic + "-value";
                if (!registry.accepts(subject, schema.toString())) {
                    refused.add(subject);
                }
            });
        } catch (SchemaRegistryException e) {
            return List.of(Diagnosis.problem(
                    NAME,
                    e.retriable() ? "the schema registry does not answer: " + e.getMessage() : "" + e.getMessage(),
                    "see whether it runs, and correct the section schema-registry of the configuration"));
        }
        return refused.isEmpty()
                ? List.of(Diagnosis.ok(NAME, "takes our schemas under " + Counts.of(schemas.size(), "subject")))
                : List.of(Diagnosis.problem(
                        NAME,
                        "our schemas are not compatible with what stands under " + String.join(", ", refused),
                        "see who registered them: another version, or another application under the same prefix"));
    }

    private static Map<String, Schema> schemas(Topics topics) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put(topics.events(), CloudEvent.getClassSchema());
        schemas.put(topics.rules(), RuleDocument.getClassSchema());
        schemas.put(topics.lists(), ListEntry.getClassSchema());
        schemas.put(topics.identities(), IdentityEntry.getClassSchema());
        schemas.put(topics.observations(), Observation.getClassSchema());
        schemas.put(topics.gatheredEvents(), CloudEvent.getClassSchema());
        schemas.put(topics.findings(), Finding.getClassSchema());
        schemas.put(topics.activity(), SourceActivity.getClassSchema());
        schemas.put(topics.alerts(), Alert.getClassSchema());
        schemas.put(topics.lineage(), LineageStep.getClassSchema());
        schemas.put(topics.incidents(), Incident.getClassSchema());
        schemas.put(topics.dispositions(), Disposition.getClassSchema());
        schemas.put(topics.decisions(), Disposition.getClassSchema());
        return schemas;
    }
}
