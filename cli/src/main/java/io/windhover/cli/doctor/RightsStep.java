package io.windhover.cli.doctor;

import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.detector.rights.Right;
import io.windhover.detector.rights.RightsCheck;
import java.util.List;

/** Whether the principal of the configuration may do what the detector does. */
final class RightsStep {
    private static final String NAME = "rights";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        List<Right> needed =
                SecuredCommand.Needs.ofDetector(deployment.config()).rights();
        List<Right> missing = new RightsCheck(deployment.admin()).missing(needed);
        return missing.isEmpty()
                ? List.of(Diagnosis.ok(NAME, "the detector has the " + Counts.of(needed.size(), "right") + " it needs"))
                : missing.stream()
                        .map(right -> Diagnosis.problem(
                                NAME, right + " is missing", "windhover topics rights prints what to grant"))
                        .toList();
    }
}
