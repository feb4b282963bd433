package io.windhover.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedSchemaRegistryTest {

    private static final String V1 = """
            {"type": "record", "name": "Bird", "namespace": "a", "fields": [{"name": "name", "type": "string"}]}""";
    private static final String V1_IN_OTHER_LAYOUT = """
            {"name":"Bird","fields":[{"type":"string","name":"name"}],"namespace":"a","type":"record"}""";
    private static final String V2 = """
            {"type": "record", "name": "Bird", "namespace": "a", "fields": [{"name": "name", "type": "string"},
              {"name": "wings", "type": "int", "default": 2}]}""";
    private static final String INCOMPATIBLE = """
            {"type": "record", "name": "Bird", "namespace": "a", "fields": [{"name": "name", "type": "int"}]}""";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedSchemaRegistry registry;

    @BeforeEach
    void startRegistry() {
        registry = EmbeddedSchemaRegistry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void shouldGiveTheSameIdToTheSameSchema() {
        int first = register("birds-value", V1).path("id").asInt();

        assertThat(first).isPositive();
        assertThat(register("birds-value", V1_IN_OTHER_LAYOUT).path("id").asInt())
                .isEqualTo(first);
        assertThat(register("other-value", V1).path("id").asInt()).isEqualTo(first);
        assertThat(register("birds-value", V2).path("id").asInt()).isNotEqualTo(first);
    }

    @Test
    void shouldTellWhatIsRegistered() throws IOException {
        register("birds-value", V1);
        int second = register("birds-value", V2).path("id").asInt();

        assertThat(get("/subjects")).isEqualTo(json.valueToTree(List.of("birds-value")));
        assertThat(get("/subjects/birds-value/versions")).isEqualTo(json.valueToTree(List.of(1, 2)));
        JsonNode latest = get("/subjects/birds-value/versions/latest");
        assertThat(latest.path("version").asInt()).isEqualTo(2);
        assertThat(latest.path("id").asInt()).isEqualTo(second);
        assertThat(latest.path("subject").asText()).isEqualTo("birds-value");
        assertThat(json.readTree(latest.path("schema").asText())).isEqualTo(json.readTree(V2));
        assertThat(get("/subjects/birds-value/versions/2/schema")).isEqualTo(json.readTree(V2));
        assertThat(json.readTree(get("/schemas/ids/" + second).path("schema").asText()))
                .isEqualTo(json.readTree(V2));
        assertThat(get("/schemas/ids/" + second + "/subjects")).isEqualTo(json.valueToTree(List.of("birds-value")));
        assertThat(get("/schemas/ids/" + second + "/versions").get(0))
                .isEqualTo(json.valueToTree(Map.of("subject", "birds-value", "version", 2)));
        assertThat(post("/subjects/birds-value", body(V1)).path("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseASchemaThatCannotReadTheLatest() {
        register("birds-value", V1);

        JsonNode answer = register("birds-value", INCOMPATIBLE);

        assertThat(answer.path("error_code").asInt()).isEqualTo(409);
        assertThat(answer.path("message").asText()).contains("TYPE_MISMATCH").contains("/fields/0/type");
        assertThat(get("/subjects/birds-value/versions")).hasSize(1);
    }

    @Test
    void shouldCheckCompatibilityWithoutRegistering() {
        register("birds-value", V1);
        String path = "/compatibility/subjects/birds-value/versions/latest";

        assertThat(post(path, body(V2)).path("is_compatible").asBoolean()).isTrue();
        assertThat(post(path, body(INCOMPATIBLE)).path("is_compatible").asBoolean(true))
                .isFalse();
        assertThat(get("/subjects/birds-value/versions")).hasSize(1);
    }

    @Test
    void shouldTellItsCompatibilityLevel() {
        assertThat(get("/config").path("compatibilityLevel").asText()).isEqualTo("BACKWARD");
        assertThat(get("/config/birds-value?defaultToGlobal=true")
                        .path("compatibilityLevel")
                        .asText())
                .isEqualTo("BACKWARD");
    }

    @Test
    void shouldDecodeSubjects() {
        post("/subjects/a%2Fb+c%20d/versions", body(V1));

        assertThat(get("/subjects").get(0).asText()).isEqualTo("a/b+c d");
    }

    @ParameterizedTest
    @CsvSource({
        "/subjects/none/versions, 404, 40401",
        "/subjects/none/versions/1, 404, 40401",
        "/subjects/birds-value/versions/2, 404, 40402",
        "/subjects/birds-value/versions/zero, 422, 42202",
        "/schemas/ids/99, 404, 40403",
        "/schemas/ids/-1, 404, 40403",
        "/schemas/ids/x, 404, 40403",
        "/nothing/here, 404, 404",
    })
    void shouldAnswerErrorsInConfluentsForm(String path, int status, int code) throws Exception {
        register("birds-value", V1);

        HttpResponse<String> response = send(request(path).GET());

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json.readTree(response.body());
        assertThat(error.path("error_code").asInt()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.schemaregistry.v1+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | 400 | 400",
                "{} | 422 | 42201",
                "{\"schema\": 3} | 422 | 42201",
                "{\"schema\": \"{}\"} | 422 | 42201",
                "{\"schema\": \"{\\\"type\\\": \\\"recor\"} | 422 | 42201",
                "{\"schema\": \"\\\"string\\\"\", \"schemaType\": \"JSON\"} | 422 | 42201",
                "{\"schema\": \"\\\"string\\\"\", \"references\": [{}]} | 422 | 42201",
            })
    void shouldRefuseWhatIsNoSchema(String body, int status, int code) throws Exception {
        HttpResponse<String> response = send(request("/subjects/s/versions").POST(BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json.readTree(response.body()).path("error_code").asInt()).isEqualTo(code);
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() throws Exception {
        byte[] large = new byte[RegistryApi.MAX_BODY_BYTES + 1];

        HttpResponse<String> response = send(request("/subjects/s/versions").POST(BodyPublishers.ofByteArray(large)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    private JsonNode register(String subject, String schema) {
        return post("/subjects/" + subject + "/versions", body(schema));
    }

    private String body(String schema) {
        return json.createObjectNode().put("schema", schema).toString();
    }

    private JsonNode get(String path) {
        return parse(send(request(path).GET()).body());
    }

    private JsonNode post(String path, String body) {
        return parse(send(request(path).POST(BodyPublishers.ofString(body))).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
