package io.windhover.detector.incidents;

import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Incident;
import io.windhover.schemas.IncidentAlert;
import io.windhover.schemas.Level;
import io.windhover.schemas.OpenIncident;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds the alerts of one node into incidents.
 *
 * <p>An alert belongs to an incident if less than {@link #GAP} of event time lies between them, and the incident stays no
 * longer than {@link #LONGEST}. One that bridges the gap between two incidents makes them one; the other is closed and says
 * into which it went. Subscribers learn of an incident with its second alert: a single one is a story by itself. So the
 * incidents depend on the alerts and not on their order or repetition, up to the bounds; only the uid is that of the alert
 * that came first.
 *
 * <p>Pure: no clock, no store.
 */
final class Incidents {
    static final Duration GAP = Duration.ofHours(24);
    static final Duration LONGEST = Duration.ofDays(7);
    static final int MOST_ALERTS = 64;

    private static final int MOST = 8;
    private static final int LEAST_ALERTS = 2;
    private static final int UID_BYTES = 16;
    private static final Comparator<IncidentAlert> CANONICAL =
            Comparator.comparing(IncidentAlert::getFirstTime).thenComparing(IncidentAlert::getUid);
    private static final Comparator<OpenIncident> GOES_ON = Comparator.comparing(
                    (OpenIncident open) -> !open.getWritten())
            .thenComparing(open -> open.getIncident().getFirstTime())
            .thenComparing(open -> open.getIncident().getUid());

    private Incidents() {}

    /**
     * What an alert did.
     *
     * @param open the node's incidents after it
     * @param written records for subscribers, in their order
     */
    record Outcome(List<OpenIncident> open, List<Incident> written) {}

    /**
     * Adds an alert, or takes it away where it is no part of any incident any more.
     *
     * @param root the node
     * @param absorbs an incident of another node that is part of this alert's from now on; null for none
     */
    static Outcome add(List<OpenIncident> before, String root, IncidentAlert alert, @Nullable String absorbs) {
        return alert.getRemoved() ? without(before, alert.getUid()) : with(before, root, alert, absorbs);
    }

    private static Outcome with(List<OpenIncident> before, String root, IncidentAlert alert, @Nullable String absorbs) {
        List<OpenIncident> open = new ArrayList<>(before);
        List<OpenIncident> near = near(open, alert);
        open.removeAll(near);
        Map<String, IncidentAlert> timeline = new LinkedHashMap<>();
        near.forEach(other -> other.getIncident().getTimeline().forEach(known -> timeline.put(known.getUid(), known)));
        IncidentAlert known = timeline.put(alert.getUid(), alert);
        boolean wasWritten = !near.isEmpty() && near.get(0).getWritten();
        String uid =
                near.isEmpty() ? uid(root, alert) : near.get(0).getIncident().getUid();
        boolean isWritten = timeline.size() >= LEAST_ALERTS;
        AlertActivity activity = wasWritten ? AlertActivity.UPDATE : AlertActivity.CREATE;
        Incident incident = incident(uid, activity, root, timeline.values());
        open.add(new OpenIncident(incident, isWritten));
        List<Incident> written = new ArrayList<>();
        if (isWritten && (!alert.equals(known) || near.size() > 1)) {
            written.add(incident);
        }
        near.stream()
                .skip(1)
                .filter(OpenIncident::getWritten)
                .forEach(other -> written.add(closed(other.getIncident(), uid)));
        if (absorbs != null && !absorbs.equals(uid)) {
            written.add(closed(incident(absorbs, AlertActivity.CLOSE, alert.getEntity(), List.of(alert)), uid));
        }
        return new Outcome(List.copyOf(open.subList(Math.max(0, open.size() - MOST), open.size())), written);
    }

    private static Outcome without(List<OpenIncident> before, String alert) {
        List<OpenIncident> open = new ArrayList<>();
        List<Incident> written = new ArrayList<>();
        for (OpenIncident one : before) {
            Incident incident = one.getIncident();
            List<IncidentAlert> left = incident.getTimeline().stream()
                    .filter(known -> !known.getUid().equals(alert))
                    .toList();
            if (left.size() == incident.getTimeline().size()) {
                open.add(one);
                continue;
            }
            boolean goesOn = left.size() >= LEAST_ALERTS;
            if (one.getWritten()) {
                written.add(
                        goesOn
                                ? incident(incident.getUid(), AlertActivity.UPDATE, incident.getEntity(), left)
                                : closed(incident, null));
            }
            if (!left.isEmpty()) {
                open.add(new OpenIncident(
                        incident(incident.getUid(), AlertActivity.UPDATE, incident.getEntity(), left), goesOn));
            }
        }
        return new Outcome(open, written);
    }

    /** The incidents that the alert belongs to, the one that goes on first. */
    private static List<OpenIncident> near(List<OpenIncident> open, IncidentAlert alert) {
        List<OpenIncident> near = new ArrayList<>();
        Instant first = alert.getFirstTime();
        Instant last = alert.getLastTime();
        for (OpenIncident one : open.stream().sorted(GOES_ON).toList()) {
            Incident incident = one.getIncident();
            boolean has = incident.getTimeline().stream()
                    .anyMatch(known -> known.getUid().equals(alert.getUid()));
            boolean within = alert.getFirstTime()
                            .isBefore(incident.getLastTime().plus(GAP))
                    && alert.getLastTime().isAfter(incident.getFirstTime().minus(GAP));
            Instant earliest = earlier(first, incident.getFirstTime());
            Instant latest = later(last, incident.getLastTime());
            if (has || (within && Duration.between(earliest, latest).compareTo(LONGEST) <= 0)) {
                near.add(one);
                first = earliest;
                last = latest;
            }
        }
        return near;
    }

    private static Incident incident(
            String uid, AlertActivity activity, String root, Collection<IncidentAlert> alerts) {
        List<IncidentAlert> all = alerts.stream().sorted(CANONICAL).toList();
        List<IncidentAlert> timeline = all.subList(Math.max(0, all.size() - MOST_ALERTS), all.size());
        Set<String> entities = new LinkedHashSet<>();
        Set<String> tactics = new LinkedHashSet<>();
        Map<String, Level> rules = new HashMap<>();
        Level level = Level.INFORMATIONAL;
        Instant last = Instant.MIN;
        for (IncidentAlert alert : timeline) {
            entities.add(alert.getEntity());
            tactics.addAll(alert.getTactics());
            rules.merge(alert.getRuleUid(), alert.getLevel(), Incidents::graver);
            level = graver(level, alert.getLevel());
            last = later(last, alert.getLastTime());
        }
        return new Incident(
                uid,
                activity,
                root,
                List.copyOf(entities),
                level,
                rules.values().stream().mapToInt(Incidents::points).sum(),
                List.copyOf(tactics),
                timeline.get(0).getFirstTime(),
                last,
                timeline,
                null);
    }

    private static Incident closed(Incident incident, @Nullable String into) {
        return Incident.newBuilder(incident)
                .setActivity(AlertActivity.CLOSE)
                .setMergedInto(into)
                .build();
    }

    private static int points(Level level) {
        return switch (level) {
            case INFORMATIONAL -> 0;
            case LOW -> 5;
            case MEDIUM -> 20;
            case HIGH -> 50;
            case CRITICAL -> 80;
        };
    }

    private static String uid(String root, IncidentAlert first) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((root + "\n" + first.getUid()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, UID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Level graver(Level a, Level b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
