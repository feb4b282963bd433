package io.windhover.benchmarks.company;

import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.zip.GZIPInputStream;

/** The logs of a simulated company as one stream in the order of event time; each file must be in that order. */
public final class SimulatedLogs implements AutoCloseable {
    /** After all events, so that no time is clamped. */
    private static final Instant READ = Instant.parse("2100-01-01T00:00:00Z");

    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
    private final SimulatedPlaces places;
    private final List<BufferedReader> files = new ArrayList<>();
    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparingLong(head -> head.event().time()));

    private record Head(BufferedReader file, SimulatedEvent event) {}

    public SimulatedLogs(Path company) throws IOException {
        places = new SimulatedPlaces(company.resolve(SimulatedCompany.PLACES));
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(company.resolve(SimulatedCompany.LOGS))) {
            for (Path log : logs) {
                InputStream bytes = Files.newInputStream(log);
                InputStream plain = log.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader file = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
                files.add(file);
                read(file);
            }
        }
    }

    public boolean hasNext() {
        return !heads.isEmpty();
    }

    public SimulatedEvent next() throws IOException {
        Head head = heads.remove();
        read(head.file());
        return head.event();
    }

    private void read(BufferedReader file) throws IOException {
        String line = file.readLine();
        if (line == null) {
            return;
        }
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        Normalisation normalisation = recogniser
                .recognise(json, 0, json.length)
                .orElseThrow(() -> new IOException("no known log: " + line))
                .normalise(RawEvent.of(json, READ));
        if (normalisation instanceof Normalisation.Normalised done) {
            heads.add(new Head(file, new SimulatedEvent(json, places.addTo(done.event()))));
        } else {
            throw new IOException("refused: " + line);
        }
    }

    @Override
    public void close() throws IOException {
        for (BufferedReader file : files) {
            file.close();
        }
    }
}
