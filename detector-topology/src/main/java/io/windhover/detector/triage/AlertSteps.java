package io.windhover.detector.triage;

import io.windhover.rules.state.RiskTactic;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Episode;
import io.windhover.schemas.IncidentAlert;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.StepKind;

/** What the incidents stage is told of an alert. */
final class AlertSteps {
    private AlertSteps() {}

    /** That it has opened. */
    static LineageStep opened(Episode episode) {
        return step(episode, false);
    }

    /** That it is no part of an incident any more. */
    static LineageStep removed(Episode episode) {
        return step(episode, true);
    }

    private static LineageStep step(Episode episode, boolean removed) {
        Alert alert = episode.getAlert();
        return LineageStep.newBuilder()
                .setNode(episode.getNode())
                .setKind(StepKind.ALERT)
                .setFallback(episode.getNodeFallback())
                .setAlert(IncidentAlert.newBuilder()
                        .setUid(alert.getUid())
                        .setEntity(alert.getEntity())
                        .setRuleUid(alert.getRule().getUid())
                        .setRuleTitle(alert.getRule().getTitle())
                        .setLevel(alert.getLevel())
                        .setTactics(
                                RiskTactic.of(RiskTactic.bits(alert.getRule().getTags())).stream()
                                        .map(RiskTactic::title)
                                        .toList())
                        .setMessage(alert.getMessage())
                        .setFirstTime(alert.getFirstTime())
                        .setLastTime(alert.getLastTime())
                        .setRemoved(removed)
                        .build())
                .build();
    }
}
