package io.windhover.cli.simulate;

import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Table;
import io.windhover.simulator.story.Plot;
import io.windhover.simulator.story.StoryBook;
import java.util.List;

/** Shows which attacks there are. */
final class StoryList {
    private StoryList() {}

    static void print(Screen screen, boolean json) {
        if (json) {
            StoryBook.plots().forEach(plot -> screen.writer().println(line(plot)));
        } else {
            Table table = new Table(List.of("STORY", ">HOURS", "WHAT", "TECHNIQUES"));
            for (Plot plot : StoryBook.plots()) {
                String hours = Long.toString(plot.length().toHours());
                table.row(List.of(plot.id(), hours, plot.title(), String.join(" ", plot.techniques())));
            }
            table.print(screen);
        }
        screen.writer().flush();
    }

    private static String line(Plot plot) {
        return JsonLines.line(json -> {
            json.writeStringField("id", plot.id());
            json.writeStringField("title", plot.title());
            json.writeNumberField("hours", plot.length().toHours());
            json.writeArrayFieldStart("techniques");
            for (String technique : plot.techniques()) {
                json.writeString(technique);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("detections");
            for (int detection : plot.detections()) {
                json.writeNumber(detection);
            }
            json.writeEndArray();
        });
    }
}
