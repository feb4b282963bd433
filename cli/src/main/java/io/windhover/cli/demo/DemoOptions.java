package io.windhover.cli.demo;

import io.windhover.cli.replay.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user asked the demo for.
 *
 * @param inputs files, folders or {@code -}; empty for the bundled story
 * @param rules folders of rules; empty for the shipped ones
 * @param keep whether it goes on until it is told to stop
 * @param json whether alerts are printed as JSON
 * @param pace of the replay; empty for what suits the input
 */
record DemoOptions(List<String> inputs, List<Path> rules, boolean keep, boolean json, Optional<Pace> pace) {}
