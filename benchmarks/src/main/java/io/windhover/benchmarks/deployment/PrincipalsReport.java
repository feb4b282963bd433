package io.windhover.benchmarks.deployment;

import io.windhover.benchmarks.deployment.Deployment.Volume;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.JsonLines;
import java.util.Locale;
import java.util.Map;

/**
 * What a run over many principals showed. Bytes, and records of topics with the ends of transactions; a metric that was not
 * told is 0.
 *
 * @param bytes of the events' values
 * @param rates of events
 * @param heapUsed after all garbage was collected
 * @param memoryUsed of the native memory that all stores share
 * @param state on disk, by store
 * @param warnings lines of the log that warn, or tell of an error
 */
record PrincipalsReport(
        int principals,
        long events,
        long bytes,
        int partitions,
        int threads,
        String heap,
        String memory,
        Rates rates,
        long heapUsed,
        long resident,
        long mostResident,
        long memoryUsed,
        long memTables,
        long blockCache,
        Map<String, Long> state,
        Map<String, Volume> changelogs,
        long alerts,
        long threadDeaths,
        long warnings,
        long rebalances) {
    private static final int PARTS = 10;

    long stateBytes() {
        return state.values().stream().mapToLong(each -> each).sum();
    }

    private long changelogBytes() {
        return changelogs.values().stream().mapToLong(Volume::bytes).sum();
    }

    private long changelogRecords() {
        return changelogs.values().stream().mapToLong(Volume::records).sum();
    }

    String text() {
        Lines lines = new Lines();
        lines.add(
                "%,d principals, %,d events of %,d B, %d partitions, %d threads",
                principals, events, bytes / Math.max(1, events), partitions, threads);
        lines.add(
                "events/s             %,.0f; first tenth %,.0f, last tenth %,.0f",
                rates.between(0, 1), first(), last());
        StringBuilder tenths = new StringBuilder();
        rates.parts(PARTS).forEach(rate -> tenths.append(String.format(Locale.ROOT, " %,.0f", rate)));
        lines.add("  by tenths         %s", tenths);
        lines.add("heap after GC        %s of %s", Counts.bytes(heapUsed), heap);
        lines.add("resident memory      %s, at most %s", Counts.bytes(resident), Counts.bytes(mostResident));
        lines.add(
                "memory of stores     %s of %s; write buffers %s, block cache %s",
                Counts.bytes(memoryUsed), memory, Counts.bytes(memTables), Counts.bytes(blockCache));
        lines.add(
                "state on disk        %s, %,d B for a principal",
                Counts.bytes(stateBytes()), stateBytes() / principals);
        state.forEach((store, size) -> lines.add("  %-18s %s, %,d B", store, Counts.bytes(size), size / principals));
        lines.add(
                "changelogs           %s, %,d B and %.1f records for a principal",
                Counts.bytes(changelogBytes()),
                changelogBytes() / principals,
                (double) changelogRecords() / principals);
        changelogs.forEach((store, volume) -> lines.add(
                "  %-18s %s, %,d B, %,d records",
                store, Counts.bytes(volume.bytes()), volume.bytes() / principals, volume.records()));
        lines.add("alerts               %,d", alerts);
        lines.add(
                "threads that died    %,d; rebalances %,d, lines of warning in the log %,d",
                threadDeaths, rebalances, warnings);
        return lines.toString();
    }

    private double first() {
        return rates.between(0, 1.0 / PARTS);
    }

    private double last() {
        return rates.between(1 - 1.0 / PARTS, 1);
    }

    String json() {
        return JsonLines.line(json -> {
            json.writeNumberField("principals", principals);
            json.writeNumberField("events", events);
            json.writeNumberField("event_bytes", bytes);
            json.writeNumberField("partitions", partitions);
            json.writeNumberField("threads", threads);
            json.writeStringField("heap", heap);
            json.writeStringField("memory", memory);
            json.writeArrayFieldStart("events_per_second_by_tenths");
            for (double rate : rates.parts(PARTS)) {
                json.writeNumber(Math.round(rate));
            }
            json.writeEndArray();
            json.writeNumberField("heap_used_bytes", heapUsed);
            json.writeNumberField("resident_bytes", resident);
            json.writeNumberField("most_resident_bytes", mostResident);
            json.writeNumberField("memory_used_bytes", memoryUsed);
            json.writeNumberField("write_buffer_bytes", memTables);
            json.writeNumberField("block_cache_bytes", blockCache);
            json.writeObjectFieldStart("state_bytes");
            for (Map.Entry<String, Long> store : state.entrySet()) {
                json.writeNumberField(store.getKey(), store.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("changelogs");
            for (Map.Entry<String, Volume> changelog : changelogs.entrySet()) {
                json.writeObjectFieldStart(changelog.getKey());
                json.writeNumberField("records", changelog.getValue().records());
                json.writeNumberField("bytes", changelog.getValue().bytes());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeNumberField("alerts", alerts);
            json.writeNumberField("thread_deaths", threadDeaths);
            json.writeNumberField("rebalances", rebalances);
            json.writeNumberField("warnings", warnings);
        });
    }
}
