package io.windhover.connect.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.windhover.schemas.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The wanted values of one CloudTrail record, read in one pass without a tree. */
final class CloudTrailRecord {

    private static final int MAX_DEPTH = 256;
    private static final JsonFactory JSON = JsonFactory.builder()
            // Keys inside a record's parameters are the callers' own: they must not fill the JVM's string table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int FIELDS = CloudTrailField.values().length;
    private static final FieldTree TREE = FieldTree.of(Stream.concat(
                    Stream.of(CloudTrailField.values()).map(CloudTrailField::path),
                    CloudTrailResources.PARAMETERS.stream().map(parameter -> "requestParameters." + parameter))
            .toList());

    private final @Nullable String[] values = new String[FIELDS + CloudTrailResources.PARAMETERS.size()];
    private final List<Resource> resources = new ArrayList<>(2);
    private final List<String> instances = new ArrayList<>(0);

    private CloudTrailRecord() {}

    /** @throws IOException where the bytes are not one JSON object */
    static CloudTrailRecord parse(byte[] buffer, int offset, int length) throws IOException {
        CloudTrailRecord record = new CloudTrailRecord();
        try (JsonParser json = JSON.createParser(buffer, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            record.readObject(json, TREE);
            if (json.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
        return record;
    }

    /** The value's text; null where it is missing, null, blank or no scalar. */
    @SuppressWarnings("EnumOrdinal") // an index into the values of this one record, never kept
    @Nullable
    String get(CloudTrailField field) {
        return values[field.ordinal()];
    }

    /** A request parameter, by its index in {@link CloudTrailResources#PARAMETERS}. */
    @Nullable
    String parameter(int index) {
        return values[FIELDS + index];
    }

    /** As the record's own {@code resources} lists them. */
    List<Resource> resources() {
        return resources;
    }

    /** The ids in {@code requestParameters.instancesSet}. */
    List<String> instances() {
        return instances;
    }

    private void readObject(JsonParser json, FieldTree tree) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            FieldTree member = tree.member(json.currentName());
            JsonToken token = json.nextToken();
            if (member == null) {
                if (token == JsonToken.START_ARRAY
                        && tree == TREE
                        && json.currentName().equals("resources")) {
                    readResources(json);
                } else {
                    json.skipChildren();
                }
            } else if (token == JsonToken.START_OBJECT && member.hasMembers()) {
                readObject(json, member);
            } else if (token.isScalarValue() && member.slot() != FieldTree.NO_SLOT) {
                String text = text(json, token);
                // Of a member that occurs twice the first counts, as CloudTrailNormaliser.refusal has it.
                values[member.slot()] = values[member.slot()] == null ? text : values[member.slot()];
            } else if (token == JsonToken.START_ARRAY && member.slot() == FIELDS + CloudTrailResources.INSTANCES) {
                readInstances(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private static @Nullable String text(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String text = json.getText();
        return text.isBlank() ? null : text;
    }

    private void readResources(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String arn = null;
            String type = null;
            String account = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (!token.isScalarValue()) {
                    json.skipChildren();
                    continue;
                }
                switch (name) {
                    case "ARN", "arn", "ARNPrefix" -> arn = text(json, token);
                    case "type" -> type = text(json, token);
                    case "accountId" -> account = text(json, token);
                    default -> {}
                }
            }
            if (arn != null && resources.size() < CloudTrailResources.MOST) {
                resources.add(new Resource(arn, type, account));
            }
        }
    }

    private void readInstances(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = json.currentName().equals("instanceId");
                JsonToken token = json.nextToken();
                String id = isId && token.isScalarValue() ? text(json, token) : null;
                if (id != null && instances.size() < CloudTrailResources.MOST) {
                    instances.add(id);
                }
                json.skipChildren();
            }
        }
    }
}
