package io.windhover.rules.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one file, {@value #MOST} errors and as many warnings at most: past that, the rest repeats
 * itself. They are counted apart, so that no number of warnings hides why a rule is refused.
 */
public final class Issues {
    private static final int MOST = 100;

    private final String file;
    private final List<Issue> issues = new ArrayList<>();
    private int errors;
    private int warnings;

    public Issues(String file) {
        this.file = file;
    }

    /** Name of the file that the issues are about. */
    public String file() {
        return file;
    }

    public void error(Position position, String message) {
        add(Severity.ERROR, position, message, null);
    }

    public void error(Position position, String message, Optional<String> suggestion) {
        add(Severity.ERROR, position, message, suggestion.orElse(null));
    }

    public void warning(Position position, String message) {
        add(Severity.WARNING, position, message, null);
    }

    public void warning(Position position, String message, Optional<String> suggestion) {
        add(Severity.WARNING, position, message, suggestion.orElse(null));
    }

    /** How many errors there were, also those past the bound: compare before and after to see whether a part was good. */
    public int errors() {
        return errors;
    }

    /** In the order of the text. */
    public List<Issue> list() {
        return issues.stream().sorted(Comparator.comparing(Issue::position)).toList();
    }

    private void add(Severity severity, Position position, String message, @Nullable String suggestion) {
        Issue issue = new Issue(severity, file, position, message, suggestion);
        boolean error = severity == Severity.ERROR;
        errors += error ? 1 : 0;
        // What is anchored and used again, or merged into several documents, is read again.
        if ((error ? errors <= MOST : warnings < MOST) && !issues.contains(issue)) {
            issues.add(issue);
            warnings += error ? 0 : 1;
        }
    }
}
