package io.windhover.cli.rules;

import io.windhover.rules.source.SourceFile;

/**
 * A rule file as it was read.
 *
 * @param origin its path relative to the folder that was named, with slashes: how the rules topic calls it
 * @param source its text, under the name that messages give it
 */
public record RuleFile(String origin, SourceFile source) {}
