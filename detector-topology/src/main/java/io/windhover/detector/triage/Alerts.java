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
        return with(alert, activity, event, null);
    }

    static Alert mergedInto(Alert alert, String uid) {
        return with(alert, AlertActivity.CLOSE, null, uid);
    }

    private static Alert with(
            Alert alert, AlertActivity activity, @Nullable CloudEvent event, @Nullable String mergedInto) {
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
                event,
                mergedInto,
                alert.getReasons(),
                alert.getGroup(),
                alert.getValues(),
                alert.getStatus(),
                alert.getVerdict(),
                alert.getAssignee());
    }
}
