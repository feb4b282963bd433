package io.windhover.cli.network;

import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Screen;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.network.NetworkSourceException;
import io.windhover.detector.network.NetworkSources;
import io.windhover.rules.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The option that says where addresses are. */
public final class NetworkOptions {
    @Option(
            names = "--network",
            paramLabel = "FILE",
            description =
                    "What says where addresses are: a database in MaxMind's format (.mmdb), a table of your own (.ndjson),"
                            + " or a detector's configuration (.yml), of which the section network counts.")
    private List<Path> files = List.of();

    /**
     * Reads the files that the user named.
     *
     * @param rules those that are to be run
     * @param err is told once if they ask where addresses are and no file says so
     * @throws Failure if a file cannot be used
     */
    public NetworkContext open(RuleSet rules, Screen err) {
        NetworkContext network = open();
        TreeSet<String> asking = new TreeSet<>();
        rules.absentFields(network.absentFields()).forEach(issue -> asking.add(issue.file()));
        if (!asking.isEmpty()) {
            err.line(Counts.of(asking.size(), "rule file asks", "rule files ask")
                    + " where addresses are, which nothing says; see --network. The first is " + asking.first() + ".");
        }
        return network;
    }

    private NetworkContext open() {
        try {
            return NetworkContext.open(sources());
        } catch (NetworkSourceException e) {
            throw new Failure("--network: " + e.getMessage(), e);
        }
    }

    private NetworkSources sources() {
        if (files.size() == 1 && isConfiguration(files.get(0))) {
            return ConfigFile.readNetwork(files.get(0));
        }
        List<Path> databases = new ArrayList<>();
        List<Path> tables = new ArrayList<>();
        for (Path file : files) {
            if (isConfiguration(file)) {
                throw new Failure("--network: " + file + " names all files itself: give it alone");
            }
            (file.toString().endsWith(".mmdb") ? databases : tables).add(requireKnown(file));
        }
        return new NetworkSources(databases, tables, Map.of(), Map.of());
    }

    private static boolean isConfiguration(Path file) {
        return file.toString().endsWith(".yml") || file.toString().endsWith(".yaml");
    }

    private static Path requireKnown(Path file) {
        String name = file.toString();
        if (!name.endsWith(".mmdb") && !name.endsWith(".ndjson")) {
            throw new Failure("--network: " + file
                    + " is neither a database (.mmdb), a table (.ndjson) nor a configuration (.yml)");
        }
        return file;
    }
}
