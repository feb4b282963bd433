package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.distribution.Alerts;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import java.time.Duration;
import java.util.List;

/** What a plant tells of a load. */
final class Told implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Plant plant;
    private final Load load;
    private final Alerts alerts;

    Told(Plant plant, Load load) {
        this.plant = plant;
        this.load = load;
        this.alerts = new Alerts(plant.bootstrapServers(), plant.registryUrl(), "windhover.alerts");
    }

    /**
     * Returns when what is logged now has become an alert, as all before it has that goes the same way.
     *
     * @param user of whom it is logged: another one each time
     */
    void awaitProbe(String user) {
        load.probe(user);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(hasProbe(user))
                .as(() -> user + "\n" + plant.logs())
                .isTrue());
    }

    private boolean hasProbe(String user) {
        return alerts.all().stream()
                .anyMatch(alert -> alert.getRule().getTitle().equals(ChaosRules.PROBE)
                        && alert.getEntity().endsWith("/" + user));
    }

    /** All records of the alerts topic, once no more are added. */
    List<Alert> awaitSilence() {
        int[] before = {-1};
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(5)).until(() -> {
            int now = alerts.all().size();
            boolean same = now == before[0];
            before[0] = now;
            return same;
        });
        return alerts.all();
    }

    /** Fails unless every alert of one that nobody disturbed was told here too, and once. */
    void assertSameAs(Told undisturbed) {
        List<Alert> expected = undisturbed.awaitSilence();
        List<Alert> actual = awaitSilence();
        System.out.printf(
                "chaos: %d lines, %d of them unreadable; %d alert records undisturbed, %d disturbed%n",
                load.lines(), load.unreadable(), expected.size(), actual.size());
        assertThat(opened(actual)).as("an alert opens once").doesNotHaveDuplicates();
        assertThat(AlertTable.of(actual).rows())
                .as("alerts of the disturbed deployment, by rule and entity")
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(AlertTable.of(expected).rows());
    }

    private static List<String> opened(List<Alert> records) {
        return records.stream()
                .filter(alert -> alert.getActivity() == AlertActivity.CREATE)
                .map(Alert::getUid)
                .toList();
    }

    @Override
    public void close() {
        alerts.close();
    }
}
