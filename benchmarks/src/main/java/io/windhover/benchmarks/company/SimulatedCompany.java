package io.windhover.benchmarks.company;

import io.windhover.simulator.Simulation;
import io.windhover.simulator.SimulationSettings;
import io.windhover.simulator.journal.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A company with its logs in a folder, as {@code windhover simulate} leaves them. */
public final class SimulatedCompany {
    /** Of the folder: one file a log. */
    static final String LOGS = "logs";
    /** Where its addresses are. */
    static final String PLACES = "geo.ndjson";

    private SimulatedCompany() {}

    /** Writes it, for {@link SimulatedLogs} to read. */
    public static void write(Path folder, SimulationSettings settings) throws IOException, InterruptedException {
        Simulation simulation = new Simulation(settings);
        Files.write(folder.resolve(PLACES), simulation.addresses().lines());
        try (LogFolder files = new LogFolder(Files.createDirectories(folder.resolve(LOGS)), false)) {
            simulation.run(files, passed -> true);
        }
    }
}
