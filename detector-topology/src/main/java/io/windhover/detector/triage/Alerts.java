package io.windhover.detector.triage;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.CloudEvent;
import org.jspecify.annotations.Nullable;

/** The records of one alert's life. */
final class Alerts {
    private Alerts() {}

    static Alert created(Alert alert, CloudEvent event) {
        return with(alert, AlertActivity.CREATE, event);
    }

    static Alert with(Alert alert, AlertActivity activity, @Nullable CloudEvent event) {
        return new Alert(
                alert.getUid(),
                activity,
                alert.getLevel(),
                alert.getRule(),
                alert.getRuleSetVersion(),
                alert.getEntity(),
                alert.getDedup(),
                alert.getMessage(),
                alert.getContext(),
                alert.getFirstTime(),
                alert.getLastTime(),
                alert.getCount(),
                alert.getEvidence(),
                event);
    }
}
