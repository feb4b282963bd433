package io.windhover.cli.laws;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader of the alerts topic knows in the end: of each alert its newest record, without those that went into another. */
public final class NewestAlerts {
    private NewestAlerts() {}

    /**
     * Finds the newest record of each alert.
     *
     * @param records of the alerts topic, those of each partition in their order
     */
    public static Collection<Alert> of(List<Alert> records) {
        Map<String, Alert> newest = new LinkedHashMap<>();
        for (Alert record : records) {
            if (record.getActivity() == AlertActivity.CLOSE && record.getMergedInto() != null) {
                newest.remove(record.getUid());
            } else {
                newest.put(record.getUid(), record);
            }
        }
        return newest.values();
    }
}
