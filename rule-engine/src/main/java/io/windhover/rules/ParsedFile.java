package io.windhover.rules;

import io.windhover.rules.sigma.SigmaFile;
import io.windhover.rules.source.Issue;
import io.windhover.schemas.RuleMode;
import java.util.List;

/** What one rule file says, read by itself; immutable and cacheable by content. */
public final class ParsedFile {
    private final String name;
    private final SigmaFile documents;
    private final List<Issue> issues;

    ParsedFile(String name, SigmaFile documents, List<Issue> issues) {
        this.name = name;
        this.documents = documents;
        this.issues = List.copyOf(issues);
    }

    /** The {@link io.windhover.rules.source.SourceFile}'s name. */
    public String name() {
        return name;
    }

    /** Everything wrong with the file by itself, in the order of the text. */
    public List<Issue> issues() {
        return issues;
    }

    /** The same file, run in no higher mode than this: a rule's own mode can only lower it. */
    public ParsedFile limitedTo(RuleMode most) {
        return new ParsedFile(name, documents.limitedTo(most), issues);
    }

    SigmaFile documents() {
        return documents;
    }
}
