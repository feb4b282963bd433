package io.windhover.detector.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeFilterTest {
    private static final long TODAY = 20_000;
    private static final RuleSet RULES = rules();

    private final EdgeFilter filter = new EdgeFilter();

    @Test
    void shouldTellASightingOnceADay() {
        // Given
        filter.begin();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, false)).isTrue();
        filter.remember();

        // When, Then
        filter.begin();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, false)).isFalse();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY + 1, false)).isTrue();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, true)).isTrue();
        assertThat(filter.isNew(sighting("alice", "DE"), TODAY, false)).isTrue();
        assertThat(filter.isNew(sighting("bob", "FR"), TODAY, false)).isTrue();
    }

    @Test
    void shouldTellAgainWhatWasNotForwarded() {
        // Given an event that could not be judged to the end
        filter.begin();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, false)).isTrue();

        // When the next one shows the same
        filter.begin();
        boolean isNew = filter.isNew(sighting("alice", "FR"), TODAY, false);

        // Then
        assertThat(isNew).isTrue();
    }

    @Test
    void shouldTellASightingOnceAnEvent() {
        filter.begin();

        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, false)).isTrue();
        assertThat(filter.isNew(sighting("alice", "FR"), TODAY, false)).isFalse();
    }

    private static ObservedMatch sighting(String principal, String country) {
        return new ObservedMatch(
                RULES.stateful().get(0), RULES.rules().get(0), List.of(principal), List.of(country), Map.of());
    }

    private static RuleSet rules() {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(List.of(compiler.parse(new SourceFile("countries.yml", """
                        title: Sign-in
                        name: sign_in
                        logsource: {product: aws, service: cloudtrail}
                        detection: {selection: {eventName: ConsoleLogin}, condition: selection}
                        level: informational
                        ---
                        title: New country
                        level: low
                        baseline: {type: new_value, rules: sign_in, group-by: userIdentity.arn, field: country}
                        """))))
                .ruleSet();
    }
}
