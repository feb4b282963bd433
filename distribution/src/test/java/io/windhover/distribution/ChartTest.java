package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values: their schema and their page. */
class ChartTest {
    private static final String PAGE = "docs/helm.md";
    private static final String BEGIN = "<!-- values: generated -->\n";
    private static final String END = "<!-- end of values -->";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Repository.text("helm/windhover/values.schema.json"));
    private final ObjectNode defaults =
            JSON.valueToTree(Repository.yaml("values.yaml", Repository.text("helm/windhover/values.yaml")));

    @Test
    void shouldTakeItsOwnDefaultsAndEveryCase() throws IOException {
        assertThat(schema.validate(defaults)).isEmpty();
        for (String name : Chart.cases()) {
            JsonNode values = JSON.valueToTree(Repository.yaml(name, Files.readString(Chart.values(name))));
            assertThat(schema.validate(merged(defaults.deepCopy(), values)))
                    .as(name)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {detector: {replica: 3}}                                                              | replica
            {detektor: {replicas: 3}}                                                             | detektor
            {config: {instance-id: a}}                                                            | config
            {config: {threads: 0}}                                                                | threads
            {config: {kafka: {sasl.jaas.config: 'a password="secret";'}}}                         | sasl.jaas.config
            {config: {kafka: {ssl.key.password: secret}}}                                         | ssl.key.password
            {config: {schema-registry: {basic.auth.user.info: 'user:secret'}}}                    | basic.auth.user.info
            {config: {topics: {replication-factor: 0}}}                                           | replication-factor
            {connect: {connectors: {okta: {connector.class: a, okta.token: secret}}}}             | okta.token
            {connect: {connectors: {okta: {okta.url: 'https://example.okta.com'}}}}               | connector.class
            {connect: {ports: {webhooks: 0}}}                                                     | webhooks
            {rules: {source: svn}}                                                                | source
            {rules: {source: git}}                                                                | repository
            {image: {digest: latest}}                                                             | digest
            """)
    void shouldRefuseWhatCannotBeMeant(String values, String named) {
        ObjectNode all = merged(defaults.deepCopy(), JSON.valueToTree(Repository.yaml("values", values)));

        assertThat(schema.validate(all))
                .extracting(ValidationMessage::getMessage)
                .as(values)
                .singleElement()
                .asString()
                .contains(named);
    }

    @Test
    void shouldDescribeEveryValueOnItsPage() throws IOException {
        HelmPage page = HelmPage.of(Repository.text("helm/windhover/values.yaml"));
        String text = Repository.text(PAGE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);

        assertThat(page.undocumented()).isEmpty();
        assertThat(page.rows()).hasSizeGreaterThan(50);
        if (Boolean.getBoolean("windhover.helm.write")) {
            Path file = Repository.file(PAGE);
            Files.writeString(file, text.substring(0, begin) + page.table() + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("after a change of values.yaml: ./mvnw -pl distribution -am test -Dtest=ChartTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dwindhover.helm.write=true")
                .isEqualTo(page.table());
    }

    @Test
    void shouldHaveTheVersionOfTheBuild() {
        String version = Repository.text("pom.xml").replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        List<String> chart =
                Repository.text("helm/windhover/Chart.yaml").lines().toList();

        assertThat(chart).contains("version: " + version, "appVersion: " + version);
        assertThat(Repository.text("docker-compose.yml")).contains("image: windhover:" + version + "\n");
    }

    /** As Helm merges values: maps key by key, all else as a whole. */
    private static ObjectNode merged(ObjectNode base, JsonNode over) {
        over.properties().forEach(entry -> {
            if (entry.getValue().isObject() && base.get(entry.getKey()) instanceof ObjectNode inner) {
                merged(inner, entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
        return base;
    }
}
