package io.windhover.cli.detect;

import io.windhover.cli.alert.AlertView;
import io.windhover.connect.file.Place;

/** Takes the alerts of a run. */
@FunctionalInterface
interface AlertSink {
    /** @param place where the event that fired it stands */
    void alert(AlertView alert, Place place);
}
