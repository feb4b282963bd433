package io.windhover.benchmarks.company;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an analyst sees of findings: those of one rule, entity and dedup value that follow each other are one alert. */
final class Episodes {
    private static final long LONGEST_MILLIS = 86_400_000L;

    private final Map<String, String> storyOfEvent;
    private final List<Finding> findings = new ArrayList<>();

    /** @param storyOfEvent the attack that an event belongs to, by the event's uid */
    Episodes(Map<String, String> storyOfEvent) {
        this.storyOfEvent = storyOfEvent;
    }

    /** One alert. */
    static final class Episode {
        private final Finding opened;
        private final Set<String> stories = new HashSet<>();
        private long last;

        private Episode(Finding opened) {
            this.opened = opened;
        }

        String title() {
            return opened.getRule().getTitle();
        }

        Level level() {
            return opened.getRule().getLevel();
        }

        long first() {
            return time(opened);
        }

        Finding opened() {
            return opened;
        }

        /** The attacks that its evidence is of; none of a false alert. */
        Set<String> stories() {
            return stories;
        }
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** All alerts, in the order in which they open. */
    List<Episode> alerts() {
        List<Episode> alerts = new ArrayList<>();
        Map<String, Episode> open = new HashMap<>();
        findings.sort(Comparator.comparingLong(Episodes::time));
        for (Finding finding : findings) {
            String key = finding.getRule().getUid() + "|" + finding.getEntity() + "|" + finding.getDedup();
            Episode episode = open.get(key);
            long time = time(finding);
            if (episode == null
                    || time - episode.last >= finding.getRule().getPeriod()
                    || time - episode.first() >= LONGEST_MILLIS) {
                episode = new Episode(finding);
                open.put(key, episode);
                alerts.add(episode);
            }
            episode.last = time;
            episode.stories.addAll(stories(finding));
        }
        return alerts;
    }

    private List<String> stories(Finding finding) {
        return Stream.concat(Stream.of(finding.getEvidence()), finding.getRelated().stream())
                .map(Evidence::getUid)
                .filter(storyOfEvent::containsKey)
                .map(storyOfEvent::get)
                .toList();
    }

    private static long time(Finding finding) {
        return finding.getEvidence().getTime().toEpochMilli();
    }
}
