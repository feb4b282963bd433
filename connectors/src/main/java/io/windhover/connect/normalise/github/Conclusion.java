package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a workflow, a job or a check ended, in the words of GitHub's checks API. */
final class Conclusion {

    private Conclusion() {}

    /** What has no conclusion is no run: it was done. */
    static Outcome outcome(@Nullable String conclusion) {
        return conclusion == null
                ? Outcome.SUCCESS
                : switch (conclusion.toLowerCase(Locale.ROOT)) {
                    case "success" -> Outcome.SUCCESS;
                    case "failure", "timed_out", "startup_failure", "action_required", "error" -> Outcome.FAILURE;
                    default -> Outcome.UNKNOWN;
                };
    }
}
