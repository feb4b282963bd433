package io.windhover.detector.app;

import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNetworkWarningTest {
    private static final String ASKING = sigma("0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01", "CreateUser")
            .replace("selection: {", "selection: {ocsf.src_endpoint.location.country: KP, ");
    private static final String OTHER = sigma("0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02", "DeleteUser");

    private final UnknownNetworkWarning warning = new UnknownNetworkWarning(NetworkContext.NONE.absentFields());

    @Test
    void shouldSpeakOnceOfRulesThatAskWhereAddressesAre() {
        assertThat(warning.news(rules(OTHER))).isEmpty();
        assertThat(warning.news(rules(OTHER, ASKING))).singleElement().satisfies(issue -> assertThat(issue)
                .hasToString("1.yml:8:51: warning: No event has 'ocsf.src_endpoint.location.country' here."));
        assertThat(warning.news(rules(OTHER, ASKING))).as("said before").isEmpty();
        assertThat(warning.news(rules(OTHER))).isEmpty();
        assertThat(warning.news(rules(ASKING))).as("elsewhere").hasSize(1);
    }

    private static RuleSet rules(String... texts) {
        RuleCompiler compiler = RuleCompiler.standard();
        List<String> all = Arrays.asList(texts);
        return compiler.compile(all.stream()
                        .map(text -> compiler.parse(new SourceFile(all.indexOf(text) + ".yml", text)))
                        .toList())
                .ruleSet();
    }
}
