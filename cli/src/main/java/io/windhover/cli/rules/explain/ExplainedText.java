package io.windhover.cli.rules.explain;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.rules.RuleJson;
import io.windhover.detector.match.Summary;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.eval.Explanation;
import java.util.List;

/** Draws a verdict for a person. */
final class ExplainedText {
    private static final int LONGEST_TEXT = 160;
    private static final int LONGEST_VALUE = 120;
    private static final int MOST_REASONS = 5;
    /** Of a long list of values that say nothing, so many are shown. */
    private static final int MOST_BYSTANDERS = 10;

    private final Screen screen;

    ExplainedText(Screen screen) {
        this.screen = screen;
    }

    void print(Explained explained) {
        head(explained);
        if (explained.applies()) {
            tree(explained.condition(), 0, true);
            screen.writer().println();
        }
        if (explained.matched().isPresent()) {
            matched(explained.matched().get());
        } else {
            missed(explained);
        }
        screen.writer().flush();
    }

    private void head(Explained explained) {
        line(screen.paint(Colour.BOLD, "rule   ")
                + safe(explained.rule().reference().getTitle()) + " ("
                + safe(explained.rule().reference().getUid()) + "), "
                + safe(explained.rule().file()) + ":" + explained.rule().position());
        line(screen.paint(Colour.BOLD, "event  ") + safe(explained.place().source()) + ":"
                + explained.place().position()
                + (explained.isTimed()
                        ? ", " + safe(explained.event().getUid()) + ", "
                                + explained.event().getTime() + ": " + safe(Summary.of(explained.event()))
                        : ""));
        screen.writer().println();
    }

    private void tree(Explanation node, int depth, boolean decides) {
        String mark = node.holds() ? screen.symbol("\u2713", "+") : screen.symbol("\u2717", "-");
        String text = SafeText.line(node.what(), LONGEST_TEXT)
                + node.decidedBy()
                        .map(value -> ": " + SafeText.line(value, LONGEST_VALUE))
                        .orElse("");
        line("  ".repeat(depth)
                + screen.paint(node.holds() ? Colour.GREEN : Colour.RED, mark)
                + " "
                + (decides ? text : screen.paint(Colour.DIM, text)));
        List<Explanation> deciding = node.decidingParts();
        int bystanders = 0;
        for (Explanation part : node.parts()) {
            boolean partDecides = decides && deciding.contains(part);
            if (part.holds() || !part.parts().isEmpty() || ++bystanders <= MOST_BYSTANDERS) {
                tree(part, depth + 1, partDecides);
            }
        }
        if (bystanders > MOST_BYSTANDERS) {
            line("  ".repeat(depth + 1)
                    + screen.paint(
                            Colour.DIM, "  and " + Counts.of(bystanders - MOST_BYSTANDERS) + " more that do not hold"));
        }
    }

    private void matched(MatchedEvent match) {
        line(screen.paint(Colour.GREEN, "The rule matches") + ": level "
                + RuleJson.lower(match.level())
                + (match.entity().isEmpty() ? "" : ", about " + safe(match.entity()))
                + (match.dedup().isEmpty()
                        ? ""
                        : ", dedup " + safe(match.dedup().replace('\n', ' ')))
                + ".");
        match.context().forEach((name, value) -> line("  " + safe(name) + ": " + SafeText.line(value, LONGEST_VALUE)));
    }

    private void missed(Explained explained) {
        if (!explained.applies()) {
            line(screen.paint(Colour.RED, "The rule does not apply") + ": it is for the log source "
                    + safe(explained.rule().logSource().toString()) + ", and the event is from "
                    + safe(explained.condition().decidedBy().orElse("another")) + ".");
            return;
        }
        line(screen.paint(Colour.RED, "The rule does not match") + ", because of:");
        List<Explanation> reasons = explained.reasons();
        for (Explanation reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
            line("  " + SafeText.line(reason.what(), LONGEST_TEXT) + (reason.holds() ? " holds" : " does not hold")
                    + reason.decidedBy()
                            .map(value -> ": " + SafeText.line(value, LONGEST_VALUE))
                            .orElse(""));
        }
        if (reasons.size() > MOST_REASONS) {
            line("  and " + Counts.of(reasons.size() - MOST_REASONS) + " more");
        }
    }

    private static String safe(String text) {
        return SafeText.line(text, LONGEST_TEXT);
    }

    private void line(String text) {
        screen.writer().println(text);
    }
}
