package io.windhover.detector;

import io.windhover.schemas.AlsoObserved;
import io.windhover.schemas.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Observations of one event that go to the same partition, as one record: the event stands in it once. */
public final class ObservationBundle {
    private ObservationBundle() {}

    /** Puts observations of one event together by their keys. */
    public static List<Observation> of(List<Observation> observations) {
        if (observations.size() < 2) {
            return observations;
        }
        Map<String, List<Observation>> byKey = new LinkedHashMap<>();
        for (Observation observation : observations) {
            byKey.computeIfAbsent(ObservationKey.of(observation), key -> new ArrayList<>())
                    .add(observation);
        }
        List<Observation> bundles = new ArrayList<>(byKey.size());
        byKey.values().forEach(together -> bundles.add(bundle(together)));
        return bundles;
    }

    private static Observation bundle(List<Observation> together) {
        Observation first = together.get(0);
        if (together.size() == 1) {
            return first;
        }
        List<AlsoObserved> also = new ArrayList<>(together.size() - 1);
        for (Observation other : together.subList(1, together.size())) {
            also.add(new AlsoObserved(
                    other.getRuleUid(),
                    other.getRuleHash(),
                    other.getMatchedUid(),
                    other.getGroup(),
                    other.getValues(),
                    other.getCarried()));
        }
        return new Observation(
                first.getRuleUid(),
                first.getRuleHash(),
                first.getRuleSetVersion(),
                first.getMatchedUid(),
                first.getGroup(),
                first.getValues(),
                first.getDepth(),
                first.getEvidence(),
                first.getCarried(),
                first.getSilent(),
                first.getKind(),
                first.getWatermark(),
                first.getEvent(),
                also);
    }

    /** The observations of a record, each by itself. */
    public static List<Observation> observations(Observation bundle) {
        if (bundle.getAlso().isEmpty()) {
            return List.of(bundle);
        }
        List<Observation> all = new ArrayList<>(bundle.getAlso().size() + 1);
        all.add(bundle);
        for (AlsoObserved also : bundle.getAlso()) {
            all.add(new Observation(
                    also.getRuleUid(),
                    also.getRuleHash(),
                    bundle.getRuleSetVersion(),
                    also.getMatchedUid(),
                    also.getGroup(),
                    also.getValues(),
                    bundle.getDepth(),
                    bundle.getEvidence(),
                    also.getCarried(),
                    bundle.getSilent(),
                    bundle.getKind(),
                    bundle.getWatermark(),
                    bundle.getEvent(),
                    List.of()));
        }
        return all;
    }
}
