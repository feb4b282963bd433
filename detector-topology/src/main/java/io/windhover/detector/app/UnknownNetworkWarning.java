package io.windhover.detector.app;

import io.windhover.detector.ruleset.RuleSetChange;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.Issue;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a rule set becomes active that asks where addresses are, and no file tells: once, until another set asks
 * elsewhere.
 */
final class UnknownNetworkWarning implements Consumer<RuleSetChange> {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownNetworkWarning.class);

    private final Set<String> absent;
    private List<Issue> said = List.of();

    /** @param absent names of the fields that no event gets */
    UnknownNetworkWarning(Set<String> absent) {
        this.absent = absent;
    }

    @Override
    public void accept(RuleSetChange change) {
        if (change instanceof RuleSetChange.Activated activated) {
            List<Issue> issues = news(activated.active().rules());
            if (!issues.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("version", activated.version())
                        .addKeyValue("conditions", issues.size())
                        .addKeyValue("first", issues.get(0))
                        .log("rules ask where addresses are, and the configuration names nothing that knows: network");
            }
        }
    }

    /** The conditions to speak of; none where they are those that were spoken of before. */
    List<Issue> news(RuleSet rules) {
        List<Issue> issues = rules.absentFields(absent);
        List<Issue> news = issues.equals(said) ? List.of() : issues;
        said = issues;
        return news;
    }
}
